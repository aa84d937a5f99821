# Observations of indicators: by form, from a file, undone, delivered by machines.

observe-title = Figures
observe-sum = Without a figure: { $missing }; older than they should be: { $old }; all lines: { $all }.
observe-how = Choose a line to enter or correct it; many lines come in by file.
observe-import = Import from CSV or Excel
observe-province = Province
observe-sector = Sector
observe-every-sector = Every sector
observe-unit = Unit
observe-indicator = Indicator
observe-by-unit = Every indicator of the unit
observe-show = Show
observe-no-lines = This unit has no such indicator.
observe-state = State
observe-state-missing = no figure yet
observe-state-old = old
observe-state-fresh = recent
observe-state-elsewhere = computed elsewhere
observe-last = Latest figure
observe-cadence = Frequency
observe-monthly = every month
observe-quarterly = every quarter
observe-yearly = every year
observe-per-term = every school term
observe-on-change = when it changes
observe-per-release = with each release
observe-simulated = simulated
observe-basis = Share of
observe-told-by = Provided by

observe-field = Field
observe-field-unit = Unit code
observe-field-indicator = Indicator code
observe-field-value = Value
observe-field-as-of = As of
observe-field-from = From
observe-field-qualifier = Exactness
observe-field-printed = As printed
observe-field-source = Source
observe-field-note = Note

observe-exact = exactly
observe-more-than = more than
observe-about = about
observe-value-more = more than { $value }
observe-value-about = about { $value }

observe-say = Enter a figure
observe-revise = A figure for the same day and source as an existing one becomes a revision of it; the old one is kept. A figure from another source is kept beside it.
observe-count-help = Unit: { $unit }. For example 1200 or 1,200.
observe-share-help = Two counts such as 130/148; where only the percentage is known, 87.83.
observe-growth = This indicator is growth without a base: quote the source’s words; they are not charted.
observe-from-help = Fill in only if the figure covers a whole period.
observe-source-help = The authority, system or document that states this figure.
observe-printed-help = The source’s own words, if it is cited.
observe-save = Save the figure
observe-problems = Not saved yet; what you typed is still in the form
observe-from-criterion = A commune’s figure is computed from its confirmed answer to criterion { $code } and is not asked again here.
observe-from-release = This figure is computed from releases and is not entered here.
observe-see-unit = See the unit’s page
observe-history = Existing figures
observe-no-history = No figure yet.
observe-stands = State
observe-by = Entered by
observe-current = current
observe-revised = revised since
observe-undone = undone
observe-revision = revision { $number }
observe-correct = Correct

observe-unreadable = can’t be read as a value of this indicator; write it as the indicator asks: a number, a share such as 87.83 or 130/148, yes or no, or a date
observe-too-precise = more decimals than the indicator has; use fewer digits after the decimal point
observe-negative = must not be below 0; enter 0 or more
observe-nothing = a whole of 0 gives no share; remove this line or correct the total
observe-above-hundred = more than { PERCENT(100) }; a share needs to be from 0 to { PERCENT(100) }
observe-backwards = the period begins after its end; check both dates
observe-wrong-level = this indicator has no figure at the level of the unit; choose a unit of another level or remove this line
observe-asked-elsewhere = computed from confirmed answers or releases, not entered here; remove this line
observe-too-long = longer than { $most } characters; make it shorter
observe-no-unit = no unit has this code or name; check the code: it has 2 or 5 digits and keeps its leading zeros
observe-several-units = several units have this name; write the code
observe-lost-zeros = the leading zeros of the code are missing (04846 became 4846, for example); format the column as text and write the code again
observe-outside = the unit lies outside your scope; remove this line, or ask an administrator to widen it
observe-no-indicator = no indicator has this code; check the list of indicators
observe-other-sector = the indicator’s sector lies outside your scope; remove this line, or ask an administrator for that sector
observe-no-qualifier = needs one of: exactly, more than, about
observe-twice = repeats line { $line }: same unit, indicator, period and source; remove one of the two
observe-twice-plain = repeats a line above: same unit, indicator, period and source; remove one of the two
observe-percent-cell = a number from 0 to 1 in a cell may be a percentage by its format; write 87.83 or 130/148 as text
observe-broken-line = this line can’t be read: more or fewer cells than the first line, or broken letters; correct it, or save the file as XLSX and send it again

observe-file = CSV or XLSX file
observe-file-help = At most { $mib } MB and { $rows } rows, with one line that names the columns. For larger files, ask the operator to import them.
observe-look = Preview
observe-file-large = The file is larger than { $mib } MB and was not read. Split it, or ask the operator to import it.
observe-file-kind = This file can’t be read as a table. Save it as CSV or XLSX without a password and send it again.
observe-file-inside = What is packed in this file is larger than allowed, so it was not opened. Copy the figures to a new file, or split it.
observe-file-rows = The file has too many rows or cells; at most { $rows } rows. Split it, or ask the operator to import it.
observe-file-columns = The file has too many columns; at most { $columns }. Delete those that are not needed.
observe-file-empty = The file has no rows below the names of its columns. Fill in the figures and send it again.
observe-file-slow = Reading the file took too long and was stopped. Try again, or split the file.
observe-file-gone = The file that was previewed is no longer here, because another one was sent since. Send it again.
observe-file-lost = The file that was previewed is no longer intact on this server, so nothing was written. Send it again.

