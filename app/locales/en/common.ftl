# Shared: statuses, types of units, months, the frame, sentences that several pages say.

level-green = Green
level-yellow = Yellow
level-red = Red
level-none = No data

kind-province = province
kind-city = city
kind-commune = commune
kind-ward = ward
kind-special-zone = special zone
kind-town = town
kind-urban-district = urban district
kind-district = district
kind-township = township

ended-on = This unit existed until { $date }.
ended-until = until { $date }
ended-communes = Units that no longer exist, and are no longer counted
ended-unit = Unit
ended-status = Status before
ended-last-day = Last day
ended-successors = Now part of
ended-unknown = No unit is on record in its place.
ended-one = It is now part of:
ended-several = It is now part of { $count } units:

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

shell-skip = Skip to the main content
shell-simulated = The units’ answers were made up by the program as an illustration. They say nothing about any real place.
shell-tagline = Digital readiness of communes under Resolution 57-NQ/TW
shell-home = Viet Nam
shell-breadcrumb = Where you are
shell-languages = Language
shell-search = Search
shell-search-label = Search for a commune, ward, special zone, province or city
shell-search-hint = Commune, ward, province
shell-inferred = Criteria set { $version } is inferred; it is not an official text
shell-release = Release
shell-release-show = Show
shell-release-option = No. { $number } · { $date }
shell-edition = No. { $number } · { $date }
shell-edition-none = No release yet
shell-edition-inferred = criteria not official
shell-older = You are looking at release { $number }, as of { $at }. There is a newer one.
shell-newest = Show the latest release ({ $date })
shell-release-name = Release { $id }
shell-product = Xanh dashboard
shell-hash = Content hash (SHA-256):
shell-no-release = Nothing has been released yet.
shell-licence = The data of this site may be reused with attribution under
shell-footer = About this site
shell-ranking = Ranking
shell-method = Method
shell-published = Sources and published figures
shell-releases = Releases
shell-about = About
shell-accessibility = Accessibility
shell-privacy = Privacy
shell-contact = Contact

menu-label = Main pages
menu-open = Menu
menu-overview = Overview
menu-infrastructure = Infrastructure

words-green = { $green } of { $units } communes and wards have green status ({ $percent }).
words-green-zones = { $green } of { $units } communes, wards and special zones have green status ({ $percent }).
words-green-country = { $green } of the country’s { $units } communes, wards and special zones have green status ({ $percent }).
words-ranks = { $place } ranks { $rank } of { $of } provinces and cities.
words-ranks-among = { $place } ranks { $rank } among the { $of } provinces and cities that are ranked.
words-ranks-among-tied = { $count ->
    [one] { $place } ranks { $rank } among the { $of } provinces and cities that are ranked, tied with { $others } other.
   *[other] { $place } ranks { $rank } among the { $of } provinces and cities that are ranked, tied with { $others } others.
}
words-unranked = { $place } is not ranked yet: { $items } items have been submitted ({ $percent }), and the ranking takes at least { $floor }.
words-ranks-tied = { $count ->
    [one] { $place } ranks { $rank } of { $of } provinces and cities, tied with { $others } other.
   *[other] { $place } ranks { $rank } of { $of } provinces and cities, tied with { $others } others.
}
words-completeness = as of { $at } · units that have submitted: { $units } · items confirmed: { $items }
words-rate-up = up { $points } percentage points
words-rate-down = down { $points } percentage points
words-rate-same = unchanged
words-places-up = { $count ->
    [one] up { $shown } place
   *[other] up { $shown } places
}
words-places-down = { $count ->
    [one] down { $shown } place
   *[other] down { $shown } places
}
words-places-same = same rank

cite-more-than = more than { $value }
cite-about = about { $value }
cite-nearly = nearly { $value }
cite-exact = exact
cite-over = more than
cite-approximate = about
cite-almost = nearly
cite-period = { $from } to { $to }
cite-until = up to { $to }
cite-no-date = the source states no date
cite-as-of = As of: { $date }.
cite-source = Source:
cite-named = { $name }: { $value }
cite-words-vi = verbatim, in Vietnamese:
cite-words-en = verbatim, from the English version:
cite-words-ar = verbatim, from the Arabic version:
cite-recorded = as recorded:
cite-newest-first = (newest first)

chart-table = The chart’s numbers as a table

series-rate-caption = { $place }: share of communes, wards and special zones with green status (percent), { $from } to { $to }
series-rate-reading = From { $first } ({ $from }) to { $last } ({ $to }); lowest { $low } ({ $lowdate }), highest { $high } ({ $highdate }).
series-rank-caption = { $place }: rank among { $of } provinces and cities, { $from } to { $to }
series-rank-caption-among = { $place }: rank among the provinces and cities that are ranked, { $from } to { $to }
series-rank-reading = From { $first } ({ $from }) to { $last } ({ $to }); best { $best } ({ $bestdate }), lowest { $worst } ({ $worstdate }).
series-col-date = As of
series-col-green = Green/all
series-col-rate = Rate
series-col-rank = Rank
series-break = criteria set { $set }

ranking-col-rank = Rank
ranking-col-name = Province or city
ranking-col-green = Green/all
ranking-col-rate = Green rate
ranking-col-change = Since last release
ranking-col-levels = By status
ranking-col-confirmed = Items confirmed
ranking-tied = tied

tables-letters = The text of the file was read as { $name }.
tables-semicolon = Its columns are separated by semicolons (;).
tables-tab = Its columns are separated by tabs.
tables-bar = Its columns are separated by vertical bars (|).
tables-sheet = The figures were read from the sheet “{ $sheet }”.
tables-sheet-hidden = The figures were read from the hidden sheet “{ $sheet }”.
tables-head = The columns are named in line { $line }.
tables-locked = The file has a password, so it can’t be read. Open it with the password, remove the password (in Excel: File → Info → Protect Workbook → Encrypt with Password, empty the field), save it and send it again.
tables-format = This is a file of kind { $format }, which can’t be read. Open it, choose Save As with the type .xlsx or CSV UTF-8, and send the new file.

# Abbreviations.
abbr-lgsp = provincial data integration and sharing platform
abbr-ioc = Intelligent Operations Centre
abbr-his = hospital information system
abbr-tthc = administrative procedures
abbr-dvcqg = National Public Service Portal
abbr-tslcd = dedicated data network
abbr-bts = base transceiver station
abbr-ubnd = People’s Committee
abbr-hdnd = People’s Council
abbr-mttq = Fatherland Front
abbr-grdp = gross regional domestic product
abbr-dti = Digital Transformation Index
abbr-napas = National Payment Corporation of Vietnam
abbr-ocop = One Commune One Product programme
abbr-cntt = information technology
