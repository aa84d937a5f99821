# The steering committee's room.

steer-title = Steering committee
steer-views = Pages of the steering committee
steer-overview = Overview
steer-matrix = Matrix
steer-distance = Distance to green
steer-course = Trend
steer-directives = Directives
steer-about = Release { $id }, as of { $at }, criteria set { $set }
steer-simulated = SIMULATED DATA
steer-older = not the newest
steer-workbook = Download workbook (XLSX)
steer-no-line = No release covers this province yet.

steer-overview-title = Where { $place } stands
steer-range = { $count ->
    [one] { $waiting } item is awaiting review; depending on the outcome the rank may be anything from { $best } to { $worst }.
   *[other] { $waiting } items are awaiting review; depending on the outcome the rank may be anything from { $best } to { $worst }.
}
steer-range-one = { $count ->
    [one] { $waiting } item is awaiting review; whatever the outcome, the rank stays { $best }.
   *[other] { $waiting } items are awaiting review; whatever the outcome, the rank stays { $best }.
}
steer-range-published = Somebody else published this line, so no range of ranks can be given.
steer-range-unknown = This release did not record how many items were awaiting review, so no range of ranks can be given.
steer-climb = { $count ->
    [one] { $more } more green commune or ward would raise the rank to { $rank }.
   *[other] { $more } more green communes and wards would raise the rank to { $rank }.
}
steer-mixed = The table mixes figures of different times: read the column “Origin of the line” before comparing.
steer-unknown = { $count ->
    [one] { $shown } province has no figure in this table, so the rank holds among the known ones only.
   *[other] { $shown } provinces have no figure in this table, so the rank holds among the known ones only.
}
steer-near = Nearest to green
steer-near-all = See all and try scenarios
steer-near-none = No commune or ward misses a criterion.
steer-items = { $count ->
    [one] { $shown } item
   *[other] { $shown } items
}
steer-failing-caption = Communes and wards that fail, by criterion
steer-communes = Communes and wards
steer-groups = By group of criteria
steer-groups-caption = The items of all communes and wards by group of criteria
steer-items-green = Green items
steer-items-levels = Items by status
steer-directives-sum = Directives in progress: { $running }; overdue: { $overdue }.
steer-directives-all = See directives
steer-ranking = Ranking
steer-ranking-caption = Provinces by share of green; each line says whether it was computed here or published elsewhere
steer-col-range = Ranks still possible
steer-col-waiting = Items awaiting review
steer-col-origin = Origin of the line
steer-computed = Computed here
steer-computed-unranked = Computed here · not ranked: { $items } items submitted ({ $percent })
steer-published = Published: { $source }, as of { $at }

steer-why-met = met
steer-why-expiring = evidence about to expire
steer-why-awaiting = awaiting review
steer-why-near = nearly met
steer-why-lapsed = expired, new data not due yet
steer-why-below = not met
steer-why-overdue = overdue
steer-why-expired = evidence expired
steer-why-not-yet-due = not due yet
steer-why-not-applicable = does not apply

steer-matrix-title = { $place }: communes × criteria
steer-matrix-caption = Select a column heading to sort. What needs most attention comes first.
steer-col-missing = Missing
steer-codes = What the codes stand for

steer-distance-title = { $place }: distance to green
steer-distance-lead = Communes and wards that are not green: { $all }; that miss only one item: { $one }.
steer-climb-these = { $count ->
    [one] This { $more } nearest commune would move the province from { $from } to { $to }:
   *[other] These { $more } nearest communes would move the province from { $from } to { $to }:
}
steer-climb-try = Try it
steer-climb-none = Even if all the others became green, the rank would stay, if other provinces do.
steer-what-if = Try a scenario
steer-what-if-how = Tick items as if they were met and press “Try it”. Nothing is stored; your choice is kept in the address of the page.
steer-ticked = Items ticked: { $items }; communes and wards that would become green: { $communes }.
steer-clear = Clear
steer-imagined-caption = Now, and if all ticked items were met
steer-now = Now
steer-then = If met
steer-imagined-note = This assumes that the other provinces stay as they are in this release.
steer-distance-caption = Communes and wards that are not green, fewest missing items first
steer-col-items = Missing items
steer-try = Try it

