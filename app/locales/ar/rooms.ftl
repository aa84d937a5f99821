# الصفحات بعد تسجيل الدخول: موظفو الإدخال والتحقق والنشر والحسابات وسجل التغييرات.

shell-doors = مساحة العمل
shell-person = المستخدم الحالي:
shell-sign-out = تسجيل الخروج

sign-in-title = تسجيل الدخول
sign-in-name = اسم المستخدم
sign-in-password = كلمة المرور
sign-in-go = تسجيل الدخول
sign-in-forgot = هل نسيت كلمة المرور؟ اطلب من مدير النظام في المقاطعة رابطاً لإعادة تعيينها، والرابط صالح لمرة واحدة.
sign-in-wrong = اسم المستخدم أو كلمة المرور غير صحيح. تحقق من مفتاح Caps Lock ومن لغة الكتابة ثم أعد الإدخال.
sign-in-wrong-code = الرمز غير صحيح أو سبق استخدامه. انتظر رمزاً جديداً على الهاتف ثم أدخله.
sign-in-too-many = { $minutes ->
    [zero] محاولات خاطئة كثيرة من هذا الجهاز. حاول مرة أخرى بعد أقل من دقيقة.
    [one] محاولات خاطئة كثيرة من هذا الجهاز. حاول مرة أخرى بعد دقيقة واحدة.
    [two] محاولات خاطئة كثيرة من هذا الجهاز. حاول مرة أخرى بعد دقيقتين.
    [few] محاولات خاطئة كثيرة من هذا الجهاز. حاول مرة أخرى بعد { $minutes } دقائق.
   *[other] محاولات خاطئة كثيرة من هذا الجهاز. حاول مرة أخرى بعد { $minutes } دقيقة.
}
sign-in-codes-shut = { $minutes ->
    [zero] أُدخلت رموز خاطئة كثيرة لهذا الحساب. لا تُقبل الآن إلا الرموز الاحتياطية التي حفظتها. إن لم تكن أنت من أدخلها فاطلب من مدير النظام رابطاً لتعيين كلمة مرور جديدة.
    [one] أُدخلت رموز خاطئة كثيرة لهذا الحساب. لا تُقبل خلال دقيقة واحدة إلا الرموز الاحتياطية التي حفظتها. إن لم تكن أنت من أدخلها فاطلب من مدير النظام رابطاً لتعيين كلمة مرور جديدة.
    [two] أُدخلت رموز خاطئة كثيرة لهذا الحساب. لا تُقبل خلال دقيقتين إلا الرموز الاحتياطية التي حفظتها. إن لم تكن أنت من أدخلها فاطلب من مدير النظام رابطاً لتعيين كلمة مرور جديدة.
    [few] أُدخلت رموز خاطئة كثيرة لهذا الحساب. لا تُقبل خلال { $minutes } دقائق إلا الرموز الاحتياطية التي حفظتها. إن لم تكن أنت من أدخلها فاطلب من مدير النظام رابطاً لتعيين كلمة مرور جديدة.
    [many] أُدخلت رموز خاطئة كثيرة لهذا الحساب. لا تُقبل خلال { $minutes } دقيقة إلا الرموز الاحتياطية التي حفظتها. إن لم تكن أنت من أدخلها فاطلب من مدير النظام رابطاً لتعيين كلمة مرور جديدة.
   *[other] أُدخلت رموز خاطئة كثيرة لهذا الحساب. لا تُقبل خلال { $minutes } دقيقة إلا الرموز الاحتياطية التي حفظتها. إن لم تكن أنت من أدخلها فاطلب من مدير النظام رابطاً لتعيين كلمة مرور جديدة.
}
sign-in-codes-spent = أُدخل رمز خاطئ خمس مرات، ولذلك انتهى تسجيل الدخول هذا. تحقق من ساعة الهاتف ثم سجّل الدخول من جديد، وقد تحتاج إلى الانتظار 15 دقيقة على الأكثر.
sign-in-ended = انتهت الجلسة. سجّل الدخول من جديد للمتابعة.
sign-in-carried = ما أرسلته محفوظ في هذه الصفحة وسيعود فور تسجيل الدخول من جديد. أما الملفات المرفقة فيلزم اختيارها مرة أخرى.
sign-in-differ = كلمتا المرور الجديدتان غير متطابقتين.
sign-in-short = يجب ألا تقل كلمة المرور الجديدة عن 12 حرفاً.
sign-in-demo = نسخة تجريبية
sign-in-demo-how = تُطبع حسابات التجربة ورموز المصادقة عند تشغيل البرنامج، ولا توجد إلا في قاعدة البيانات التجريبية.

