# مشترك: الحالات وأنواع الوحدات والأشهر وإطار الصفحة وعبارات تتكرر.

level-green = خضراء
level-yellow = صفراء
level-red = حمراء
level-none = لا توجد بيانات

kind-province = مقاطعة
kind-city = مدينة
kind-commune = بلدية
kind-ward = حي
kind-special-zone = منطقة خاصة
kind-town = بلدة
kind-urban-district = منطقة حضرية
kind-district = منطقة ريفية
kind-township = بلدة ريفية

ended-on = كانت هذه الوحدة قائمة حتى { $date }.
ended-until = حتى { $date }
ended-communes = وحدات لم تعد قائمة، فلم تعد تُحتسب
ended-unit = الوحدة
ended-status = الحالة السابقة
ended-last-day = آخر يوم لها
ended-successors = اليوم ضمن
ended-unknown = لم تُسجَّل وحدة حلّت محلها.
ended-one = وهي اليوم ضمن:
ended-several = وهي اليوم موزعة على { $count } من الوحدات:

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

shell-skip = انتقل إلى المحتوى الرئيسي
shell-simulated = إجابات الوحدات من إنشاء البرنامج للتوضيح فقط، ولا تدل على حال أي مكان حقيقي.
shell-tagline = الجاهزية الرقمية للبلديات وفق القرار رقم ⁦57-⁠NQ/⁠TW⁩
shell-home = فيتنام
shell-breadcrumb = موقعك في الصفحات
shell-languages = اللغة
shell-search = بحث
shell-search-label = ابحث عن بلدية أو حي أو منطقة خاصة أو مقاطعة أو مدينة
shell-search-hint = بلدية أو حي أو مقاطعة
shell-inferred = مجموعة المعايير { $version } مستنتجة وليست نصاً رسمياً
shell-release = الإصدار المنشور
shell-release-show = عرض
shell-release-option = رقم { $number } · { $date }
shell-edition = الإصدار { $number } · { $date }
shell-edition-none = لا إصدار بعد
shell-edition-inferred = المعايير غير رسمية
shell-older = تعرض هذه الصفحة الإصدار رقم { $number } حتى تاريخ { $at }، ويوجد إصدار أحدث.
shell-newest = اعرض أحدث إصدار ({ $date })
shell-release-name = الإصدار { $id }
shell-product = منصة «⁦Xanh⁩»
shell-hash = البصمة الرقمية للمحتوى (⁦SHA-256⁩):
shell-no-release = لم يُنشر أي إصدار بعد.
shell-licence = يمكن إعادة استخدام بيانات هذا الموقع مع ذكر المصدر بموجب رخصة
shell-footer = عن هذا الموقع
shell-ranking = الترتيب
shell-method = المنهجية
shell-published = المصادر والأرقام المنشورة
shell-releases = الإصدارات المنشورة
shell-about = نبذة
shell-accessibility = إمكانية الوصول
shell-privacy = الخصوصية
shell-contact = الاتصال

menu-label = الصفحات الرئيسية
menu-open = القائمة
menu-overview = نظرة عامة
menu-infrastructure = البنية التحتية

words-green = { $green } من أصل { $units } من البلديات والأحياء في الحالة الخضراء ({ $percent }).
words-green-zones = { $green } من أصل { $units } من البلديات والأحياء والمناطق الخاصة في الحالة الخضراء ({ $percent }).
words-green-country = { $green } من أصل { $units } من البلديات والأحياء والمناطق الخاصة في عموم البلاد في الحالة الخضراء ({ $percent }).
words-ranks = تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن وعددها { $of }.
words-ranks-among = تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن المصنَّفة وعددها { $of }.
words-ranks-among-tied = { $count ->
    [zero] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن المصنَّفة وعددها { $of }.
    [one] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن المصنَّفة وعددها { $of }، بالتعادل مع واحدة أخرى.
    [two] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن المصنَّفة وعددها { $of }، بالتعادل مع اثنتين أخريين.
    [few] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن المصنَّفة وعددها { $of }، بالتعادل مع غيرها (العدد: { $others }).
    [many] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن المصنَّفة وعددها { $of }، بالتعادل مع غيرها (العدد: { $others }).
   *[other] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن المصنَّفة وعددها { $of }، بالتعادل مع غيرها (العدد: { $others }).
}
words-unranked = لم تُصنَّف { $place } بعد: قُدّم { $items } من البنود ({ $percent })، ويتطلب الترتيب { $floor } على الأقل.
words-ranks-tied = { $count ->
    [zero] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن وعددها { $of }.
    [one] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن وعددها { $of }، بالتعادل مع واحدة أخرى.
    [two] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن وعددها { $of }، بالتعادل مع اثنتين أخريين.
    [few] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن وعددها { $of }، بالتعادل مع غيرها (العدد: { $others }).
    [many] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن وعددها { $of }، بالتعادل مع غيرها (العدد: { $others }).
   *[other] تحتل { $place } المرتبة { $rank } بين المقاطعات والمدن وعددها { $of }، بالتعادل مع غيرها (العدد: { $others }).
}
words-completeness = حتى تاريخ { $at } · قدّمت { $units } من الوحدات بياناتها · اعتُمد { $items } من البنود
words-rate-up = ارتفاع بالنقاط المئوية: { $points }
words-rate-down = انخفاض بالنقاط المئوية: { $points }
words-rate-same = دون تغيير
words-places-up = { $count ->
    [zero] المرتبة نفسها
    [one] صعود مرتبة واحدة
    [two] صعود مرتبتين
    [few] صعود { $shown } مراتب
    [many] صعود { $shown } مرتبة
   *[other] صعود { $shown } مرتبة
}
words-places-down = { $count ->
    [zero] المرتبة نفسها
    [one] تراجع مرتبة واحدة
    [two] تراجع مرتبتين
    [few] تراجع { $shown } مراتب
    [many] تراجع { $shown } مرتبة
   *[other] تراجع { $shown } مرتبة
}
words-places-same = المرتبة نفسها