observe-step-template = Download the template, which holds codes and names of units and indicators; fill in value, day and source.
observe-step-send = Send the file. A file of another system will do; its columns can be chosen.
observe-step-look = The next page says of every row whether it is new, a revision, unchanged or has an error. Nothing is saved before you press the button, and one row with an error keeps all rows out.
observe-template-xlsx = Download for Excel
observe-template-csv = Download as CSV
observe-template-unit = Name of the unit
observe-template-indicator = Name of the indicator
observe-acts = Entries and imports
observe-no-acts = Nothing has been entered yet.
observe-older = Earlier ones
observe-when = When
observe-kind = How
observe-kind-form = by form
observe-kind-file = from a file
observe-kind-ingest = through the API
observe-kind-demo = simulation
observe-what = What
observe-new-rows = New rows
observe-counts = counts
observe-undone-by = undone by { $by }, { $at }
observe-act = Entry { $number }
observe-act-rows = Rows of this entry
observe-more-rows = More rows
observe-undo = Undo this whole entry
observe-undo-what = The rows of this entry no longer count; what was valid before is valid again. Nothing is deleted.
observe-undo-reason = Reason for undoing
observe-undo-go = Undo
observe-bad-reason = a reason is needed, at most 500 characters

observe-check = Preview of { $name }
observe-unmapped = It is not known which column holds: { $fields }. Choose the column, or give one value for all rows.
observe-faults =
    { $number ->
        [one] 1 error. Nothing is saved. Correct it in the file and send it again.
       *[other] { $shown } errors. Nothing is saved. Correct them in the file and send it again.
    }
observe-would-say = New: { $new }; revisions: { $revised }; unchanged: { $same }. Nothing is saved yet.
observe-passed =
    { $number ->
        [one] 1 row without a value was passed over.
       *[other] { $shown } rows without a value were passed over.
    }
observe-lost-zeros-all =
    { $number ->
        [one] The leading zeros of 1 unit code are missing, usually because a spreadsheet program took it for a number.
       *[other] The leading zeros of { $shown } unit codes are missing, usually because a spreadsheet program took them for numbers.
    }
observe-add-zeros =
    { $number ->
        [one] Add the leading zeros of 1 code
       *[other] Add the leading zeros of { $shown } codes
    }
observe-zeros-added =
    { $number ->
        [one] The leading zeros of 1 unit code were added.
       *[other] The leading zeros of { $shown } unit codes were added.
    }
observe-place-title = Choose the sheet and the line that names the columns
observe-place-sheet = Sheet
observe-place-sheet-hidden = { $sheet } (hidden)
observe-place-head = Line that names the columns (empty: it is looked for)
observe-apply = Save all rows ({ $shown })
observe-again = Send another file
observe-mapping = Which column holds what
observe-column = Column of the file
observe-no-column = no column
observe-all-rows = Or the same for all rows
observe-for-all = { $field }, the same for all rows
observe-look-again = Preview again
observe-faults-caption = Errors to fix
observe-more-faults =
    { $number ->
        [one] 1 more error is not listed.
       *[other] { $shown } more errors are not listed.
    }
observe-place = Line or cell
observe-fault = Error
observe-rows-caption = The first { $shown } of { $all } rows
observe-line = Line
observe-effect = Result
observe-effect-new = new
observe-effect-revised = revision
observe-effect-same = unchanged
observe-before = Current value

observe-sector-infrastructure = Infrastructure
observe-sector-steering = Steering
observe-sector-banking = Banking
observe-sector-identity = Identity
observe-sector-services = Public services
observe-sector-health = Health
observe-sector-education = Education
observe-sector-agriculture = Agriculture
observe-sector-construction = Construction
observe-sector-energy = Energy
observe-sector-security = Security
observe-sector-commerce = Commerce
observe-sector-skills = Skills
observe-sector-register = Shared reference figures

register-says = Shared reference figures: { $name } { $number }, as of { $date }, source { $source }
register-simulated = (simulated)
register-label = Shared reference figures
register-differs = The total entered is { $said }, which differs from the shared reference figures.

tokens-title = Automated data feeds (API)
tokens-what = Access tokens with which other systems send figures automatically
tokens-how = Each system that sends figures (the provincial data integration and sharing platform LGSP, a telecom operator) has its own token and may send data only for the chosen scope and sectors. How to send:
tokens-fresh = The token of { $name }, shown this once; copy it now:
tokens-none = There are no tokens yet.
tokens-new = Create a token
tokens-name = Name of the system
tokens-scope = Scope: VN or the code of a province
tokens-sectors = Sectors
tokens-sources = Sources
tokens-sources-how = One name a line, as the system sends it in the field source. Figures under another name are refused.
tokens-no-sources = bound to no source: it can’t deliver, make a new one
tokens-expires = Expires
tokens-made = Created by
tokens-used = Last used
tokens-never = never
tokens-holds = active
tokens-expired = expired
tokens-revoked = revoked by { $by }, { $at }
tokens-revoke = Revoke
tokens-revoke-this = Revoke the token of { $name }
tokens-make = Create the token
tokens-problem-name = Use only a–z, 0–9 and . _ - in the name of a system, at most 64 characters.
tokens-problem-taken = There is already a token of this name. Choose another name.
tokens-problem-expiry = An expiry date is needed, from tomorrow to two years from now.
tokens-problem-sources = Enter at least one name of a source, one a line: at most { $most }, each of { $longest } characters at most.
tokens-problem-sectors = Choose at least one sector.

done-observed =
    { $number ->
        [one] 1 row was saved.
       *[other] { $shown } rows were saved.
    }
done-said-before = This figure is there already, exactly so; nothing was added.
done-undone = The entry was undone.
