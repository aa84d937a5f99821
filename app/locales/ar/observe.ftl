# بيانات المؤشرات: بالنموذج أو من ملف أو من الأنظمة، مع إمكان التراجع.

observe-title = البيانات
observe-sum = أسطر بلا بيانات: { $missing }؛ أسطر أقدم من دوريتها: { $old }؛ مجموع الأسطر: { $all }.
observe-how = اختر سطراً لإدخاله أو تصحيحه؛ أما الأسطر الكثيرة فتُدخل من ملف.
observe-import = الاستيراد من ⁦CSV⁩ أو ⁦Excel⁩
observe-province = المقاطعة
observe-sector = القطاع
observe-every-sector = كل القطاعات
observe-unit = الوحدة
observe-indicator = المؤشر
observe-by-unit = كل مؤشرات الوحدة
observe-show = عرض
observe-no-lines = لا يوجد مؤشر كهذا في هذه الوحدة.
observe-state = الحالة
observe-state-missing = لا بيانات بعد
observe-state-old = قديم
observe-state-fresh = حديث
observe-state-elsewhere = يُحسب من مصدر آخر
observe-last = آخر رقم
observe-cadence = الدورية
observe-monthly = كل شهر
observe-quarterly = كل ربع سنة
observe-yearly = كل سنة
observe-per-term = كل فصل دراسي
observe-on-change = عند التغيّر
observe-per-release = مع كل إصدار منشور
observe-simulated = بيانات محاكاة (غير حقيقية)
observe-basis = النسبة من
observe-told-by = الجهة المزوِّدة

observe-field = الحقل
observe-field-unit = رمز الوحدة
observe-field-indicator = رمز المؤشر
observe-field-value = القيمة
observe-field-as-of = حتى تاريخ
observe-field-from = من تاريخ
observe-field-qualifier = درجة الدقة
observe-field-printed = النص كما ورد
observe-field-source = المصدر
observe-field-note = ملاحظة

observe-exact = بالضبط
observe-more-than = أكثر من
observe-about = نحو
observe-value-more = أكثر من { $value }
observe-value-about = نحو { $value }

observe-say = إدخال رقم
observe-revise = إذا طابق التاريخ والمصدر رقماً موجوداً صار تصحيحاً له، ويُحفظ الرقم القديم. أما المصدر الآخر فيظهر إلى جانبه.
observe-count-help = وحدة القياس: { $unit }. مثال: 1200 أو 1,200.
observe-share-help = عددان مثل ⁦130/148⁩؛ وإن لم تُعرف إلا النسبة فاكتب ⁦87.83⁩.
observe-growth = هذا المؤشر نسبة نمو بلا أساس: انقل نص المصدر كما هو، ولا يُرسم في مخطط.
observe-from-help = يُملأ فقط إذا كان الرقم عن فترة كاملة.
observe-source-help = الجهة أو النظام أو الوثيقة التي تذكر هذا الرقم.
observe-printed-help = كلمات المصدر نفسها إذا كان اقتباساً.
observe-save = حفظ الرقم
observe-problems = لم يُحفظ بعد؛ وما أدخلته باقٍ في النموذج
observe-from-criterion = يُحسب رقم البلدية من إجابتها المعتمدة عن المعيار { $code } ولا يُسأل عنه هنا مرة أخرى.
observe-from-release = يُحسب هذا الرقم من الإصدارات المنشورة ولا يُدخل هنا.
observe-see-unit = صفحة الوحدة
observe-history = الأرقام الموجودة
observe-no-history = لا بيانات بعد.
observe-stands = السريان
observe-by = أدخله
observe-current = سارٍ
observe-revised = صُحِّح لاحقاً
observe-undone = تم التراجع عنه
observe-revision = النسخة { $number }
observe-correct = تصحيح

