# الأرقام المنشورة إلى جانب المحسوبة.

published-title = المصادر والأرقام المنشورة
published-lead = أرقام نشرتها الصحافة والجهات العامة، منقولة مع مصدرها وتاريخها؛ تُعرض إلى جانب ما يُحسب هنا ولا تختلط به.
published-compared = مقارنة نسب الحالة الخضراء
published-compared-caption = النسب المنشورة للحالة الخضراء ونسبة إصدارنا في الوقت نفسه
published-simulated = تستخدم الإصدارات هنا بيانات تجريبية مقيدة ببعض المجاميع المنشورة. وسواء طابقت أم اختلفت فلا تثبت صحة المصدر ولا خطأه.
published-col-unit = عن
published-col-published = المنشور
published-col-computed = المحسوب هنا
published-col-result = المقارنة
published-col-value = الرقم
published-col-date = التاريخ
published-col-rank = المرتبة
published-col-source = المصدر
published-as-printed = كما نُشر: { $text }
published-agrees = متطابقان.
published-rounded = الكسر نفسه؛ المصدر يقرّب ونحن نقطع عند رقمين عشريين.
published-differs = مختلفان. قد تختلف ساعة اعتماد البيانات أو مجموعة المعايير بين المصدر والإصدار.
published-differs-simulated = مختلفان لأن رقمنا تجريبي، فلا يُحتج به على المصدر ولا له.
published-not-comparable = لم يُنشر ما يكفي للمقارنة.
published-undated = لا يذكر المصدر تاريخاً، فلا يُعرف الإصدار الذي يُقارن به.
published-no-release = لا يوجد إصدار في ذلك اليوم.
published-all = كل الأرقام المنشورة
published-all-caption = { $n ->
    [one] رقم واحد
    [two] رقمان، بحسب المؤشر ثم الوحدة
    [few] { $count } أرقام، بحسب المؤشر ثم الوحدة
    [many] { $count } رقماً، بحسب المؤشر ثم الوحدة
   *[other] { $count } رقم، بحسب المؤشر ثم الوحدة
}
published-basis = من: { $basis }.
published-several = لوحدة واحدة عدة أرقام تُعرض متجاورة، ولكل منها تاريخه ومصدره.
published-sources = المصادر
published-sources-note = لا يوضع رابط إلا حيث يُعرف العنوان كاملاً؛ وإلا فالناشر والرقم والتاريخ.
