# Releases by month and quarter.

rollup-title = Releases by month and quarter
rollup-lead = Each month or quarter is represented by its last release; nothing is averaged.
rollup-span = Group by
rollup-by-month = Month
rollup-by-quarter = Quarter
rollup-place = Scope
rollup-country = The whole country
rollup-show = Show
rollup-months = { $place } by month
rollup-quarters = { $place } by quarter
rollup-caption = { $what }, newest first; change since the month or quarter before that has a release under the same criteria
rollup-col-stretch = Time
rollup-col-releases = Releases
rollup-col-green = Green of all
rollup-col-rank = Rank
rollup-col-change = Change (percentage points)
rollup-month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
rollup-quarter = Quarter { $number } of { $year }
rollup-csv = Download this table (CSV)
rollup-empty = No release
rollup-to = See releases by month and quarter
