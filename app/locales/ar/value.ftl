# صياغة الإجابات والحدود وأسباب الحالة بالكلمات.

value-yes = نعم
value-no = ليس بعد
value-preparing = قيد الإعداد
value-nothing = لا توجد بيانات بعد
value-dated = { $answer }، آخر مرة في { $date }
value-with-amount = { $answer }، { $amount }
value-items-all = البنود كاملة: { $have }
value-items-some = البنود المستوفاة: { $have }؛ والناقص: { $missing }

value-asks-yes-no = نعم أو ليس بعد
value-asks-three = نعم أو قيد الإعداد أو ليس بعد
value-asks-date = نعم أو ليس بعد، مع تاريخ آخر مرة
value-asks-number = نعم أو ليس بعد، مع العدد المقيس ({ $unit })
value-asks-counts = عددان: { $part }؛ { $whole }
value-asks-ratio = عددان، وقد تتجاوز النسبة { PERCENT(100) }: { $part }؛ { $whole }
value-asks-yes-counts = نعم أو ليس بعد، مع عددين: { $part }؛ { $whole }
value-asks-items = عدد كل بند: { $items }

value-pass-yes = «نعم»
value-pass-date = { $n ->
    [zero] «نعم»، وآخر مرة خلال { $days } يوم
    [one] «نعم»، وآخر مرة خلال يوم واحد
    [two] «نعم»، وآخر مرة خلال يومين
    [few] «نعم»، وآخر مرة خلال { $days } أيام
    [many] «نعم»، وآخر مرة خلال { $days } يوماً
   *[other] «نعم»، وآخر مرة خلال { $days } يوم
}
value-pass-yes-least = «نعم» وما لا يقل عن { $least }
value-pass-all = { $all } كاملة
value-pass-least = ما لا يقل عن { $least }
value-pass-items = { $n ->
    [zero] البنود كاملة، وعددها { $count }
    [one] البند كاملاً
    [two] البندان كاملان
    [few] البنود كاملة، وعددها { $count }
    [many] البنود كاملة، وعددها { $count }
   *[other] البنود كاملة، وعددها { $count }
}

value-near-preparing = «قيد الإعداد»
value-near-date = { $n ->
    [zero] «نعم»، لكن مضى على آخر مرة أكثر من { $days } يوم
    [one] «نعم»، لكن مضى على آخر مرة أكثر من يوم
    [two] «نعم»، لكن مضى على آخر مرة أكثر من يومين
    [few] «نعم»، لكن مضى على آخر مرة أكثر من { $days } أيام
    [many] «نعم»، لكن مضى على آخر مرة أكثر من { $days } يوماً
   *[other] «نعم»، لكن مضى على آخر مرة أكثر من { $days } يوم
}
value-near-yes-below = «نعم»، لكن أقل من { $below }
value-near-between = من { $from } إلى ما دون { $below }
value-near-yes-between = «نعم» ومن { $from } إلى ما دون { $below }
value-near-items = { $n ->
    [zero] بنقص { $count } بند على الأكثر
    [one] بنقص بند واحد على الأكثر
    [two] بنقص بندين على الأكثر
    [few] بنقص { $count } بنود على الأكثر
    [many] بنقص { $count } بنداً على الأكثر
   *[other] بنقص { $count } بند على الأكثر
}

value-need = المطلوب: { $pass }
value-renew = المطلوب إدخال جديد بمستند داعم جديد ({ $pass })
value-wait = بانتظار التحقق، ولا يلزم الوحدة شيء آخر

value-reason-met = مستوفى
value-reason-expiring = مستوفى، والمستند الداعم أوشك على الانتهاء
value-reason-awaiting = بانتظار التحقق
value-reason-near = قريب من الاستيفاء
value-reason-lapsed = مستند داعم منتهي الصلاحية، ولم يحن موعد تجديده
value-reason-below = دون الحد
value-reason-overdue = لا توجد بيانات، وانقضى الموعد النهائي
value-reason-expired = مستند داعم منتهي الصلاحية، وانقضى موعد تجديده
value-reason-not-yet-due = لا توجد بيانات، ولم يحن الموعد
value-reason-not-applicable = لا ينطبق

value-why-met = مستوفى، والمستند الداعم سارٍ حتى نهاية { $until }.
value-why-met-aged = مستوفى، ويُحتسب التاريخ الأخير حتى نهاية { $until }.
value-why-expiring = مستوفى، لكن المستند الداعم سارٍ حتى نهاية { $until } فقط.
value-why-expiring-aged = مستوفى، لكن التاريخ الأخير يُحتسب حتى نهاية { $until } فقط.
value-why-awaiting = قُدّم في الموعد ({ $at })، وهو بانتظار التحقق.
value-why-near = قريب من الحد.
value-why-near-aged = احتُسب التاريخ الأخير حتى نهاية { $until }، ويجب القيام بذلك من جديد.
value-why-below = دون الحد.
value-why-lapsed = كان المستند الداعم سارياً حتى نهاية { $until }، ولم يحن موعد تجديده.
value-why-lapsed-due = كان المستند الداعم سارياً حتى نهاية { $until }، وموعد تجديده: { $due }.
value-why-expired = كان المستند الداعم سارياً حتى نهاية { $until }، وانقضى موعد تجديده ({ $due }).
value-why-overdue = لا توجد بيانات بعد، وانقضى الموعد النهائي ({ $due }).
value-why-not-yet-due = لا توجد بيانات بعد، والموعد النهائي: { $due }.
value-why-nothing-asked = لا توجد بيانات بعد، ولم تطلبها أي فترة.
value-why-not-applicable = لا ينطبق على هذه الوحدة، وقد أُقرّ ذلك في { $at }؛ لا يُحسب في البسط ولا في المقام.
value-why-pending = قُدّمت بيانات جديدة في { $at }، وهي بانتظار التحقق.
value-why-pending-late = قُدّمت بيانات جديدة في { $at } بعد الموعد النهائي، وهي بانتظار التحقق.
value-why-due = الموعد النهائي: { $due }.
value-why-due-passed = انقضى الموعد النهائي ({ $due }).
backing-document = أُرفق به مستند
backing-system = شوهد في النظام
backing-on-site = شوهد في الموقع
backing-paper = شوهد على الورق
backing-earlier = اعتُمد قبل اشتراط المستند الداعم

# Sentences that the program writes into data.
written-carried = لا تغيير عن بيانات { $date }.
written-simulated-source = بيانات محاكاة (غير حقيقية) من النسخة التجريبية، وليست أرقام شركات الاتصالات