code-title = رمز المصادقة
code-how = افتح تطبيق المصادقة على الهاتف وأدخل الرمز المعروض المكوّن من 6 أرقام.
code-label = رمز المصادقة
code-go = متابعة
code-recovery = الهاتف ليس معك؟ أدخل أحد الرموز الاحتياطية التي حفظتها، وكل رمز صالح لمرة واحدة.

enrol-title = إعداد المصادقة الثنائية
enrol-why = يحتاج دور هذا الحساب إلى عامل مصادقة ثانٍ إضافةً إلى كلمة المرور.
enrol-app = ثبّت تطبيق مصادقة (TOTP) على الهاتف.
enrol-secret = أضف حساباً جديداً بالمفتاح:
enrol-open = افتح في التطبيق
enrol-type = أدخل الرمز الذي يعرضه التطبيق، وهو من 6 أرقام.
enrol-go = تفعيل المصادقة الثنائية

recovery-title = الرموز الاحتياطية
recovery-why = دوّن هذه الرموز واحفظها في مكان آمن. كل رمز صالح لمرة واحدة حين لا يكون الهاتف معك. ولا تُعرض هذه الصفحة إلا مرة واحدة.
recovery-go = دُوّنت الرموز، متابعة

link-title = تعيين كلمة المرور
link-for = الحساب: { $name }
link-new = كلمة المرور الجديدة
link-new-help = 12 حرفاً على الأقل. والأفضل جملة قصيرة يسهل تذكرها.
link-again = كلمة المرور الجديدة مرة أخرى
link-go = تعيين كلمة المرور

stage-not-declared = لم يُصرَّح به
stage-draft = مسودة
stage-ready = بانتظار توقيع القيادة
stage-submitted = بانتظار التحقق
stage-confirmed = مُعتمَد
stage-returned = مُعاد

desks-title = استمارات البلديات
desks-empty = لم تُسنَد إلى هذا الحساب أي بلدية أو حي.
desk-title = استمارة { $unit }
desk-green = تستوفي الوحدة كل المعايير المطلوبة.
desk-missing = معايير متبقية لبلوغ الحالة الخضراء: { $shown }.
desk-sent-back = بنود أُعيدت: { $shown }
desk-drafts = مسودات لم تُقدَّم: { $shown }
desk-at-leader = لدى القائد: { $shown }
desk-at-reviewer = بانتظار التحقق: { $shown }
desk-elsewhere = لدى غيرك
desk-met = المعايير المطلوبة المستوفاة: { $fraction }.
desk-period = الفترة { $code }، والموعد النهائي { $due }.
desk-period-over = انتهى موعد الحملة { $code } في { $due }. ما يُقدَّم بعد ذلك يُقبل ويُسجَّل متأخراً.
desk-hand-in = { $number ->
    [zero] لا يوجد بند مكتمل لتقديمه
    [one] تقديم بند واحد مكتمل
    [two] تقديم بندين مكتملين
    [few] تقديم { $number } بنود مكتملة
    [many] تقديم { $number } بنداً مكتملاً
   *[other] تقديم { $number } بند مكتمل
}
sign-title = بنود تنتظر توقيعك: { $shown }
sign-caption = ما صُرّح به وينتظر التوقيع
sign-tick = توقيع
sign-was = المعتمد في المرة السابقة
sign-now = المصرَّح به الآن
sign-date = تاريخ البيان
sign-note = ملاحظة
sign-how = أزل العلامة عمّا لا توقّعه بعد. افتح بنداً للاطلاع على دليله أو لإعادته إلى الموظف. ويمكن سحب ما وُقّع إلى أن يبتّ فيه المُراجِع.
sign-go = توقيع ما اختير
sign-nothing-ticked = لم يُوقَّع شيء: لم يُختر أي بند.
desk-carry = الإبقاء دون تغيير: بنود تنتهي قريباً وعددها { $shown }
desk-carry-how = فقط حين لم يتغير الواقع. يصبح ما أُبقي مسودة مع دليلها؛ راجعها ثم قدّمها. أما النسب فتُصرَّح من جديد.
desk-carry-date = ما زال صحيحاً في
desk-carry-go = الإبقاء على ما اختير
desk-carry-nothing-ticked = لم يُبقَ على شيء: لم يُختر أي بند.
desk-todo = ما عليك عمله
desk-todo-unit = ما على الوحدة عمله
desk-todo-none = لا يوجد ما يلزم عمله الآن.
desk-due = الموعد النهائي: { $due }.
desk-overdue = انقضى الموعد النهائي: { $due }.
desk-draft-complete = اكتمل الإدخال، ولم يُقدَّم بعد.
desk-draft-incomplete = لم يكتمل الإدخال بعد.
desk-ready = قُدّم، وهو بانتظار توقيع القيادة.
desk-all = كل المعايير
desk-group = { $group }: استُوفي { $fraction }
desk-criterion = المعيار
desk-now = لو نُشر الآن
desk-confirmed = القيمة المعتمدة
desk-until = سارية حتى { $date }
desk-stage = وضع البند
desk-public = الصفحة العامة للوحدة

