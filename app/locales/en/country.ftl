# The country’s page and the ranking.

country-title = Digital readiness of Viet Nam’s communes
country-name = Viet Nam
country-stat-rate = Change in the green share (percentage points)
country-risen = Largest increases (percentage points)
country-fallen = Largest decreases (percentage points)
country-find = Find a commune by its present or former name
country-stat-complete = Provinces at { PERCENT(100) }
country-to-ranking = Sort the table and see how the ranking works
country-diagram = Map of the provinces
country-trend = Trend of the country
country-open = Open to all
country-open-text = Every number here can be computed again: the criteria set, published figures to compare with, the releases with their hashes.
country-open-about = About, contact, privacy
country-published = Published figures about the country
country-published-home = Published figures about { $place }
country-no-release = Nothing has been released yet; below is what others have published, with sources.

tiles-caption = A diagram, one tile per province, not borders. The shade follows the share of communes, wards and special zones with green status, as of { $at }.
tiles-caption-empty = A diagram, one tile per province, not borders. Not shaded, because nothing has been released yet.
map-as-map = Map
map-as-cells = Equal cells
map-as-table = Table
map-skip = Skip the map, go to the table
map-label-country = Map of the provinces by the share that is green
map-caption-country = The shade follows the share of communes, wards and special zones with green status, as of { $at }. Select a province to open it. Dots are special zones, shaded like their province.
map-province = { $unit }: { $rate } ({ $green })
map-source = Outlines of provinces are generalised from Natural Earth (public domain) and joined into the units of 1 July 2025; they do not define any boundary.
map-caption-province = Each mark is a commune, ward or special zone at its coordinates; no commune boundaries are shown. Units that are not green are named where there is room. To open a unit, choose Equal cells or Table.
map-label-province = Map of { $place }: { $what }
map-label-place = { $unit } on the map of { $place }
map-far-off = The cells include units far from the mainland:
map-boxes = Boxes hold units that lie far off; they are not at their place.
map-criterion = { $unit }, { $code }: { $level }
map-colours = Colour by
map-colours-go = Colour
map-status = Status
map-coverage = Maps by infrastructure indicator

tiles-below = below { $to }
tiles-from-to = { $from } to below { $to }

ranking-title = Ranking of provinces and cities
ranking-heading = Ranking
ranking-col-submitted = Items submitted
ranking-unranked = Not ranked: { $count ->
    [one] { $shown } province or city has
   *[other] { $shown } provinces and cities have
} submitted less than { $floor } of the required items
ranking-caption = Provinces and cities by the share of communes, wards and special zones with green status, as of { $at }
ranking-csv = Download the ranking (CSV)
ranking-chart = Share of communes, wards and special zones with green status, from 0 to { PERCENT(100) }
ranking-chart-among = Share of communes, wards and special zones with green status in the { $count ->
    [one] { $shown } province or city that is
   *[other] { $shown } provinces and cities that are
} ranked, from 0 to { PERCENT(100) }
ranking-rule = The rule
ranking-rule-rate = Ranked by the share of commune-level units with green status, compared as exact fractions; the printed rate is cut to two decimals, never rounded up.
ranking-rule-ties = Equal rates share a rank; the next rank is one more than the number ahead (1, 1, 1, 4).
ranking-rule-floor = A province or city that has submitted less than { $floor } of its required items is not ranked, and counts for nobody else’s rank.
ranking-rule-order = Provinces that share a rank are listed by more units first, then by name; this does not change their rank.
ranking-rule-change = A change is the difference of the two printed rates in percentage points; nothing is compared where the criteria differ.
ranking-rule-confirmed = Items confirmed: the part of required items that a reviewer has confirmed and that are still valid.