steer-course-title = { $place }: trend
steer-target = Target
steer-target-none = No target has been set.
steer-target-share = Green share to be reached (percent)
steer-target-by = By the end of
steer-target-set = Set target
steer-target-refused = The share must lie between 1 and 100 and the day after today. Nothing was changed.
steer-target-words = Target: { $share } by the end of { $day } (set by { $who }). More green communes and wards needed: { $more }; days left: { $days }.
steer-target-reached = The target has been reached.
steer-target-pace = Communes and wards needed every 30 days, about: { $pace }.
steer-target-past = The day has passed without reaching it.
steer-target-projection = At the pace of the last { $releases } releases, between { $low } and { $high } communes and wards would be green by then ({ $middle } at the overall pace). This is an extrapolation, not a forecast: a few months say little about the next.
steer-target-few = There are fewer than { $few } releases, too few to extrapolate.
steer-target-changed = The criteria have changed lately, and nothing is extrapolated across the change.
steer-target-simulated = This extrapolation rests on SIMULATED DATA and says nothing about any real place.
steer-bump = Rank among provinces
steer-bump-caption = Rank by green share, { $from } to { $to }
steer-bump-reading = { $place } from { $first } to { $last }.
steer-beside = Compared with the leading and the median province
steer-beside-caption = Green items of all by group
steer-best = Best: { $place }
steer-median = Median: { $place }
steer-fallen = No longer green since the previous release
steer-fallen-since = Since { $date }: communes and wards no longer green: { $shown }. Items no longer green:
steer-stalled = Stalled items
steer-stalled-how = Yellow or red items that have not moved over the last four releases.
steer-declared = Declared and confirmed
steer-declared-caption = Communes by criterion: declared, confirmed, met
steer-col-declared = Declared
steer-col-confirmed = Confirmed
steer-col-gap = Difference
steer-col-met = Met
steer-spread = Communes by criteria not met
steer-spread-caption = Communes that miss 0, 1, 2, 3 criteria, newest first
steer-strip = Criteria over the releases
steer-strip-caption = Per cent of communes that are green, by criterion (decimals cut), newest first
steer-compared = Published figures and ours
steer-compared-none = No figure about this province has been published.
steer-compared-words = Published: { $published } ({ $sources }). Ours: { $ours }, as of { $at }.
steer-compared-same = The two are equal.
steer-compared-more = Ours is higher by { $shown }.
steer-compared-fewer = Ours is lower by { $shown }.
steer-compared-gained = Green since then, in the release shown:
steer-compared-lost = No longer green since then:
steer-compared-note = The published figure names no communes, so only totals can be compared; the lists are those that changed to or from { $green } between two releases here.

steer-directives-title = { $place }: directives
steer-directives-caption = Overdue first, then by due date
steer-directives-none = No directive has been issued.
steer-state-open = Awaiting an answer
steer-state-answered = Answered
steer-state-closed = Done
steer-state-withdrawn = Withdrawn
steer-overdue = Overdue since { $day }
steer-col-state = State
steer-col-due = Due
steer-col-to = To
steer-col-subject = About criterion or indicator
steer-col-content = Content
steer-col-owner = Responsible person
steer-asked = The steering committee asks
steer-issue = New directive
steer-issue-send = Issue directive
steer-to-commune = To a commune or ward
steer-no-commune = (none, to a department)
steer-to-department = Or to a department
steer-to-department-help = Name a department if no commune is chosen above.
steer-subject-help = A code such as DL2 or I04; may stay empty.
steer-refused = The directive was not issued. What you typed is still here; please correct the fields marked below.
steer-bad-unit = This commune does not belong to the province.
steer-bad-department = Choose a commune or name a department, not both.
steer-bad-subject = The code is too long: give one code, such as DL2 or I04.
steer-bad-content = Say what is asked, in at most 2,000 characters.
steer-bad-owner = Name the person responsible.
steer-bad-due = Choose a day from today on.
steer-directive-title = Directive no. { $number }
steer-issued = Issued by
steer-remark = Last remark of the committee
steer-answer = Answer
steer-reason = Reason
steer-bad-text = Please write something.
steer-step-answer = Send answer
steer-step-accept = Accept; done
steer-step-ask-again = Ask again
steer-step-withdraw = Withdraw it

done-issued = The directive was issued.
done-stepped = Recorded.
done-aimed = The target was set.

steer-book-simulated = SIMULATED DATA – says nothing about any real place
steer-book-code = Code
steer-book-best = Best rank still possible
steer-book-worst = Worst rank still possible
steer-book-at = As of
steer-book-why = Why
steer-book-indicators = Indicators
steer-book-unit = Unit
steer-book-basis = Basis
steer-book-part = Numerator
steer-book-whole = Denominator
steer-book-exactness = Exactness
steer-book-words = Words of the source
steer-book-from = From
steer-book-to = To
steer-book-note = Note
steer-book-set = Criteria set
steer-book-content = Content
steer-book-rank-rule = Ranked by exact green share; equals share a rank and the next counts those ahead (1, 1, 1, 4). Shares are cut to two decimals, never rounded up.
steer-book-range-rule = Ranks still possible: if all items awaiting review in all provinces were confirmed, or all returned. Published lines stay as printed.