item-saved = حُفظ في { $at }، وحفظه: { $by }.
item-returned = أُعيد في { $at }، والموعد النهائي الجديد { $due }.
item-sent-back = أرجعته القيادة: «{ $text }»
item-pass = حد الاستيفاء
item-last-label = آخر ما اعتُمد
item-last = { $value }، تاريخ البيان { $date }، سارية حتى { $until }
item-last-none = لا يوجد بعد
item-evidence-wanted = الدليل المطلوب
item-due = الموعد النهائي
item-answer = الإجابة
item-said = المصرَّح به
item-nothing-written = لم يُصرَّح به بعد.
item-not-applicable = لا ينطبق
item-means-nothing = بعد إكمال الإدخال وحفظه يبيّن هذا السطر هل استوفت القيمة المعيار.
item-means-pass = هذه القيمة تحقق المعيار.
item-means-near = هذه القيمة قريبة من تحقيق المعيار.
item-means-below = هذه القيمة لا تحقق المعيار.
item-means-pass-share = هذه القيمة تحقق المعيار: { $share }.
item-means-near-share = هذه القيمة قريبة من تحقيق المعيار: { $share }، وينقصها { $lacking }.
item-means-below-share = هذه القيمة لا تحقق المعيار: { $share }، وينقصها { $lacking }.
item-means-not-applicable = لا ينطبق: يحتاج إلى موافقة المُراجِع، فيخرج هذا المعيار من البسط والمقام معاً.
item-evidence = الأدلة
item-save = حفظ المسودة
item-hand-in = حفظ وتقديم
item-problems = لم يُقدَّم بعد
item-problems-kept = حُفظ ما أدخلته في المسودة. صحّح ما يلي ثم قدّم من جديد:
item-problems-saved = حُفظت المسودة ما عدا ما يلي
item-problems-besides = حُفظ ما أدخلته في المسودة. ولم يُقبل ما يلي:
item-problems-unsaved = لم يُحفظ
item-problems-partly = لم يُحفظ شيء. ما أمكنت قراءته من النص موجود في النموذج أدناه.
item-problems-here = لم يُحفظ شيء. ما أدخلته ما زال في النموذج أدناه؛ صحّح ما يلي ثم احفظ من جديد:
item-form-large = النموذج أكبر من المسموح به: الحد الأقصى للنص 256 كيلوبايت وللملف { $mib } ميغابايت. لم يُقرأ ما جاء بعد الجزء الزائد؛ راجع الحقول واختر الملف من جديد.
problem-too-long = عدد الأحرف { $length }، والحد الأقصى { $most } (يُحسب كل سطر جديد حرفاً واحداً). اختصر النص.
item-withdraw-open = سحب للتعديل
item-withdraw-why = سبب السحب
item-withdraw = سحب
discard-open = التخلص من المسودة
discard-to-confirmed = سيُحذف ما يجري إدخاله، ويعود البند كما اعتُمد: { $value } ({ $date }).
discard-to-nothing = سيُحذف ما يجري إدخاله، ويعود البند كما كان.
discard-evidence = تبقى الأدلة المرسلة في قائمة أدلة الوحدة.
discard-go = التخلص من هذه المسودة
item-sign-title = التوقيع
item-sign = توقيع وإرسال للتحقق
item-send-back-why = سبب الإرجاع إلى الموظف
item-send-back = إرجاع
item-neighbours = المعيار السابق والمعيار التالي
item-previous = المعيار السابق:
item-next = المعيار التالي:

