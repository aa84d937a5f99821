# الإصدارات المنشورة.

releases-name = الإصدار { $number }
releases-number-revised = { $number }، التصحيح { $revision }
releases-title = الإصدارات المنشورة
releases-lead = { $n ->
    [zero] يوجد { $count } إصدار، وأحدثها { $newest }، حتى تاريخ { $at }.
    [one] يوجد إصدار واحد: { $newest }، حتى تاريخ { $at }.
    [two] يوجد إصداران، وأحدثهما { $newest }، حتى تاريخ { $at }.
    [few] توجد { $count } إصدارات، وأحدثها { $newest }، حتى تاريخ { $at }.
    [many] يوجد { $count } إصداراً، وأحدثها { $newest }، حتى تاريخ { $at }.
   *[other] يوجد { $count } إصدار، وأحدثها { $newest }، حتى تاريخ { $at }.
}
releases-none = لا يوجد إصدار منشور بعد.
releases-none-why = لم تنشر اللجنة التوجيهية أي نتيجة على هذا النظام. وسيظهر الإصدار الأول هنا مع وقت الاعتماد والمجاميع والبصمة الرقمية.
releases-none-published = اطّلع على ما نشرته جهات أخرى
releases-list = القائمة
releases-caption = الإصدارات المنشورة، والأحدث أولاً؛ وعدد بلديات البلاد وأحيائها ومناطقها الخاصة بحسب الحالة
releases-col-number = الإصدار
releases-col-as-of = حتى تاريخ
releases-col-period = الفترة
releases-col-set = مجموعة المعايير
releases-col-rate = نسبة الحالة الخضراء
releases-col-hash = البصمة الرقمية
releases-due = الموعد النهائي { $at }
releases-replaces = يحل محل:
releases-simulated = (بيانات محاكاة، غير حقيقية)
releases-meaning = ما معنى الإصدار المنشور
releases-frozen = عند النشر تُحسب حالة كل وحدة مرة واحدة في وقت الاعتماد ثم لا تتغير.
releases-revised = يُصحَّح الخطأ بتنقيح جديد للرقم نفسه، ويبقى السابق متاحاً للقراءة.
releases-older = اختر إصداراً لعرض كل الصفحات كما كانت حينه؛ ويحمل العنوان كلمة «⁦phat-hanh⁩» ويصلح للاستشهاد به.
releases-hash = تشمل البصمة الرقمية (⁦SHA-256⁩) بيانات الإصدار وبصمة كل بيان احتساب؛ فإذا تغير رقم واحد تغيرت.
releases-to-method = اطّلع على المنهجية
