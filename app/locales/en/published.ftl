# Published figures beside computed ones.

published-title = Sources and published figures
published-lead = Figures that the press and public bodies have published, cited with source and date; they stand beside what is computed here and are never mixed with it.
published-compared = Green rates compared
published-compared-caption = Published green rates and the rate of our release of the same moment
published-simulated = The releases here use simulated data that are bound to some published totals. Whether they agree or differ, they say nothing about whether a source is right.
published-col-unit = About
published-col-published = Published
published-col-computed = Computed here
published-col-result = Comparison
published-col-value = Figure
published-col-date = As of
published-col-rank = Rank
published-col-source = Source
published-agrees = They agree.
published-rounded = The same fraction; the source rounds, we cut to two decimals.
published-differs = They differ. Source and release may have another as-of hour or another criteria set.
published-differs-simulated = They differ because our figure is simulated; it can’t be held against the source or for it.
published-not-comparable = Not enough was printed to compare.
published-undated = The source states no date, so it is not known which release to compare it with.
published-no-release = There is no release of that day.
published-all = All published figures
published-all-caption = { $n ->
    [one] { $count } figure
   *[other] { $count } figures, by indicator and then by unit
}
published-basis = Basis: { $basis }.
published-several = One unit has several figures: newest first, each with its date and source.
published-sources = Sources
published-sources-note = A link is given only where the whole address is known; otherwise publisher, title or document number if known, and date. Verbatim words are those of the source named first, in the language of the version that was read; where its words were not kept, only the figure stands.
published-article-note = About the article of source S0: it was read in an Arabic translation, so these pages summarise it and do not quote Phú Thọ newspaper. A summary without a number means that the article gives none. In two places the translation says “e-commerce” where the context is payments, and information technology in health care; in one place “XA” is taken as the remote control centre of the electricity sector. These readings are ours.