field-yes = هل هو متوافر أو منفَّذ؟
field-date = تاريخ آخر تنفيذ
field-number = العدد المقيس ({ $unit })
field-fact-date = تاريخ البيان
field-fact-date-help = اليوم الذي يصح فيه المصرَّح به، لا يوم الإدخال.
field-note = ملاحظة إلى المُراجِع
field-note-help = إذا لم يتوافر دليل بعد أو كان المعيار لا ينطبق فاذكر السبب هنا. لا تكتب معلومات سرية ولا بيانات شخصية.
field-explanation = إيضاح التغيير
field-explanation-help = تختلف القيمة كثيراً عن آخر قيمة معتمدة. اذكر السبب بإيجاز.
field-not-applicable = هذا المعيار لا ينطبق هنا
field-file = ملف الدليل
field-file-help = ملف PDF أو صورة (JPG أو PNG أو WebP) أو Word أو Excel أو OpenDocument، بحد أقصى { $mib } ميغابايت، وملف واحد في كل مرة. ويُرسل الملف عند الحفظ.
field-link = رابط الدليل
field-document = رقم الوثيقة ورمزها
field-issuer = جهة الإصدار
field-evidence-date = تاريخ الدليل (يُترك فارغاً إذا كان هو تاريخ البيان)

problem-missing = لم يُدخَل بعد
problem-not-a-number = يلزم عدد صحيح لا يقل عن 0، مثل ⁦1200⁩ أو ⁦1,200⁩
problem-not-a-date = يلزم تاريخ صحيح، مثل ⁦23/11/2026⁩
problem-future = التاريخ لم يحن بعد
problem-expired = انتهت صلاحية البيانات السابقة لتاريخ { $date }؛ يلزم بيان من ذلك التاريخ أو بعده
problem-older = اعتُمد بيان بتاريخ { $date }؛ يلزم بيان من ذلك التاريخ أو بعده. وإن كان ذلك البيان خاطئاً فاطلب من المُراجِع إعادة فتح البند
problem-part-above-whole = الجزء أكبر من المجموع
problem-nothing-to-measure = المجموع يساوي 0؛ فإن لم يكن هناك ما يُقاس فاختر «لا ينطبق»
problem-needs-reason = يلزم ذكر سبب عدم الانطباق
problem-needs-explanation = يختلف كثيراً عن المرة السابقة، ويلزم إيضاح
problem-needs-evidence = يلزم دليل، أو ملاحظة تذكر سبب عدم توافره بعد

