# المراسلات بين البلدية والمقاطعة، الإشعارات، الرسالة اليومية، المستندات الداعمة العامة.

questions-title = المراسلات
questions-lead = الصعوبات التي أبلغت عنها البلديات والبنود المطلوب إيضاحها، المتأخرة أولاً.
questions-none = لا توجد صعوبة مفتوحة ولا طلب إيضاح مفتوح.
questions-caption = الصعوبات وطلبات الإيضاح المفتوحة
questions-kind = النوع
questions-state = الحالة
questions-due = موعد الرد

talk-title = المراسلات بشأن { $criterion }، { $unit }
talk-to-item = عرض هذا البند
talk-beside = المراسلات بشأن هذا البند
talk-go = الكتابة أو الرد
talk-none = لم يُكتب شيء بعد.
talk-who = { $name } ({ $role })، { $at }
talk-due = موعد الرد { $due }.
talk-owed = المطلوب منه الرد: { $role }. الموعد { $due }.
talk-difficulty = صعوبة
talk-explanation = طلب إيضاح
talk-state-open = بانتظار الرد
talk-state-overdue = تأخر الرد
talk-state-answered = تم الرد
talk-state-closed = مغلق
talk-said-report = إبلاغ عن صعوبة
talk-said-request = طلب إيضاح
talk-said-reply = رد
talk-said-explained = إيضاح
talk-said-again = سؤال مجدداً
talk-said-handed-over = إحالة إلى جهة أخرى
talk-said-closed = إغلاق
talk-said-note = ملاحظة
talk-words = النص
talk-do-reply = إرسال الرد
talk-do-explain = إرسال الإيضاح
talk-do-hand-to-sector = إحالة إلى الإدارة القطاعية
talk-do-hand-to-reviewer = إحالة إلى المُراجِع
talk-do-ask-again = السؤال مجدداً
talk-do-close = إغلاق
talk-begin-report = الإبلاغ عن صعوبة
talk-report-what = ما الصعوبة وما الدعم المطلوب؟
talk-report-to = إلى
talk-do-report = إرسال البلاغ
talk-begin-request = طلب إيضاح
talk-request-what = ما المطلوب إيضاحه؟
talk-request-by = الرد قبل الساعة 17:00 من يوم
talk-do-request = إرسال الطلب
talk-begin-note = ملاحظة
talk-note-what = ملاحظة للطرف الآخر
talk-do-note = إرسال الملاحظة
talk-secret = تقرأ البلدية والمقاطعة هذه الصفحة ولا يقرؤها الجمهور. لا يمكن تعديل ما أُرسل ولا حذفه. لا تكتب معلومات سرية.
talk-refused = لم يُرسل بعد
talk-needs-words = اكتب نصاً؛ عدد الأحرف 2000 على الأكثر.
talk-needs-due = اختر يوماً بعد اليوم وخلال سنة.
talk-changed = وصل ردّ أو نص جديد، وربما أرسلته بنفسك من نافذة أخرى. اقرأه أدناه ثم أرسل مجدداً إن كان ما زال لازماً؛ ما كتبته باقٍ في الحقل.

done-written = تم الإرسال.
done-evidence-opened = أصبح المستند الداعم عاماً.
done-evidence-opened-later = فُتح المستند الداعم، ويصبح عاماً مع إصدار منشور يضم هذه الإجابة.
done-evidence-closed = لم يعد المستند الداعم عاماً.
done-mail-set = تم حفظ العنوان.

expiry-days =
    { $days ->
        [0] تنتهي الصلاحية اليوم
        [one] صالح ليوم واحد بعد
        [two] صالح ليومين بعد
        [few] صالح لمدة { $days } أيام بعد
        [many] صالح لمدة { $days } يوماً بعد
       *[other] صالح لمدة { $days } يوم بعد
    }

notices-door =
    { $number ->
        [0] الإشعارات
       *[other] الإشعارات ({ $number })
    }
notices-title = الإشعارات
notices-none = لا شيء بانتظارك.
notice-unit-ended = لم تعد الوحدة قائمة؛ وتذكر قائمة مهامها الوحدة التي حلّت محلها
notice-returned =
    { $number ->
        [zero] { $number } بند مُعاد للتعديل والتقديم مجدداً
        [one] بند واحد مُعاد للتعديل والتقديم مجدداً
        [two] بندان مُعادان للتعديل والتقديم مجدداً
        [few] { $number } بنود مُعادة للتعديل والتقديم مجدداً
        [many] { $number } بنداً مُعاداً للتعديل والتقديم مجدداً
       *[other] { $number } بند مُعاد للتعديل والتقديم مجدداً
    }
