# صفحة بنود المقاطعة: سطر لكل بلدية ومعيار.

items-title = { $place }: البنود بنداً بنداً
items-crumb = البنود
items-lead-open = { $kept } من أصل { $all } من بنود { $place } غير خضراء، حتى تاريخ { $at }.
items-lead = { $kept } من أصل { $all } من بنود { $place } تستوفي الشروط المختارة، حتى تاريخ { $at }.
items-none-yet = لا يوجد بعدُ إصدار منشور يضم بنود هذه المقاطعة.
items-table = جدول البنود
items-caption = { $place }: سطر لكل بلدية ومعيار حتى تاريخ { $at }
items-filter-group = مجموعة المعايير
items-filter-stage = الإدخال
items-stage-applies = ينطبق
items-stage-unconfirmed = مُدخَل وغير معتمد
items-stage-failing = صفراء أو حمراء
items-declared = مُدخَل
items-confirmed = معتمد
items-waiting = بانتظار التحقق
items-met = مستوفى
items-receipt = بيان الاحتساب
items-yes = نعم
items-no = لا
items-empty = لا يوجد بند يستوفي كل الشروط المختارة.
items-more = تعرض هذه الصفحة أول { $shown } من البنود فقط. اختر معياراً أو مجموعة، أو نزّل ملف ⁦CSV⁩ الذي يضمها كلها.
items-open = البنود غير الخضراء فقط
items-csv = نزّل كل البنود (⁦CSV⁩)
items-all-of = عرض كل البنود غير الخضراء