cite-more-than = أكثر من { $value }
cite-about = نحو { $value }
cite-nearly = ما يقارب { $value }
cite-exact = بالضبط
cite-over = أكثر من
cite-approximate = نحو
cite-almost = ما يقارب
cite-period = من { $from } إلى { $to }
cite-until = حتى { $to }
cite-no-date = لا يذكر المصدر تاريخاً
cite-as-of = حتى تاريخ: { $date }.
cite-source = المصدر:
cite-named = { $name }: { $value }
cite-words-vi = نص المصدر بالفيتنامية:
cite-words-en = نص النسخة الإنجليزية:
cite-words-ar = نص النسخة العربية:
cite-recorded = كما سُجّل:
cite-newest-first = (الأحدث أولاً)

chart-table = أرقام الرسم في جدول

series-rate-caption = { $place }: نسبة البلديات والأحياء والمناطق الخاصة في الحالة الخضراء (بالمئة)، من { $from } إلى { $to }
series-rate-reading = من { $first } ({ $from }) إلى { $last } ({ $to })؛ أدنى قيمة { $low } ({ $lowdate }) وأعلى قيمة { $high } ({ $highdate }).
series-rank-caption = { $place }: المرتبة بين المقاطعات والمدن وعددها { $of }، من { $from } إلى { $to }
series-rank-caption-among = { $place }: المرتبة بين المقاطعات والمدن المصنَّفة، من { $from } إلى { $to }
series-rank-reading = من المرتبة { $first } ({ $from }) إلى المرتبة { $last } ({ $to })؛ أفضل مرتبة { $best } ({ $bestdate }) وأدنى مرتبة { $worst } ({ $worstdate }).
series-col-date = حتى تاريخ
series-col-green = الخضراء/المجموع
series-col-rate = النسبة
series-col-rank = المرتبة
series-break = مجموعة المعايير { $set }

ranking-col-rank = المرتبة
ranking-col-name = المقاطعة أو المدينة
ranking-col-green = الخضراء/المجموع
ranking-col-rate = نسبة الحالة الخضراء
ranking-col-change = التغير عن الإصدار السابق
ranking-col-levels = حسب الحالة
ranking-col-confirmed = البنود المعتمدة
ranking-tied = تعادل

tables-letters = قُرئ نص الملف بترميز ⁦{ $name }⁩.
tables-semicolon = الأعمدة مفصولة بفاصلة منقوطة ⁦(;)⁩.
tables-tab = الأعمدة مفصولة بعلامات جدولة.
tables-bar = الأعمدة مفصولة بخط عمودي ⁦(|)⁩.
tables-sheet = قُرئت البيانات من الورقة «{ $sheet }».
tables-sheet-hidden = قُرئت البيانات من الورقة المخفية «{ $sheet }».
tables-head = أسماء الأعمدة في السطر { $line }.
tables-locked = الملف محمي بكلمة مرور فتتعذر قراءته. افتحه بكلمة المرور ثم أزلها (في ⁦Excel⁩: ملف ← معلومات ← حماية المصنف ← التشفير بكلمة مرور، وأفرغ الحقل)، واحفظه وأعد إرساله.
tables-format = هذا ملف من نوع ⁦{ $format }⁩ ولا تمكن قراءته. افتحه واختر الحفظ باسم بنوع ⁦.xlsx⁩ أو ⁦CSV UTF-8⁩ ثم أرسل الملف الجديد.

# Abbreviations.
abbr-lgsp = منصة تكامل ومشاركة البيانات في المقاطعة
abbr-ioc = مركز العمليات الذكي
abbr-his = نظام معلومات المستشفيات
abbr-tthc = الإجراءات الإدارية
abbr-dvcqg = البوابة الوطنية للخدمة العامة
abbr-tslcd = شبكة نقل البيانات المخصصة
abbr-bts = محطة إرسال واستقبال
abbr-ubnd = اللجنة الشعبية
abbr-hdnd = المجلس الشعبي
abbr-mttq = جبهة الوطن
abbr-grdp = الناتج المحلي الإجمالي للمقاطعة
abbr-dti = مؤشر التحول الرقمي
abbr-napas = المؤسسة الوطنية للمدفوعات في فيتنام
abbr-ocop = برنامج منتج لكل بلدية
abbr-cntt = تقنية المعلومات
