# Search of units by name.

search-title = Find a commune, ward or province
search-title-for = Search “{ $text }”
search-label = Name of a commune, ward, special zone, province or city
search-submit = Search
search-empty = Type a name or part of one, with or without tone marks; names in use until 30 June 2025 and codes are found too.
search-nothing = No unit matches “{ $text }”.
search-found = { $n ->
    [one] { $count } unit matches “{ $text }”.
   *[other] { $count } units match “{ $text }”.
}
search-first = More than { $count } units match “{ $text }”; these are the first { $count }.
search-more = There are more. Type more letters to narrow the search.
search-alias = (found under another name: { $alias })
search-help = How to search
search-help-tones = Tone marks are not needed: “hoa binh”, “Hoà Bình” and “Hòa Bình” give the same results.
search-help-part = Some words of a name are enough, and the last may be unfinished; the word for commune, ward or province is not needed.
search-help-repeat = Names repeat across provinces; a result always states the type of unit and its province.
search-help-old = Names of communes, districts and provinces of before 1 July 2025 lead to the units of today; names given up earlier are not here.
search-help-around = The former district and the province may be typed behind the name: “Hùng Lô, TP Việt Trì”. Codes are found too.
search-unreadable = Type letters or digits to search for.
search-near = No name matches “{ $text }”. Did you mean:
search-until-one = until { $date } →
search-until-several = until { $date } → now part of { $count } units:
search-until-divided = until { $date }, divided → now part of { $count } units:
search-province-green = { $fraction } green
search-source = Former names: list and conversion of the package vietnamadminunits 1.0.4 (MIT), not checked against the resolutions.
search-help-provinces = See the list of provinces and cities
search-topics = Indicators, criteria and pages
search-topics-only = No unit is called “{ $text }”; these indicators, criteria or pages match.
search-topic-indicator = indicator
search-topic-criterion = criterion
search-topic-page = page
