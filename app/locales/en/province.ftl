# The page of a province or city.

province-published = Published figures
province-published-count = Published figures on the green share of { $place }, with sources ({ $number })
province-published-apart = Published elsewhere and cited with its source; not mixed with what is computed from this site’s releases.
province-diagram = Map of the communes
province-failing = Criteria missed most often
province-failing-none = No criterion is yellow or red anywhere.
province-failing-note = Choose a criterion to see the communes that miss something in its group.
province-failing-count = missed by { $units } of { $whole }: { $red } red, { $yellow } yellow
province-trend = Trend
province-changes = Changes since the last release
province-changes-since = Changes since { $date }
province-changes-not-comparable = There is no earlier release with the same criteria set to compare with.
province-gained = Became green
province-lost = No longer green
province-none = None.
province-more = and { $count } more; see the column “Before” in the table
province-infra = Infrastructure
province-infra-more = Infrastructure figures with sources
province-infra-caption = Published figures about infrastructure, a strip for each thing, newest first. Where sources differ all stand here; this site does not choose for the reader.
province-no-release = Nothing has been released yet about the { $units } communes, wards and special zones of { $place }.
province-no-release-why = Figures appear only once units have declared them, a reviewer has confirmed them and the steering committee has published them. How they are computed:

hexagon-caption = A diagram, one cell per commune, not borders.
hexagon-skip = Skip the diagram, go to the table
hexagon-label = Diagram of the communes by status
hexagon-cell = { $unit }, { $level }, { $met }

communes-title = Table of the communes
communes-caption = { $place }: status of each commune, ward and special zone, as of { $at }
communes-greens = Green: { $count ->
    [one] { $shown } unit
   *[other] { $shown } units
}, by name
communes-greens-table = Show these units in the table
communes-col-rank = Rank
communes-col-name = Commune or ward
communes-col-status = Status
communes-col-met = Met
communes-col-before = Before
communes-col-before-date = Before ({ $date })
communes-same = unchanged
communes-groups = Met: confirmed criteria met of those required. Columns of groups: green criteria in the group. { $groups }
communes-filter = Filter
communes-filter-level = Status
communes-filter-kind = Type of unit
communes-filter-group = Missing something in
communes-filter-unmet = Criteria not met
communes-unmet-more = 4 or more
communes-filter-name = Name contains
communes-any = All
communes-result = { $count ->
    [one] Showing { $kept } of { $all } units.
   *[other] Showing { $kept } of { $all } units.
}
communes-all = Show all
communes-csv = Download the table (CSV)
communes-empty = No unit meets every condition. You may take one away:
communes-drop = Drop the condition “{ $filter }”
province-coverage = Digital infrastructure of { $place }, commune by commune