notice-period-due =
    { $number ->
        [zero] { $number } بند إلزامي لم يُقدَّم والفترة توشك على الانتهاء أو انتهت
        [one] بند إلزامي واحد لم يُقدَّم والفترة توشك على الانتهاء أو انتهت
        [two] بندان إلزاميان لم يُقدَّما والفترة توشك على الانتهاء أو انتهت
        [few] { $number } بنود إلزامية لم تُقدَّم والفترة توشك على الانتهاء أو انتهت
        [many] { $number } بنداً إلزامياً لم يُقدَّم والفترة توشك على الانتهاء أو انتهت
       *[other] { $number } بند إلزامي لم يُقدَّم والفترة توشك على الانتهاء أو انتهت
    }
notice-to-sign =
    { $number ->
        [zero] { $number } بند بانتظار موافقة مسؤول البلدية
        [one] بند واحد بانتظار موافقة مسؤول البلدية
        [two] بندان بانتظار موافقة مسؤول البلدية
        [few] { $number } بنود بانتظار موافقة مسؤول البلدية
        [many] { $number } بنداً بانتظار موافقة مسؤول البلدية
       *[other] { $number } بند بانتظار موافقة مسؤول البلدية
    }
notice-explanation-wanted =
    { $number ->
        [zero] { $number } بند مطلوب إيضاحه
        [one] بند واحد مطلوب إيضاحه
        [two] بندان مطلوب إيضاحهما
        [few] { $number } بنود مطلوب إيضاحها
        [many] { $number } بنداً مطلوباً إيضاحه
       *[other] { $number } بند مطلوب إيضاحه
    }
notice-difficulty-answered =
    { $number ->
        [zero] { $number } صعوبة تم الرد عليها
        [one] صعوبة واحدة تم الرد عليها
        [two] صعوبتان تم الرد عليهما
        [few] { $number } صعوبات تم الرد عليها
        [many] { $number } صعوبة تم الرد عليها
       *[other] { $number } صعوبة تم الرد عليها
    }
notice-expiring-soon =
    { $number ->
        [zero] { $number } بند أوشك على انتهاء صلاحيته
        [one] بند واحد أوشك على انتهاء صلاحيته
        [two] بندان أوشكا على انتهاء صلاحيتهما
        [few] { $number } بنود أوشكت على انتهاء صلاحيتها
        [many] { $number } بنداً أوشك على انتهاء صلاحيته
       *[other] { $number } بند أوشك على انتهاء صلاحيته
    }
notice-expiring =
    { $number ->
        [zero] { $number } بند تنتهي صلاحيته خلال 30 يوماً
        [one] بند واحد تنتهي صلاحيته خلال 30 يوماً
        [two] بندان تنتهي صلاحيتهما خلال 30 يوماً
        [few] { $number } بنود تنتهي صلاحيتها خلال 30 يوماً
        [many] { $number } بنداً تنتهي صلاحيته خلال 30 يوماً
       *[other] { $number } بند تنتهي صلاحيته خلال 30 يوماً
    }
notice-reviews =
    { $number ->
        [zero] { $number } بند بانتظار التحقق
        [one] بند واحد بانتظار التحقق
        [two] بندان بانتظار التحقق
        [few] { $number } بنود بانتظار التحقق
        [many] { $number } بنداً بانتظار التحقق
       *[other] { $number } بند بانتظار التحقق
    }
notice-difficulty-open =
    { $number ->
        [zero] { $number } صعوبة بانتظار الرد
        [one] صعوبة واحدة بانتظار الرد
        [two] صعوبتان بانتظار الرد
        [few] { $number } صعوبات بانتظار الرد
        [many] { $number } صعوبة بانتظار الرد
       *[other] { $number } صعوبة بانتظار الرد
    }
notice-explanation-answered =
    { $number ->
        [zero] { $number } إيضاح ورد للاطلاع
        [one] إيضاح واحد ورد للاطلاع
        [two] إيضاحان وردا للاطلاع
        [few] { $number } إيضاحات وردت للاطلاع
        [many] { $number } إيضاحاً ورد للاطلاع
       *[other] { $number } إيضاح ورد للاطلاع
    }
notice-directive-open =
    { $number ->
        [zero] { $number } تكليف من اللجنة التوجيهية بانتظار الرد
        [one] تكليف واحد من اللجنة التوجيهية بانتظار الرد
        [two] تكليفان من اللجنة التوجيهية بانتظار الرد
        [few] { $number } تكليفات من اللجنة التوجيهية بانتظار الرد
        [many] { $number } تكليفاً من اللجنة التوجيهية بانتظار الرد
       *[other] { $number } تكليف من اللجنة التوجيهية بانتظار الرد
    }
