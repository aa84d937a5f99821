# Search of units by name.

search-title = Find a commune, ward or province
search-title-for = Search “{ $text }”
search-label = Name of a commune, ward, special zone, province or city
search-submit = Search
search-empty = Type a name or part of one, with or without tone marks.
search-nothing = No unit matches “{ $text }”.
search-found = { $n ->
    [one] { $count } unit's name holds “{ $text }”.
   *[other] { $count } units match “{ $text }”.
}
search-first = More than { $count } units match “{ $text }”; these are the first { $count }.
search-more = There are more. Type more letters to narrow the search.
search-alias = (found under another name: { $alias })
search-help = How to search
search-help-tones = Tone marks are not needed: “hoa binh”, “Hoà Bình” and “Hòa Bình” give the same results.
search-help-part = Part of a name is enough; leave out the word for commune, ward or province.
search-help-repeat = Names repeat across provinces; a result always states the type of unit and its province.
search-help-old = This is the list of units from 1 July 2025. Communes, districts and provinces merged before may have lost their names.
search-help-provinces = See the list of provinces and cities