observe-unreadable = لا يمكن قراءته قيمةً لهذا المؤشر؛ اكتبه كما يطلب المؤشر: عدد، أو نسبة مثل ⁦87.83⁩ أو ⁦130/148⁩، أو نعم أو لا، أو تاريخ
observe-too-precise = منازل عشرية أكثر مما للمؤشر؛ اكتب أرقاماً أقل بعد الفاصلة
observe-negative = لا يجوز أن يقل عن 0؛ أدخل 0 أو أكثر
observe-nothing = المجموع 0 لا تُحسب منه نسبة؛ احذف هذا السطر أو صحّح المجموع
observe-above-hundred = أكثر من { PERCENT(100) }؛ يلزم للنسبة أن تكون من 0 إلى { PERCENT(100) }
observe-backwards = تبدأ الفترة بعد نهايتها؛ تحقق من التاريخين
observe-wrong-level = لا رقم لهذا المؤشر على مستوى هذه الوحدة؛ اختر وحدة من مستوى آخر أو احذف هذا السطر
observe-asked-elsewhere = يُحسب من الإجابات المعتمدة أو الإصدارات ولا يُدخل هنا؛ احذف هذا السطر
observe-too-long = عدد الأحرف أكثر من { $most }؛ اختصره
observe-no-unit = لا وحدة بهذا الرمز أو الاسم؛ تحقق من الرمز: له رقمان أو خمسة أرقام مع الأصفار في أوله
observe-several-units = عدة وحدات تحمل هذا الاسم؛ اكتب الرمز
observe-lost-zeros = سقطت الأصفار من أول الرمز (مثلاً ⁦04846⁩ صار ⁦4846⁩)؛ اجعل تنسيق العمود نصاً ثم أعد كتابة الرمز
observe-outside = الوحدة خارج نطاقك؛ احذف هذا السطر أو اطلب من مدير النظام توسيع النطاق
observe-no-indicator = لا مؤشر بهذا الرمز؛ تحقق من قائمة المؤشرات
observe-other-sector = قطاع المؤشر خارج نطاقك؛ احذف هذا السطر أو اطلب من مدير النظام منح هذا القطاع
observe-no-qualifier = يلزم واحد من: بالضبط، أكثر من، نحو
observe-twice = يكرر السطر { $line }: الوحدة والمؤشر والفترة والمصدر نفسها؛ احذف أحدهما
observe-twice-plain = يكرر سطراً سابقاً: الوحدة والمؤشر والفترة والمصدر نفسها؛ احذف أحدهما
observe-percent-cell = رقم بين 0 و1 في خلية قد يكون نسبة مئوية بحسب تنسيقها؛ اكتب ⁦87.83⁩ أو ⁦130/148⁩ نصاً
observe-broken-line = تتعذر قراءة هذا السطر: خلاياه أكثر أو أقل من السطر الأول، أو فيه حروف تالفة؛ صحّحه أو احفظ الملف بصيغة ⁦XLSX⁩ وأعد إرساله

observe-file = ملف ⁦CSV⁩ أو ⁦XLSX⁩
observe-file-help = الحد الأقصى { $mib } ميغابايت، ولعدد الأسطر { $rows }، أحدها أسماء الأعمدة. للملفات الأكبر اطلب من الجهة المشغلة استيرادها.
observe-look = معاينة
observe-file-large = حجم الملف أكبر من { $mib } ميغابايت فلم يُقرأ. قسِّم الملف أو اطلب من الجهة المشغلة استيراده.
observe-file-kind = تتعذر قراءة هذا الملف جدولاً. احفظه بصيغة ⁦CSV⁩ أو ⁦XLSX⁩ دون كلمة مرور ثم أعد إرساله.
observe-file-inside = المحتوى المضغوط في الملف أكبر من المسموح به فلم يُفتح. انسخ الأرقام إلى ملف جديد أو قسِّم الملف.
observe-file-rows = في الملف أسطر أو خلايا أكثر من المسموح به؛ الحد الأقصى لعدد الأسطر { $rows }. قسِّم الملف أو اطلب من الجهة المشغلة استيراده.
observe-file-columns = في الملف أعمدة أكثر من المسموح به؛ الحد الأقصى { $columns }. احذف ما لا يلزم منها.
observe-file-empty = لا أسطر في الملف تحت أسماء الأعمدة. املأ الأرقام ثم أعد إرساله.
observe-file-slow = استغرقت قراءة الملف وقتاً طويلاً فأُوقفت. حاول من جديد أو قسِّم الملف.
observe-file-gone = لم يعد الملف الذي عُوين موجوداً هنا لأن ملفاً آخر أُرسل بعده. أرسله من جديد.
observe-file-lost = لم يعد الملف الذي عُوين سليماً على هذا الخادم فلم يُكتب شيء. أرسله من جديد.