file-missing = لم يُختَر ملف بعد.
file-too-large = الملف أكبر من { $mib } ميغابايت فلم يُستلم. صغّر حجمه أو قسّمه.
file-empty = الملف فارغ فلم يُستلم. افتحه على جهازك للتحقق منه ثم أرسله مرة أخرى.
file-unknown = محتوى الملف ليس ⁦PDF⁩ ولا صورة ولا ⁦Word⁩ ولا ⁦Excel⁩ ولا ⁦OpenDocument⁩ فلم يُستلم. احفظه بصيغة ⁦PDF⁩ ثم أرسله.
file-heic = هذه صورة هاتف بصيغة ⁦HEIC⁩ فلم تُستلم. في ⁦iPhone⁩ اختر من الإعدادات: الكاميرا ← التنسيقات ← الأكثر توافقاً ثم التقطها من جديد، أو احفظ الصورة بصيغة ⁦JPEG⁩ ثم أرسلها.
file-other-picture = هذا النوع من الصور غير مقبول. احفظ الصورة بصيغة ⁦JPEG⁩ أو ⁦PNG⁩ ثم أرسلها.
file-old-office = ملفات ⁦Word⁩ و⁦Excel⁩ و⁦PowerPoint⁩ القديمة (⁦.doc⁩ و⁦.xls⁩ و⁦.ppt⁩) غير مقبولة. احفظ الملف بصيغة ⁦.docx⁩ أو ⁦.xlsx⁩ أو ⁦PDF⁩ ثم أرسله.
file-archive = الملفات المضغوطة غير مقبولة. فُكّ ضغطها وأرسل الملفات واحداً واحداً.
file-macros = يحتوي الملف على وحدات ماكرو فلم يُستلم. احفظه بصيغة ⁦.docx⁩ أو ⁦.xlsx⁩ بلا ماكرو أو بصيغة ⁦PDF⁩ ثم أرسله.
file-locked = لا يُفتح الملف إلا بكلمة مرور فلا يستطيع المراجعون قراءته، ولم يُستلم. أزل كلمة المرور ثم أرسله مرة أخرى.
file-broken = الملف تالف أو ناقص فلم يُستلم. افتحه على جهازك للتحقق منه، ونزّله أو احفظه من جديد ثم أرسله.
file-cut = انقطع الاتصال أثناء الإرسال فلم يُستلم الملف. أرسله مرة أخرى.
file-several = يُرسل ملف واحد في كل مرة؛ لم يُستلم أي من هذه الملفات. اختر ملفاً واحداً وأرسله من جديد.
file-busy = يستقبل الخادم ملفات كثيرة في الوقت نفسه فلم يُستلم هذا الملف. أرسله من جديد بعد بضع دقائق.
file-fields = يجب أن يبدأ الرابط بالحروف ⁦https://⁩ أو ⁦http://⁩؛ ويجب أن يكون التاريخ صحيحاً وألا يكون في المستقبل.

evidence-none = لا يوجد دليل بعد.
evidence-size = { $kib } كيلوبايت
evidence-link = رابط
evidence-document = وثيقة
evidence-date = بتاريخ { $date }
evidence-detach = إزالة من هذا البند
evidence-attach = استخدام لهذا البند
evidence-library = استخدام أدلة سبق إرسالها
evidence-other = أو رابط أو رقم وثيقة
evidence-secret = لا ترسل مواد سرية إلى هذا النظام.
evidence-also = أُرسل هذا الملف أيضاً في: { $places }.

conflict-title = حفظ شخص آخر هذا البند للتو
conflict-who = حفظه { $by } في { $at }.
conflict-own = حفظتَ هذا البند في نافذة أخرى
conflict-own-when = حفظه هذا الحساب نفسه في { $at } بنص آخر.
conflict-how = ما أدخلته ما زال في النموذج أدناه ولم يُحفظ. احفظ للإبقاء على ما أدخلته، أو خذ النسخة المحفوظة.
conflict-caption = مواضع الاختلاف
conflict-field = الحقل
conflict-mine = ما أدخلته
conflict-theirs = المحفوظ
conflict-take-theirs = ترك ما أدخلته وأخذ النسخة المحفوظة

done-handed-in = { $number ->
    [zero] لم يُقدَّم أي بند.
    [one] قُدّم بند واحد.
    [two] قُدّم بندان.
    [few] قُدّمت { $number } بنود.
    [many] قُدّم { $number } بنداً.
   *[other] قُدّم { $number } بند.
}
done-signed = { $number ->
    [zero] لم يُوقَّع أي بند.
    [one] وُقّع بند واحد وأُرسل للتحقق.
    [two] وُقّع بندان وأُرسلا للتحقق.
    [few] وُقّعت { $number } بنود وأُرسلت للتحقق.
    [many] وُقّع { $number } بنداً وأُرسلت للتحقق.
   *[other] وُقّع { $number } بند وأُرسلت للتحقق.
}
done-sent-back = أُرجع إلى الموظف.
done-withdrawn = سُحب البند. ويمكن تعديله.
done-discarded = حُذفت المسودة.
done-unchanged = لا شيء يختلف عمّا هو موجود، فلم تُنشأ مسودة.
done-late = انقضى الموعد النهائي، فسُجّل متأخراً.
done-carried = { $number ->
    [zero] لم يُبقَ على أي بند دون تغيير.
    [one] أُبقي على بند واحد دون تغيير. اطّلع عليه ثم قدّمه.
    [two] أُبقي على بندين دون تغيير. اطّلع عليهما ثم قدّمهما.
    [few] أُبقي على { $number } بنود دون تغيير. اطّلع عليها ثم قدّمها.
    [many] أُبقي على { $number } بنداً دون تغيير. اطّلع عليها ثم قدّمها.
   *[other] أُبقي على { $number } بند دون تغيير. اطّلع عليها ثم قدّمها.
}
done-saved = حُفظت المسودة.
done-confirmed = { $number ->
    [zero] لم يُعتمد أي بند.
    [one] اعتُمد بند واحد.
    [two] اعتُمد بندان.
    [few] اعتُمدت { $number } بنود.
    [many] اعتُمد { $number } بنداً.
   *[other] اعتُمد { $number } بند.
}
done-returned = أُعيد مع ذكر السبب.
done-reopened = أُعيد فتحه مع ذكر السبب.
done-published = تم النشر.
done-changed = تم التنفيذ.

