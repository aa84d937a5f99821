# The copy sheet for the national system.

copy-list = Copy sheets
copy-list-title = { $place }: copy sheets for the national system
copy-list-lead = { $changed } of { $all } communes and wards have items to copy or to correct.
copy-list-caption = Most changes first
copy-col-ready = Items to copy
copy-col-changed = Items changed
copy-col-last = Last copied
copy-link = Copy sheet for the national system
copy-title = { $unit }: copy sheet for the national system
copy-lead = { $ready } of { $all } items have a confirmed value that is still valid and can be copied.
copy-simulated = These are SIMULATED DATA: enter them into no other system.
copy-order-national = Items are in the order of the national system.
copy-order-own = Items are in the order of the criteria set; this set does not know the order of the national system.
copy-never = Nobody has said yet that it was copied.
copy-last = Last copied: { $at }, as { $by } said.
copy-other-set = That was under criteria set { $set }, so nothing is compared.
copy-missing = Cannot be copied yet
copy-ended = no longer valid after { $date }
copy-awaiting = awaiting review
copy-nothing = no confirmed value
copy-lines = Item by item
copy-lines-how = Click into a field and select all (Ctrl+A) to copy its value.
copy-caption = The value to enter for each item, and what changed since it was last copied
copy-col-order = No.
copy-col-value = Value to enter
copy-col-date = Date of the figures
copy-col-change = Since last copied
copy-value-of = Value to enter for item { $criterion }
copy-not-applicable = Not applicable
copy-dated = { $value }, as of { $date }
copy-same = as last time
copy-new = new
copy-from = changed; last time: { $was }
copy-gone = gone; last time: { $was }
copy-newer-waits = A newer answer is awaiting review.
copy-whole = The whole sheet
copy-whole-how = One line an item, only items that can be copied, in Vietnamese.
copy-file = Download the sheet (TSV)
copy-done = All copied?
copy-confirm-how = Items that differ from the last copy: { $changed }. Once they are entered into the national system, press this button; next time only what changes from here is shown as changed.
copy-confirm = Copied into the national system
copy-nothing-changed = Nothing has changed since it was last copied.
copy-stale = Not saved: the data changed after this page was opened. Look at the items below again, then save.

done-copied = { $number ->
    [one] { $number } item recorded as copied.
   *[other] { $number } items recorded as copied.
}