observe-step-template = نزِّل القالب وفيه رموز الوحدات والمؤشرات وأسماؤها؛ املأ القيمة والتاريخ والمصدر.
observe-step-send = أرسل الملف. ويمكن إرسال ملف من نظام آخر ثم اختيار أعمدته.
observe-step-look = تبيّن الصفحة التالية لكل سطر هل هو جديد أو تصحيح أو بلا تغيير أو خطأ. لا يُحفظ شيء قبل الضغط على الزر، وسطر واحد خاطئ يمنع حفظ الكل.
observe-template-xlsx = تنزيل لبرنامج ⁦Excel⁩
observe-template-csv = تنزيل بصيغة ⁦CSV⁩
observe-template-unit = اسم الوحدة
observe-template-indicator = اسم المؤشر
observe-acts = عمليات الإدخال
observe-no-acts = لم يُدخل شيء بعد.
observe-older = الأقدم
observe-when = الوقت
observe-kind = الطريقة
observe-kind-form = بالنموذج
observe-kind-file = من ملف
observe-kind-ingest = من نظام
observe-kind-demo = محاكاة
observe-what = المحتوى
observe-new-rows = الأسطر الجديدة
observe-counts = محسوبة
observe-undone-by = تراجع عنها { $by }، { $at }
observe-act = عملية الإدخال { $number }
observe-act-rows = أسطر هذه العملية
observe-more-rows = مزيد من الأسطر
observe-undo = التراجع عن هذه العملية كلها
observe-undo-what = لا يُحسب أي سطر من هذه العملية بعد ذلك، ويعود ما كان قبلها. ولا يُحذف شيء.
observe-undo-reason = سبب التراجع
observe-undo-go = تراجع
observe-bad-reason = يلزم ذكر السبب؛ عدد الأحرف 500 على الأكثر

observe-check = معاينة { $name }
observe-unmapped = لا يُعرف أي عمود يحوي: { $fields }. اختر العمود أو أدخل قيمة واحدة لكل الأسطر.
observe-faults =
    { $number ->
        [zero] لا مواضع للتصحيح.
        [one] موضع واحد يحتاج إلى تصحيح. لم يُحفظ شيء. صحِّحه في الملف ثم أعد إرساله.
        [two] موضعان يحتاجان إلى تصحيح. لم يُحفظ شيء. صحِّحهما في الملف ثم أعد إرساله.
        [few] { $shown } مواضع تحتاج إلى تصحيح. لم يُحفظ شيء. صحِّحها في الملف ثم أعد إرساله.
        [many] { $shown } موضعاً يحتاج إلى تصحيح. لم يُحفظ شيء. صحِّحها في الملف ثم أعد إرساله.
       *[other] { $shown } موضع يحتاج إلى تصحيح. لم يُحفظ شيء. صحِّحها في الملف ثم أعد إرساله.
    }
observe-would-say = الجديدة: { $new }؛ التصحيحات: { $revised }؛ بلا تغيير: { $same }. لم يُحفظ شيء بعد.
observe-passed = الأسطر الخالية من القيمة التي جرى تجاوزها: { $shown }.
observe-lost-zeros-all = رموز الوحدات التي سقطت الأصفار من أولها: { $shown }، وسببه غالباً أن برنامج الجداول عدّها أعداداً.
observe-add-zeros = إعادة الأصفار إلى أول الرموز: { $shown }
observe-zeros-added = أُعيدت الأصفار إلى أول رموز الوحدات: { $shown }.
observe-place-title = اختيار الورقة وسطر أسماء الأعمدة
observe-place-sheet = الورقة
observe-place-sheet-hidden = { $sheet } (مخفية)
observe-place-head = سطر أسماء الأعمدة (اتركه فارغاً ليُبحث عنه)
observe-apply = حفظ الأسطر (العدد: { $shown })
observe-again = إرسال ملف آخر
observe-mapping = ماذا في كل عمود
observe-column = عمود الملف
observe-no-column = لا عمود
observe-all-rows = أو قيمة واحدة لكل الأسطر
observe-for-all = { $field }، قيمة واحدة لكل الأسطر
observe-look-again = معاينة من جديد
observe-faults-caption = المواضع التي تحتاج إلى تصحيح
observe-more-faults =
    { $number ->
        [zero] لا مواضع أخرى.
        [one] وموضع آخر غير مدرج.
        [two] وموضعان آخران غير مدرجين.
        [few] و{ $shown } مواضع أخرى غير مدرجة.
        [many] و{ $shown } موضعاً آخر غير مدرج.
       *[other] و{ $shown } موضع آخر غير مدرج.
    }
