# صفحة مقاطعة أو مدينة.

province-published = أرقام منشورة
province-published-count = أرقام منشورة عن نسبة الحالة الخضراء في { $place } مع مصادرها ({ $number })
province-published-apart = نشرتها جهات أخرى وتُنقل مع مصدرها، ولا تختلط بما يُحسب من إصدارات هذا الموقع.
province-diagram = خريطة البلديات
province-failing = المعايير الأكثر تعثراً
province-failing-none = لا يوجد معيار أصفر أو أحمر.
province-failing-note = اختر معياراً لعرض البلديات التي ينقصها شيء في مجموعته.
province-failing-count = لم تستوفه { $units } من أصل { $whole } من الوحدات: الحمراء { $red }، والصفراء { $yellow }
province-trend = الاتجاه
province-changes = التغيرات منذ الإصدار السابق
province-changes-since = التغيرات منذ { $date }
province-changes-not-comparable = لا يوجد إصدار سابق بمجموعة المعايير نفسها للمقارنة.
province-gained = بلغت الحالة الخضراء
province-lost = لم تعد خضراء
province-none = لا شيء.
province-more = و{ $count } غيرها؛ انظر عمود «السابق» في الجدول
province-infra = البنية التحتية
province-infra-more = أرقام البنية التحتية مع مصادرها
province-infra-caption = أرقام منشورة عن البنية التحتية، شريط لكل أمر والأحدث أولاً. وإذا اختلفت المصادر عُرضت كلها ولا يختار الموقع نيابة عن القارئ.
province-no-release = لم يُنشر بعد أي إصدار عن { $place } ووحداتها البالغ عددها { $units }.
province-no-release-why = لا تظهر الأرقام إلا بعد أن تُدخلها الوحدات ويعتمدها المُراجِع وتنشرها اللجنة التوجيهية. طريقة الحساب:

hexagon-caption = مخطط، لكل بلدية خلية واحدة، ولا يمثل الحدود الإدارية.
hexagon-skip = تجاوز المخطط إلى الجدول
hexagon-label = مخطط البلديات والأحياء حسب الحالة
hexagon-cell = { $unit }، { $level }، { $met }

communes-title = جدول البلديات والأحياء
communes-caption = { $place }: حالة كل بلدية وحي ومنطقة خاصة حتى تاريخ { $at }
communes-greens = الخضراء، مرتّبة بحسب الاسم: { $shown }
communes-greens-table = عرض هذه الوحدات في الجدول
communes-col-rank = المرتبة
communes-col-name = البلدية أو الحي
communes-col-status = الحالة
communes-col-met = المستوفى
communes-col-before = السابق
communes-col-before-date = السابق ({ $date })
communes-same = دون تغيير
communes-groups = المستوفى: عدد المعايير المعتمدة المستوفاة من المعايير الإلزامية. أعمدة المجموعات: عدد المعايير الخضراء في المجموعة. { $groups }
communes-filter = تصفية
communes-filter-level = الحالة
communes-filter-kind = نوع الوحدة
communes-filter-group = ينقصها شيء في مجموعة
communes-filter-unmet = عدد المعايير غير المستوفاة
communes-unmet-more = 4 فأكثر
communes-filter-name = الاسم يتضمن
communes-any = الكل
communes-result = { $count ->
    [zero] لا توجد وحدة معروضة من أصل { $all }.
    [one] وحدة واحدة معروضة من أصل { $all }.
    [two] وحدتان معروضتان من أصل { $all }.
    [few] عدد الوحدات المعروضة { $kept } من أصل { $all }.
    [many] عدد الوحدات المعروضة { $kept } من أصل { $all }.
   *[other] عدد الوحدات المعروضة { $kept } من أصل { $all }.
}
communes-all = اعرض الكل
communes-csv = نزّل الجدول (⁦CSV⁩)
communes-empty = لا توجد وحدة تستوفي كل شروط التصفية. يمكن حذف شرط:
communes-drop = احذف شرط «{ $filter }»
province-coverage = البنية التحتية الرقمية في { $place } بلديةً بلدية
