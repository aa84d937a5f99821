# البحث عن الوحدات بالاسم.

search-title = البحث عن بلدية أو حي أو مقاطعة
search-title-for = البحث عن «{ $text }»
search-label = اسم بلدية أو حي أو منطقة خاصة أو مقاطعة أو مدينة
search-submit = ابحث
search-empty = اكتب الاسم أو جزءاً منه، بعلامات النغم أو بدونها؛ ويمكن البحث بالأسماء المستعملة حتى 30 يونيو 2025 وبالرموز.
search-nothing = لا توجد وحدة تطابق «{ $text }».
search-found = { $n ->
    [zero] وُجدت { $count } وحدة تطابق «{ $text }».
    [one] وُجدت وحدة واحدة تطابق «{ $text }».
    [two] وُجدت وحدتان تطابقان «{ $text }».
    [few] وُجدت { $count } وحدات تطابق «{ $text }».
    [many] وُجدت { $count } وحدة تطابق «{ $text }».
   *[other] وُجدت { $count } وحدة تطابق «{ $text }».
}
search-first = وحدات كثيرة تطابق «{ $text }»، وهذه أولها وعددها { $count }.
search-more = توجد وحدات أخرى. اكتب حروفاً أكثر لتضييق البحث.
search-alias = (وُجدت باسم آخر: { $alias })
search-help = طريقة البحث
search-help-tones = لا حاجة إلى علامات النغم: تعطي الكتابات «⁦hoa binh⁩» و«⁦Hoà Bình⁩» و«⁦Hòa Bình⁩» النتائج نفسها.
search-help-part = تكفي بعض كلمات الاسم، وقد تكون الأخيرة ناقصة، ولا حاجة إلى كلمة بلدية أو حي أو مقاطعة.
search-help-repeat = تتكرر الأسماء بين المقاطعات، ولذلك تذكر النتيجة دائماً نوع الوحدة ومقاطعتها.
search-help-old = تقود أسماء البلديات والمناطق والمقاطعات قبل 1 يوليو 2025 إلى وحدات اليوم؛ أما الأسماء المتروكة قبل ذلك فليست هنا.
search-help-around = يمكن كتابة المنطقة السابقة والمقاطعة بعد الاسم: «⁦Hùng Lô, TP Việt Trì⁩»، أو كتابة رمز الوحدة.
search-unreadable = اكتب حروفاً أو أرقاماً للبحث.
search-near = لا اسم يطابق «{ $text }». هل تقصد:
search-until-one = حتى { $date } ←
search-until-several = حتى { $date } ← اليوم ضمن { $count } من الوحدات:
search-until-divided = حتى { $date }، ثم قُسّمت ← اليوم ضمن { $count } من الوحدات:
search-province-green = { $fraction } خضراء
search-source = الأسماء السابقة: من قائمة وجدول تحويل حزمة ⁦vietnamadminunits 1.0.4⁩ (بترخيص ⁦MIT⁩)، ولم تُقارن بالقرارات.
search-help-provinces = اطّلع على قائمة المقاطعات والمدن
search-topics = المؤشرات والمعايير والصفحات
search-topics-only = لا وحدة باسم «{ $text }»، وفيما يلي ما يطابقه من مؤشرات ومعايير وصفحات.
search-topic-indicator = مؤشر
search-topic-criterion = معيار
search-topic-page = صفحة
