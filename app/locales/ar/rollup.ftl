# الإصدارات بحسب الشهر والربع.

rollup-title = الإصدارات بحسب الشهر والربع
rollup-lead = يمثّل كلَّ شهر أو ربع آخرُ إصدار فيه؛ ولا تُحسب متوسطات.
rollup-span = التجميع بحسب
rollup-by-month = الشهر
rollup-by-quarter = الربع
rollup-place = النطاق
rollup-country = البلاد كلها
rollup-show = عرض
rollup-months = { $place } بحسب الشهر
rollup-quarters = { $place } بحسب الربع
rollup-caption = { $what }، الأحدث أولاً؛ والتغيّر مقارنة بالشهر أو الربع السابق الذي فيه إصدار وفق المعايير نفسها
rollup-col-stretch = الفترة
rollup-col-releases = الإصدارات
rollup-col-green = الخضراء من المجموع
rollup-col-rank = الترتيب
rollup-col-change = التغيّر (نقاط مئوية)
rollup-month = { $number ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
} { $year }
rollup-quarter = { $number ->
    [1] الربع الأول
    [2] الربع الثاني
    [3] الربع الثالث
   *[4] الربع الرابع
} من عام { $year }
rollup-csv = تنزيل هذا الجدول (⁦CSV⁩)
rollup-empty = لا إصدار
rollup-to = عرض الإصدارات بحسب الشهر والربع