observe-place = السطر أو الخلية
observe-fault = ما يلزم تصحيحه
observe-rows-caption = الأسطر المعروضة: أول { $shown } من أصل { $all }
observe-line = السطر
observe-effect = سيكون
observe-effect-new = جديد
observe-effect-revised = تصحيح
observe-effect-same = بلا تغيير
observe-before = الموجود الآن

observe-sector-infrastructure = البنية التحتية
observe-sector-steering = اللجنة التوجيهية
observe-sector-banking = المصارف
observe-sector-identity = الهوية
observe-sector-services = الخدمات العامة
observe-sector-health = الصحة
observe-sector-education = التعليم
observe-sector-agriculture = الزراعة
observe-sector-construction = البناء
observe-sector-energy = الطاقة
observe-sector-security = الأمن
observe-sector-commerce = التجارة
observe-sector-skills = المهارات
observe-sector-register = الأرقام المرجعية المشتركة

register-says = الرقم المرجعي: { $name } { $number }، حتى تاريخ { $date }، المصدر { $source }
register-simulated = (محاكاة)
register-label = الأرقام المرجعية المشتركة
register-differs = المجموع في الإجابة { $said }، وهو يختلف عن الرقم المرجعي.

tokens-title = الأنظمة المرسلة
tokens-what = مفاتيح ربط (⁦API⁩) ترسل بها الأنظمة الأخرى البيانات تلقائياً
tokens-how = لكل نظام يرسل البيانات (منصة تبادل البيانات في المقاطعة ⁦LGSP⁩ أو مشغل) مفتاح ربط خاص به، ولا يتيح إرسال البيانات إلا ضمن النطاق والقطاعات المحددة. طريقة الإرسال:
tokens-fresh = مفتاح { $name }، يظهر هذه المرة فقط؛ انسخه الآن:
tokens-none = لا مفاتيح ربط بعد.
tokens-new = إنشاء مفتاح ربط
tokens-name = اسم النظام
tokens-scope = النطاق: ⁦VN⁩ أو رمز المقاطعة
tokens-sectors = القطاعات
tokens-sources = مصادر البيانات
tokens-sources-how = اسم واحد في كل سطر كما يرسله النظام في حقل المصدر. تُرفض البيانات التي تحمل اسم مصدر آخر.
tokens-no-sources = غير مرتبط بمصدر: لا يمكنه الإرسال، أنشئ مفتاحًا جديدًا
tokens-expires = ينتهي
tokens-made = أنشأه
tokens-used = آخر استخدام
tokens-never = لم يُستخدم
tokens-holds = سارٍ
tokens-expired = انتهى
tokens-revoked = ألغاه { $by }، { $at }
tokens-revoke = إلغاء
tokens-revoke-this = إلغاء مفتاح { $name }
tokens-make = إنشاء المفتاح
tokens-problem-name = استخدم في اسم النظام ⁦a–z⁩ و⁦0–9⁩ و⁦. _ -⁩ فقط؛ عدد الأحرف 64 على الأكثر.
tokens-problem-taken = يوجد مفتاح بهذا الاسم. اختر اسماً آخر.
tokens-problem-expiry = يلزم يوم للانتهاء، من الغد إلى سنتين من الآن.
tokens-problem-sources = أدخل اسم مصدر واحد على الأقل، اسمًا في كل سطر: { $most } على الأكثر، ولا يزيد كل اسم على { $longest } حرفًا.
tokens-problem-sectors = اختر قطاعاً واحداً على الأقل.

done-observed =
    { $number ->
        [zero] لم يُحفظ أي سطر.
        [one] حُفظ سطر واحد.
        [two] حُفظ سطران.
        [few] حُفظت { $shown } أسطر.
        [many] حُفظ { $shown } سطراً.
       *[other] حُفظ { $shown } سطر.
    }
done-said-before = هذا الرقم موجود كما هو، ولم يُضف شيء.
done-undone = تم التراجع عن عملية الإدخال.
