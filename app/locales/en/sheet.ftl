# Spreadsheets: fetched, sent, looked at, and only then applied.

sheet-open = Enter by spreadsheet (Excel, LibreOffice)
sheet-how = Download the checklist, fill in the column “Value”, save it and send it. The next page shows every cell that would change; nothing is saved before you press “Apply all”. The other columns are locked.
sheet-fetch = Download this unit’s checklist (.xlsx)
sheet-fetch-all = Download the checklists of all units in your care (.xlsx)
sheet-file = Spreadsheet, filled in
sheet-file-help = An .xlsx file downloaded from this page, at most { $mib } MB.
sheet-send = Preview the changes

sheet-unit-code = Unit code
sheet-unit = Unit
sheet-criterion-code = Criterion code
sheet-criterion = Criterion
sheet-field-key = Field key
sheet-field = Field
sheet-value = Value
sheet-last = Last confirmed
sheet-version = Version
sheet-pick-title = Choose from the list
sheet-pick = Choose one of the values in the list, or leave the cell empty.

sheet-title = Preview of the spreadsheet
sheet-would-change =
    { $number ->
        [one] 1 cell would change. Nothing is saved yet.
       *[other] { $number } cells would change. Nothing is saved yet.
    }
sheet-same = The spreadsheet says what is saved already; there is nothing to apply.
sheet-has-faults =
    { $number ->
        [one] 1 cell must be corrected. Nothing is saved. Correct it in the spreadsheet and send it again.
       *[other] { $number } cells must be corrected. Nothing is saved. Correct them in the spreadsheet and send it again.
    }
sheet-more-faults =
    { $number ->
        [one] 1 more cell to correct is not listed here.
       *[other] { $number } more cells to correct are not listed here.
    }
sheet-apply = Apply all to the drafts
sheet-again = Send the spreadsheet again
sheet-back = Back to the checklists
sheet-faults = Cells to correct
sheet-changes = Cells that would change
sheet-cell = Cell
sheet-problem = To correct
sheet-before = Saved now
sheet-after = In the spreadsheet

sheet-formula = formulas are not accepted; enter the value
sheet-not-a-value = the cell shows an error, not a value; enter the value again
sheet-wrong-unit = this code is not of a unit in your care; download the checklist again and keep its code column
sheet-wrong-criterion = the criteria set has no such code; download the checklist again and keep its code column
sheet-wrong-field = this criterion has no such field; download the checklist again and keep the column “Field key”
sheet-twice = this field stands in a row above already; remove one of the two
sheet-wrong-version = the hidden column “Version” was altered; download the checklist again
sheet-stale = this item was saved after the spreadsheet was downloaded; download it again and fill it in
sheet-waiting = this item is awaiting review; withdraw it first to change it
sheet-choice = choose one of the values in the cell’s list
sheet-too-long = longer than the field may be; make it shorter

sheet-too-large = The spreadsheet is larger than { $mib } MB and was not read. Use a file downloaded from the checklist page.
sheet-not-a-sheet = This file can’t be read as an .xlsx spreadsheet. Use a file downloaded from the checklist page and save it as .xlsx, without a password.
sheet-too-much-inside = What is packed in this file is larger than allowed, so it was not opened. Use a file downloaded from the checklist page.
sheet-too-many-rows = The spreadsheet has too many rows or cells; at most { $rows } rows. Use a file downloaded from the checklist page.
sheet-wrong-sheet = The file has no sheet “{ $name }”. Use a file downloaded from the checklist page and keep the name of its sheet.
sheet-too-slow = Reading the file took too long and was stopped. Try again, or split the spreadsheet into several files.
sheet-too-many-changes = The spreadsheet changes too many cells at once. Split it into several files.

done-applied =
    { $number ->
        [one] 1 item from the spreadsheet was saved as a draft. Look at it and submit it.
       *[other] { $number } items from the spreadsheet were saved as drafts. Look at them and submit them.
    }