notice-codes-guessed = أُدخلت رموز خاطئة كثيرة لهذا الحساب. إن لم تكن أنت فهناك من يعرف كلمة مرورك: اطلب من مدير النظام رابطاً لتعيين كلمة مرور جديدة
notice-directive-answered =
    { $number ->
        [zero] { $number } تكليف تم الرد عليه وبانتظار القبول
        [one] تكليف واحد تم الرد عليه وبانتظار القبول
        [two] تكليفان تم الرد عليهما وبانتظار القبول
        [few] { $number } تكليفات تم الرد عليها وبانتظار القبول
        [many] { $number } تكليفاً تم الرد عليه وبانتظار القبول
       *[other] { $number } تكليف تم الرد عليه وبانتظار القبول
    }
notice-ends = أقربها في { $date }.
notice-file-missing = لم يعد ملف المستند الداعم «{ $name }» موجوداً على الخادم. استعده من نسخة احتياطية أو اطلب من البلدية إرساله مرة أخرى (⁦SHA-256⁩ { $sha256 })
notice-file-altered = لم يعد ملف المستند الداعم «{ $name }» على الخادم كما أُرسل. استعده من نسخة احتياطية أو اطلب من البلدية إرساله مرة أخرى (⁦SHA-256⁩ { $sha256 })
notice-file-unreadable = يتعذر على الخادم قراءة ملف المستند الداعم «{ $name }». افحص القرص وصلاحيات المجلد (⁦SHA-256⁩ { $sha256 })

mail-title = الرسالة اليومية
mail-address = عنوان البريد الإلكتروني
mail-how = رسالة واحدة على الأكثر في اليوم، ولا تُرسل إلا عند وجود ما ينتظرك. اتركه فارغاً إن لم ترغب فيها.
mail-off = هذا الخادم غير مُعَدّ لإرسال البريد؛ يُحفظ العنوان للاستخدام لاحقاً.
mail-refused = هذا العنوان غير صحيح. أدخل عنواناً على هذا النحو: ⁦name@commune.gov.vn⁩
mail-save = حفظ العنوان
mail-subject =
    { $number ->
        [zero] ⁦Xanh⁩: { $number } أمر بانتظارك، { $date }
        [one] ⁦Xanh⁩: أمر واحد بانتظارك، { $date }
        [two] ⁦Xanh⁩: أمران بانتظارك، { $date }
        [few] ⁦Xanh⁩: { $number } أمور بانتظارك، { $date }
        [many] ⁦Xanh⁩: { $number } أمراً بانتظارك، { $date }
       *[other] ⁦Xanh⁩: { $number } أمر بانتظارك، { $date }
    }
mail-greeting = السيد/السيدة { $name }، الأمور التالية بانتظاركم:
mail-footer = رسالة تلقائية، مرة واحدة على الأكثر في اليوم. للاطلاع على الكل أو إيقاف الرسائل: { $address }

evidence-private = لا يراه إلا البلدية والمُراجِعون.
evidence-public = عام
evidence-open = جعل هذا المستند الداعم عاماً
evidence-close-open = إلغاء النشر
evidence-close-why = سبب إلغاء النشر
evidence-close = إلغاء النشر
evidence-not-confirmed = لا تُعلن للعموم إلا المستندات الداعمة لإجابة مؤكدة.
evidence-public-later = فُتحت، وتصبح عامة حين ترد الإجابة المؤكدة في إصدار منشور
evidence-status-only = لا يُنشر من هذا المعيار إلا حالته، فلا يمكن نشر مستنداته الداعمة.
public-evidence = مستندات داعمة متاحة للجمهور
public-evidence-note = اختارها المُراجِع للجمهور. تُنزَّل الملفات ولا تُفتح داخل الصفحة.
public-status-only = تُنشر الحالة فقط
public-hash-withheld = لا يُنشر من بعض المعايير إلا حالتها، لذا لا يظهر هنا النص الذي حُسبت منه البصمة. تستطيع لجنة التفتيش والمقاطعة التحقق منها.

corrections-title = التصحيحات
corrections-reason = السبب:
corrections-changed =
    { $n ->
        [zero] تغيرت حالة { $number } وحدة أو بعض معاييرها.
        [one] تغيرت حالة وحدة واحدة أو أحد معاييرها.
        [two] تغيرت حالة وحدتين أو بعض معاييرهما.
        [few] تغيرت حالة { $number } وحدات أو بعض معاييرها.
        [many] تغيرت حالة { $number } وحدة أو بعض معاييرها.
       *[other] تغيرت حالة { $number } وحدة أو بعض معاييرها.
    }
corrections-cut = لا تُعرض إلا الوحدات الأولى (العدد: { $most })؛ قارن ملفي ⁦CSV⁩ للتنقيحين للاطلاع على الكل.