return-evidence-missing = الدليل ناقص
return-evidence-unreadable = تتعذر قراءة الدليل
return-evidence-differs = الدليل لا يطابق المصرَّح به
return-value = القيمة تحتاج إلى إعادة نظر
return-period = البيانات لوقت آخر
return-applies = المعيار ينطبق هنا
return-other = سبب آخر

queue-title = التحقق
queue-lead = { $late ->
    [zero] عدد البنود بانتظار التحقق: { $total }.
    [one] عدد البنود بانتظار التحقق: { $total }، منها بند واحد انقضى موعد التحقق منه.
    [two] عدد البنود بانتظار التحقق: { $total }، منها بندان انقضى موعد التحقق منهما.
    [few] عدد البنود بانتظار التحقق: { $total }، منها { $late } بنود انقضى موعد التحقق منها.
    [many] عدد البنود بانتظار التحقق: { $total }، منها { $late } بنداً انقضى موعد التحقق منها.
   *[other] عدد البنود بانتظار التحقق: { $total }، منها { $late } بند انقضى موعد التحقق منها.
}
queue-found = { $found ->
    [zero] لا يوجد بند يطابق التصفية.
    [one] بند واحد يطابق التصفية.
    [two] بندان يطابقان التصفية.
    [few] { $found } بنود تطابق التصفية.
    [many] { $found } بنداً تطابق التصفية.
   *[other] { $found } بند تطابق التصفية.
}
queue-empty = لا يوجد بند منتظر.
queue-group = مجموعة المعايير
queue-any = الكل
queue-name = اسم البلدية أو الحي
queue-jumps = البنود المختلفة كثيراً عن المرة السابقة فقط
queue-filter = تصفية
queue-caption = البنود المنتظرة، والأقدم أولاً
queue-unit = الوحدة
queue-answer = المصرَّح به
queue-last = المرة السابقة
queue-due = موعد التحقق
queue-jump = اختلاف كبير
queue-came-late = قُدّم متأخراً
queue-late = متأخر
queue-tick = اختيار
queue-tick-page = اختيار كل ما يمكن اختياره في هذه الصفحة
queue-tick-none = إلغاء الاختيار
queue-nothing-ticked = لم يُعتمد شيء: لم يُختر أي بند.
queue-page = الصفحة { $page } من { $all }
queue-pages = صفحات القائمة
queue-page-before = الصفحة السابقة
queue-page-after = الصفحة التالية
queue-many-how = لا يُختار إلا ما أُرفق به مستند ولا يختلف كثيراً عن المرة السابقة ولم تُدخله أو توقّعه بنفسك. افتح غيرها واحداً واحداً.
queue-many-go = اعتماد ما اختير
review-seen = لا مستند مرفق. أين اطّلعت عليه؟
review-reference = أين يُعثر عليه ثانية
review-reference-help = مثل اسم النظام واليوم، أو رقم السجل، أو من استقبلك. يبقى داخلياً ولا يُنشر.
review-needs-backing = لم يُعتمد: ما لا مستند له يلزمه بيان أين اطّلعت عليه وأين يُعثر عليه ثانية (500 حرف على الأكثر).

