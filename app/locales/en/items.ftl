# The page of a province's items: a row for each commune and criterion.

items-title = { $place }: item by item
items-crumb = Items
items-lead-open = { $kept } of { $all } items of { $place } are not green, as of { $at }.
items-lead = { $kept } of { $all } items of { $place } meet the conditions chosen, as of { $at }.
items-none-yet = No release has items of this province yet.
items-table = Table of items
items-caption = { $place }: a row for each commune and criterion, as of { $at }
items-filter-group = Group of criteria
items-filter-stage = Declaration
items-stage-applies = Applies
items-stage-unconfirmed = Declared, not confirmed
items-stage-failing = Yellow or red
items-declared = Declared
items-confirmed = Confirmed
items-waiting = Awaiting review
items-met = Met
items-receipt = Receipt
items-yes = yes
items-no = no
items-empty = No item meets every condition chosen.
items-more = This page shows the first { $shown } items only. Choose a criterion or a group, or download the CSV file, which has them all.
items-open = Only what is not green
items-csv = Download every item (CSV)
items-all-of = See every item that is not green
