# صفحة البلدية أو الحي أو المنطقة الخاصة.

commune-lead-green = { $n ->
    [one] { $name }: الحالة خضراء، والمعيار المطلوب مستوفٍ.
    [two] { $name }: الحالة خضراء، والمعياران المطلوبان مستوفيان.
    [few] { $name }: الحالة خضراء، والمعايير المطلوبة وعددها { $required } مستوفاة كلها.
    [many] { $name }: الحالة خضراء، والمعايير المطلوبة وعددها { $required } مستوفاة كلها.
   *[other] { $name }: الحالة خضراء، والمعايير المطلوبة وعددها { $required } مستوفاة كلها.
}
commune-lead-none = { $name }: لا توجد حالة بعد، إذ لا توجد بيانات يُحكم بها على أي معيار.
commune-lead = { $n ->
    [one] { $name }: الحالة { $level }، استوفت { $met } من أصل { $required } من المعايير المطلوبة، ويتبقى معيار واحد لبلوغ الحالة الخضراء.
    [two] { $name }: الحالة { $level }، استوفت { $met } من أصل { $required } من المعايير المطلوبة، ويتبقى معياران لبلوغ الحالة الخضراء.
    [few] { $name }: الحالة { $level }، استوفت { $met } من أصل { $required } من المعايير المطلوبة، وتتبقى { $missing } معايير لبلوغ الحالة الخضراء.
    [many] { $name }: الحالة { $level }، استوفت { $met } من أصل { $required } من المعايير المطلوبة، ويتبقى { $missing } معياراً لبلوغ الحالة الخضراء.
   *[other] { $name }: الحالة { $level }، استوفت { $met } من أصل { $required } من المعايير المطلوبة، ويتبقى { $missing } معيار لبلوغ الحالة الخضراء.
}
commune-none-yet = لا يوجد بعد إصدار منشور يذكر حالة { $name }.
commune-no-release = لا تُذكر الحالة إلا بعد أن تنشر اللجنة التوجيهية الإصدار الأول. وعندئذ تعرض هذه الصفحة كل معيار: القيمة والحد وتاريخ البيان وما تبقى من عمل.
commune-not-in-release = لا يتضمن الإصدار المعروض بيانات هذه الوحدة.
commune-to-method = اطّلع على المنهجية
commune-distance = { $n ->
    [one] يتبقى معيار واحد
    [two] يتبقى معياران
    [few] تتبقى { $missing } معايير
    [many] يتبقى { $missing } معياراً
   *[other] يتبقى { $missing } معيار
}
commune-completeness = حتى تاريخ { $at } (الإصدار { $release }) · البنود المقدمة { $submitted } · البنود المعتمدة { $confirmed }
commune-missing = ما تبقى لبلوغ الحالة الخضراء
commune-rank = المرتبة { $rank } من أصل { $ranked } من الوحدات على مستوى البلدية في { $province }.
commune-rank-tie = { $n ->
    [one] بالتعادل مع وحدة أخرى.
    [two] بالتعادل مع وحدتين أخريين.
    [few] بالتعادل مع { $others } وحدات أخرى.
    [many] بالتعادل مع { $others } وحدة أخرى.
   *[other] بالتعادل مع { $others } وحدة أخرى.
}
commune-to-province = اطّلع على الجدول كاملاً
commune-groups = بحسب مجموعة المعايير
commune-criteria = المعايير واحداً واحداً
commune-criteria-caption = القيمة المعتمدة والحد والحالة لكل معيار. ولا يُحسب في الحالة ما قُدّم ولم يجرِ التحقق منه.
commune-col-criterion = المعيار
commune-col-value = القيمة
commune-col-threshold = حد الاستيفاء
commune-col-status = الحالة
commune-col-fact = تاريخ البيان
commune-col-confirmed = الاعتماد
commune-valid-until = سارٍ حتى { $date }
commune-optional = (غير مطلوب)
commune-receipt = إيصال الحساب
commune-receipt-why = يذكر كل المدخلات التي أعطت هذه الحالة ويعيد حسابها للمقارنة.
commune-history = عبر الإصدارات المنشورة
commune-history-note = كل بند إصدار منشور، والأحدث أولاً: تاريخ اعتماد البيانات والحالة وعدد المعايير المستوفاة. اختر تاريخاً لعرض هذه الصفحة كما كانت حينه.
commune-neighbours = الوحدات المجاورة في الرسم التخطيطي
commune-neighbours-note = هي الخلايا المتلامسة في الرسم التخطيطي للمقاطعة، وهو لا يمثل الحدود الإدارية.
commune-published = أرقام منشورة عن هذه الوحدة
commune-published-apart = نشرتها جهات أخرى ونقلناها مع مصدرها، ولا تدخل في حساب الحالة.