review-next = البند التالي
review-jumps = تختلف القيمة كثيراً عن آخر قيمة معتمدة؛ انظر الإيضاح.
review-submitted = وقت التقديم
review-author = أدخله
review-signer = وقّعه
review-due = موعد التحقق
review-needs-reason = لم يُعَد بعد: اكتب السبب بوضوح ليعرف الموظف ما ينبغي تعديله.
review-confirm-title = الاعتماد
review-confirm = اعتماد (⁦Alt+X⁩)
review-return-title = الإعادة
review-return-code = نوع السبب
review-return-text = السبب، موجهاً إلى موظف البلدية
review-return-due = الموعد النهائي الجديد للوحدة: { $due }.
review-return = إعادة (⁦Alt+T⁩)
review-was-confirmed = اعتُمد في { $at }.
review-was-returned = أُعيد في { $at }.
review-closed = سُحب هذا البند أو أُعيد فتحه، ولم يعد بانتظار التحقق.
review-reopen-open = إعادة فتح بند معتمد
review-reopen-why = سبب إعادة الفتح
review-reopen = إعادة الفتح
review-history = المرات السابقة
review-history-caption = إجابات الوحدة السابقة عن هذا المعيار
review-outcome = النتيجة
past-waiting = منتظر
past-closed = سُحب أو أُعيد فتحه
past-confirmed = اعتُمد في { $at }
past-returned = أُعيد في { $at }

refusal-own-work = أنت من أدخل هذا البند أو وقّعه، فلا يمكنك التحقق منه.
refusal-second-factor = سجّل الدخول بالمصادقة الثنائية لتتمكن من التحقق.
refusal-no-role = هذا الحساب للاطلاع فقط.

publish-title = النشر
publish-done = نُشر الإصدار { $id } حتى تاريخ { $at }.
publish-see = عرضه في الصفحات العامة
publish-next = إذا نُشر الآن
publish-as = الإصدار { $id }، حتى تاريخ { $at }.
publish-was = الإصدار الأخير: { $fraction }.
publish-sum = مقارنةً بالإصدار الأخير: عدد الوحدات التي بلغت الحالة الخضراء { $gained }، والتي فقدتها { $lost }؛ وعدد البنود التي ما زالت بانتظار التحقق { $waiting }.
publish-missing = { $number ->
    [zero] لا توجد وحدة بلا بيانات.
    [one] وحدة واحدة لا توجد لها بيانات بعد.
    [two] وحدتان لا توجد لهما بيانات بعد.
    [few] { $number } وحدات لا توجد لها بيانات بعد.
   *[other] { $number } وحدة لا توجد لها بيانات بعد.
}
publish-simulated = سيحمل هذا الإصدار العلامة «بيانات تجريبية».
publish-new-title = نشر إصدار جديد
publish-new-how = الإصدار مجمَّد: لا يُعدَّل ولا يُحذف. ولا يُصحَّح الخطأ إلا بتنقيح يُذكر سببه.
publish-new = نشر
publish-correct-title = تصحيح الإصدار الأخير
publish-correct = نشر التصحيح
publish-reason = سبب التصحيح
publish-needs-reason = لم يُصحَّح بعد: يلزم ذكر السبب.
publish-anyway = أعلم ذلك وأريد النشر رغم ذلك
publish-unchanged = مقارنةً بالإصدار الأخير لا تتغير حالة أي وحدة، وعدد البنود المقدَّمة والمعتمدة كما كان.
publish-empty = لم تقدّم أي وحدة أي بند: سيكون هذا الإصدار فارغاً.
publish-needs-anyway = لم يُنشر شيء: ضع علامة في الخانة إن كنت تريد هذا الإصدار رغم ذلك.
publish-provinces = المقاطعات والمدن المتغيرة
publish-no-province = لا تتغير أي مقاطعة أو مدينة في عدد وحداتها الخضراء أو مرتبتها.
publish-province = المقاطعة أو المدينة
publish-green-before = الخضراء قبل
publish-green-after = الخضراء بعد
publish-rank-before = المرتبة قبل
publish-rank-after = المرتبة بعد
publish-communes = الوحدات التي تتغير حالتها
publish-no-commune = لا تتغير حالة أي وحدة.
publish-before = قبل
publish-after = بعد
publish-more = { $number ->
    [zero] ولا وحدات أخرى.
    [one] ووحدة أخرى.
    [two] ووحدتان أخريان.
    [few] و{ $number } وحدات أخرى.
   *[other] و{ $number } وحدة أخرى.
}

trail-title = سجل التغييرات
trail-how = يُسجَّل كل تغيير في سلسلة من البصمات الرقمية، ولا يُعدَّل ولا يُحذف.
trail-caption = التغييرات، والأحدث أولاً
trail-empty = لا يوجد تغيير يطابق التصفية بعد.
trail-at = الوقت
trail-who = القائم بالإجراء
trail-what = الإجراء
trail-before = قبل
trail-after = بعد
trail-why = السبب
trail-link = حلقة السلسلة
trail-older = الأقدم
trail-unit = رمز الوحدة (VN: النظام كله)
trail-file = تنزيل السجل (CSV)
trail-person = اسم المستخدم
trail-installation = النظام كله

people-title = الحسابات
people-find = الاسم
people-caption = الحسابات ضمن نطاق الإدارة
people-name = الاسم الكامل
people-roles = الأدوار
people-role = الدور
people-scope = النطاق (VN أو رمز مقاطعة أو رمز بلدية)
people-email = البريد الإلكتروني (يجوز تركه فارغاً)
people-state = الوضع
people-open = مستخدَم
people-invited = مدعو
people-closed = مقفل
people-second-factor = مصادقة ثنائية
people-sessions = الجلسات
people-act = الإجراءات
people-reset = إصدار رابط لتعيين كلمة المرور
people-end-sessions = إنهاء كل الجلسات
people-close = قفل
people-reopen = إلغاء القفل
people-link = رابط لمرة واحدة للمستخدم { $user }؛ سلّمه إليه على انفراد. ولا تُعرض هذه الصفحة إلا مرة واحدة.
people-invite = دعوة مستخدم
people-invite-how = ينشئ النظام رابطاً لمرة واحدة يعيّن به المدعو كلمة المرور بنفسه.
people-invite-go = إنشاء الدعوة

role-officer = موظف الإدخال في البلدية
role-leader = قيادة البلدية
role-reviewer = المُراجِع
role-sector = إدارة قطاعية
role-committee = عضو اللجنة التوجيهية
role-secretary = أمين سر اللجنة التوجيهية
role-inspector = لجنة التفتيش
role-administrator = مدير النظام

autosave-saved = حُفظ في
autosave-saving = جارٍ الحفظ…
autosave-again = حُفظت المسودة. الزر الذي ضُغط أثناء انقطاع الاتصال لم يُنفَّذ، وأي ملف أو رقم وثيقة مرفق لم يُرسل: اضغط الزر مرة أخرى.
autosave-unsaved = لم يُحفظ بعد. النص ما زال على هذا الجهاز، وستعيد الصفحة إرساله من تلقاء نفسها.
autosave-conflict = حُفظ هذا البند للتو في مكان آخر. اضغط «حفظ» لرؤية النسختين والاختيار؛ نصك ما زال هنا.
autosave-ended = انتهت الجلسة. النص ما زال على هذا الجهاز؛ سجّل الدخول من جديد في نافذة أخرى وسترسله الصفحة.
autosave-unkept = لم يُحفظ، ولم يستطع هذا المتصفح الاحتفاظ بنسخة. لا تغلق هذه الصفحة ولا تغادرها؛ ستعيد إرسال النص من تلقاء نفسها.
autosave-ended-unkept = انتهت الجلسة ولم يُحفظ النص، ولم يستطع هذا المتصفح الاحتفاظ بنسخة. لا تغلق هذه الصفحة ولا تغادرها؛ سجّل الدخول من جديد في نافذة أخرى وسترسله الصفحة.
autosave-refused = لم يقبل الخادم هذا النص فلم يُحفظ. اضغط «حفظ» لمعرفة السبب.
autosave-restored = استُعيد من هذا الجهاز نص لم يُرسل.
unsent-number = بنود لم تُرسل من هذا الجهاز:
unsent-leave = على هذا الجهاز نص لم يُرسل. إذا سجّلت الخروج الآن فسيبقى مقفلاً على هذا الجهاز ولا يفتحه إلا هذا الحساب. هل تريد الخروج رغم ذلك؟

problem-taken = هذا الاسم مستخدم بالفعل
problem-not-a-name = استخدم a–z و0–9 و. _ - @ فقط، 64 محرفاً كحد أقصى
problem-not-a-scope = يلزم VN أو رمز مقاطعة أو بلدية موجود ومناسب للدور
