# The pages behind sign-in: officers, review, publishing, accounts, audit log.

shell-doors = Workspace
shell-person = Signed in:
shell-sign-out = Sign out

sign-in-title = Sign in
sign-in-name = User name
sign-in-password = Password
sign-in-go = Sign in
sign-in-forgot = Forgotten the password? Ask an administrator of the province or city for a link to reset it; the link works once.
sign-in-wrong = The user name or password is not right. Check Caps Lock and the input method, then type them again.
sign-in-code-wrong = The code is not right. Look at the code of this very account in the authenticator app, then type it again.
sign-in-code-used = This code, or a newer one, was typed before; each code works once. Wait until the app shows a new one (30 seconds at most), then type it.
sign-in-code-late = This code was right about { $off } ago and is old by now. Type the code that is shown. If the phone has only just shown it, the phone’s clock is slow by about { $off }: let the phone set its time automatically, then type a new code.
sign-in-code-early = This code’s turn comes in about { $off }: the phone’s clock is fast by about { $off }. Let the phone set its time automatically, then type a new code; the one you typed can’t be used any more.
sign-in-clock = The system’s time: { $now } (Viet Nam).
sign-in-wrong-recovery = The recovery code is not right. Enter it again: a recovery code has two groups of eight characters, joined by a hyphen; a code on the phone has six digits only.
sign-in-used-recovery = This recovery code was used before. Type another one.
sign-in-no-cookies = The password was right, but the browser keeps no cookies, so you are not signed in. This site needs a cookie to know who is signed in: allow cookies of this address in the browser’s settings, then sign in again.
about-seconds = { $number ->
    [one] { $number } second
   *[other] { $number } seconds
}
about-minutes = { $number ->
    [one] { $number } minute
   *[other] { $number } minutes
}
sign-in-too-many = { $minutes ->
    [one] Too many wrong attempts for this user name from this network address. Try again in { $minutes } minute. If the password is forgotten, there is no need to wait: ask the administrator for a link to reset it.
   *[other] Too many wrong attempts for this user name from this network address. Try again in { $minutes } minutes. If the password is forgotten, there is no need to wait: ask the administrator for a link to reset it.
}
sign-in-too-many-here = { $minutes ->
    [one] Too many wrong attempts from this network address, which a whole office may share. Try again in { $minutes } minute. Whoever has signed in from this network before does not have to wait.
   *[other] Too many wrong attempts from this network address, which a whole office may share. Try again in { $minutes } minutes. Whoever has signed in from this network before does not have to wait.
}
sign-in-codes-shut = { $minutes ->
    [one] Too many wrong codes were typed for this account. For { $minutes } minute only the recovery codes you saved are accepted. If it was not you, ask the administrator for a link to set a new password.
   *[other] Too many wrong codes were typed for this account. For { $minutes } minutes only the recovery codes you saved are accepted. If it was not you, ask the administrator for a link to set a new password.
}
sign-in-codes-spent = Five wrong codes were typed, so this sign-in has ended. Check the clock of the phone, then sign in again; you may have to wait up to 15 minutes.
sign-in-ended = The session has ended. Sign in again to go on.
sign-in-carried = What you sent is kept on this page and is there again as soon as you have signed in. Attached files have to be chosen again.
sign-in-differ = The two new passwords differ. Enter both again.
sign-in-short = The new password needs at least 12 characters.
sign-in-demo = Demonstration
sign-in-demo-how = Trial accounts and authenticator keys are printed when the program starts. They exist only in the simulated database.

code-title = Authentication code
code-how = Open the authenticator app on your phone and type the 6-digit code that it shows.
code-label = Authentication code
code-go = Continue
code-recovery = No phone at hand? Type one of the recovery codes you saved; each works once.

enrol-title = Set up two-factor authentication
enrol-why = The role of this account needs a second proof besides the password.
enrol-app = Install an authenticator app (TOTP) on your phone.
enrol-qr = In the app, choose to add an account and scan this QR code:
enrol-qr-is = QR code with the set-up key; the same key is written out right below.
enrol-secret = If it can’t be scanned, type this key; the spaces are not needed:
enrol-here = Is this page open on that very phone?
enrol-open = Open in the app
enrol-type = Type the 6-digit code that the app shows.
enrol-go = Turn on two-factor authentication

recovery-title = Recovery codes
recovery-why = Write these codes down and keep them in a safe place. Each works once when the phone is not at hand. This page is shown only once.
recovery-go = Written down, continue

link-title = Set a password
link-for = Account: { $name }
link-new = New password
link-new-help = At least 12 characters. A short sentence that is easy to remember is best.
link-again = New password again
link-go = Set the password

stage-not-declared = Not declared
stage-draft = Draft
stage-ready = Awaiting the leader’s approval
stage-submitted = Awaiting review
stage-confirmed = Confirmed
stage-returned = Returned

desks-title = Commune checklists
desks-empty = No commune or ward has been assigned to this account.
desk-title = Checklist of { $unit }
desk-ended = What was declared and submitted here is kept. New work is declared for the unit that took its place.
desk-not-counted = The unit no longer exists; new releases do not count it.
desk-now-ended = Judged by what is known
desk-green = The unit meets every required criterion.
desk-missing = { $count ->
    [one] { $shown } criterion left to reach green status.
   *[other] { $shown } criteria left to reach green status.
}
desk-sent-back = { $count ->
    [one] { $shown } item was sent back
   *[other] { $shown } items were sent back
}
desk-drafts = { $count ->
    [one] { $shown } draft not submitted
   *[other] { $shown } drafts not submitted
}
desk-at-leader = { $count ->
    [one] { $shown } item is with the leader
   *[other] { $shown } items are with the leader
}
desk-at-reviewer = { $count ->
    [one] { $shown } item awaiting review
   *[other] { $shown } items awaiting review
}
desk-elsewhere = With somebody else
desk-met = Required criteria met: { $fraction }.
desk-period = Campaign { $code }, due { $due }.
desk-period-over = Campaign { $code } was due { $due }. Items submitted after that are still accepted, and are marked as late.
desk-hand-in = { $number ->
    [one] Submit { $number } completed item
   *[other] Submit { $number } completed items
}
sign-title = { $count ->
    [one] { $shown } item awaiting your approval
   *[other] { $shown } items awaiting your approval
}
sign-caption = Declared and awaiting approval
sign-tick = Approve
sign-was = Confirmed last time
sign-now = Declared now
sign-date = Figures of
sign-note = Note
sign-how = Untick what you don’t approve yet. Open an item to see its evidence, or to send it back to the officer. What is approved can be withdrawn until the reviewer decides.
sign-go = Approve the ticked items
sign-nothing-ticked = Nothing was approved: no item is ticked. Tick the items to approve.
desk-carry = { $count ->
    [one] Keep unchanged: { $shown } item ends soon
   *[other] Keep unchanged: { $shown } items end soon
}
desk-carry-how = Only where nothing has changed. What is kept becomes a draft with its evidence; look at it, then submit it. Shares have to be declared again.
desk-carry-date = Still true on
desk-carry-go = Keep what is ticked
desk-carry-nothing-ticked = Nothing was kept: no item is ticked. Tick the items to keep.
desk-todo = To do
desk-todo-unit = What the unit has to do
desk-todo-none = Nothing is left to do at present.
desk-due = Due { $due }.
desk-overdue = Overdue since { $due }.
desk-draft-complete = Completed, not submitted yet.
desk-draft-incomplete = Partly filled in.
desk-ready = Submitted, awaiting the leader’s approval.
desk-all = All criteria
desk-group = { $group }: { $fraction } met
desk-criterion = Criterion
desk-now = If published now
desk-confirmed = Confirmed value
desk-until = valid until { $date }
desk-stage = State of the item
desk-public = Public page of the unit

item-saved = Saved { $at } by { $by }.
item-returned = Returned { $at }, new due date { $due }.
item-sent-back = The leader sent it back: “{ $text }”
item-pass = Needed
item-last-label = Last confirmed
item-last = { $value }, figures of { $date }, valid until { $until }
item-last-none = none yet
item-evidence-wanted = Evidence needed
item-due = Due
item-answer = Answer
item-said = What was declared
item-nothing-written = Not declared yet.
item-not-applicable = Not applicable
item-means-nothing = Once all is filled in and saved, this line tells whether the value meets the criterion.
item-means-pass = This value meets the criterion.
item-means-near = This value nearly meets the criterion.
item-means-below = This value does not meet the criterion.
item-means-pass-share = This value meets the criterion: { $share }.
item-means-near-share = This value nearly meets the criterion: { $share }. To meet it, “{ $part }” needs { $lacking } more.
item-means-below-share = This value does not meet the criterion: { $share }. To meet it, “{ $part }” needs { $lacking } more.
item-means-not-applicable = Not applicable: needs the reviewer’s approval; the criterion then leaves both numerator and denominator.
item-evidence = Evidence
item-save = Save draft
item-hand-in = Save and submit
item-problems = Not submitted yet
item-problems-kept = What you typed has been saved as a draft. Correct the following, then submit again:
item-problems-saved = Saved as a draft, except for this
item-problems-besides = What you typed has been saved as a draft. This was not accepted:
item-problems-unsaved = Not saved
item-problems-partly = Nothing was saved. What could be read of the text is in the form below.
item-problems-here = Nothing has been saved. What you typed is still in the form below; correct the following, then save again:
item-form-large = The form is too large: at most 256 KB of text and { $mib } MB of file. What came after the part that is too large was not read; check the fields and choose the file again.
problem-too-long = This has { $length } characters; at most { $most } are possible (each line break counts as one). Make it shorter.
item-withdraw-open = Withdraw to edit
item-withdraw-why = Reason for withdrawing
item-withdraw = Withdraw
discard-open = Throw the draft away
discard-to-confirmed = What is being entered will be dropped; the item is again as it was confirmed: { $value } ({ $date }).
discard-to-nothing = What is being entered will be dropped; the item is again as it was before.
discard-evidence = Evidence that was sent stays in the unit’s list of evidence.
discard-go = Throw this draft away
item-sign-title = Approval
item-sign = Approve and send for review
item-send-back-why = Reason for sending it back to the officer
item-send-back = Send back
item-beside = Previous and next criterion
item-previous = Previous criterion:
item-next = Next criterion:

field-yes = In place, or done?
field-date = Date it was last done
field-number = Number measured ({ $unit })
field-fact-date = Date of the figures
field-fact-date-help = The day for which the declaration is true, not the day it is entered.
field-note = Note to the reviewer
field-note-help = If there is no evidence yet or the criterion does not apply, give the reason here. Do not write classified information or personal data.
field-explanation = Explanation of the change
field-explanation-help = The value differs much from the one last confirmed. Say briefly why.
field-not-applicable = This criterion does not apply here
field-file = Evidence file
field-file-help = PDF, image (JPG, PNG, WebP), Word, Excel or OpenDocument, at most { $mib } MB, one file at a time. The file is sent when you save.
field-link = Link to the evidence
field-document = Document number and reference
field-issuer = Issuing body
field-evidence-date = Date of the evidence (leave empty if it is the date of the figures)

problem-missing = not filled in yet; fill in this field
problem-not-a-number = needs a whole number from 0 to 4,294,967,295, for example 1200 or 1,200
problem-not-a-date = needs a real date, for example 23/11/2026
problem-future = the date is still to come; enter today or an earlier day
problem-expired = figures from before { $date } have expired; figures of that day or later are needed
problem-older = figures of { $date } are already confirmed; figures of that day or later are needed. If those are wrong, ask the reviewer to reopen the item
problem-older-date = { $date } is already confirmed; that day or a later one is needed. If it is wrong, ask the reviewer to reopen the item
problem-after-fact = must not be later than the date of the figures; correct this date or that of the figures
problem-part-above-whole = the number that meets the requirement must not be larger than the total; check both numbers
problem-nothing-to-measure = the total is 0; if there is nothing to measure, choose “does not apply”
problem-needs-reason = needs the reason why it does not apply
problem-needs-explanation = differs much from last time, needs an explanation
problem-needs-evidence = needs evidence, or a note that says why there is none yet

file-missing = No file has been chosen. Choose one and send again.
file-too-large = The file is larger than { $mib } MB and was not received. Make it smaller or split it.
file-empty = The file is empty, so it was not received. Open it on your device to check, then send it again.
file-unknown = The content of the file is not PDF, a picture, Word, Excel or OpenDocument, so it was not received. Save it as PDF and send that.
file-heic = This is a HEIC photo from a phone; it was not received. On an iPhone choose Settings → Camera → Formats → Most Compatible and take it again, or save the photo as JPEG and send that.
file-other-picture = Pictures of this kind are not accepted. Save it as JPEG or PNG and send that.
file-old-office = Old Word, Excel and PowerPoint files (.doc, .xls, .ppt) are not accepted. Save it as .docx, .xlsx or PDF and send that.
file-archive = Archives are not accepted. Unpack it and send the files one by one.
file-macros = The file contains macros, so it was not received. Save it as .docx or .xlsx without macros, or as PDF, and send that.
file-locked = The file needs a password to open, so reviewers could not read it; it was not received. Remove the password and send it again.
file-broken = The file is damaged or incomplete, so it was not received. Open it on your device to check, download or save it again, then send it.
file-cut = The connection was cut midway, so the file was not received. Send it again.
file-several = Only one file can be sent at a time; none of these was received. Choose one and send again.
file-busy = Too many files are arriving at once, so this one was not received. Send it again in a few minutes.
evidence-problem-link = A link has to begin with https:// or http://, then name a site, and hold no spaces. Correct it, or delete it if it is not needed.
evidence-problem-link-user = Before the site’s name and an @ the link has something like a user name or a password. Remove that part and the @.
evidence-problem-link-hidden = The link holds characters that nobody sees. Delete it and type it, or copy it from the browser’s address bar.
evidence-problem-date = The date of the evidence has to be a real one, today or earlier, for example 23/11/2026. Correct it, or leave it empty if it is that of the figures.
evidence-problem-of-nothing = There is only a date or an issuer of evidence. Add the file, link or document number that they belong to, or clear both fields.

evidence-none = No evidence yet.
evidence-size = { $kib } kB
evidence-link = link to { $host }
evidence-link-closed = link, as it was typed; it does not open from here
evidence-document = document
evidence-date = dated { $date }
evidence-detach = Remove from this item
evidence-attach = Use for this item
evidence-library = Use evidence sent before
evidence-other = Or a link, or a document number
evidence-secret = Do not send classified material to this system.
evidence-also = This file was also sent for: { $places }.

conflict-title = Someone else has just saved this item
conflict-who = { $by } saved it { $at }.
conflict-own = You saved this item in another window
conflict-own-when = This same account saved it { $at }, with another text.
conflict-how = What you typed is still in the form below and has not been saved. Save to keep your own, or take the saved version.
conflict-caption = Where they differ
conflict-field = Field
conflict-mine = You typed
conflict-theirs = Saved
conflict-take-theirs = Discard what I typed, use the saved version

done-handed-in = { $number ->
    [one] { $number } item submitted.
   *[other] { $number } items submitted.
}
done-signed = { $number ->
    [one] { $number } item approved and sent for review.
   *[other] { $number } items approved and sent for review.
}
done-sent-back = Sent back to the officer.
done-withdrawn = Withdrawn. This item can be edited.
done-discarded = The draft was thrown away.
done-unchanged = Nothing differs from what is there, so no draft was made.
done-late = The deadline has passed, so this is marked as late.
done-carried = { $number ->
    [one] { $number } item kept unchanged. Look it over, then submit it.
   *[other] { $number } items kept unchanged. Look them over, then submit them.
}
done-saved = Draft saved.
done-confirmed = { $number ->
    [one] { $number } item confirmed.
   *[other] { $number } items confirmed.
}
done-returned = Returned, with the reason.
done-reopened = Reopened, with the reason.
done-published = Published.
done-changed = Done.

return-evidence-missing = Evidence is missing
return-evidence-unreadable = Evidence can’t be read
return-evidence-differs = Evidence does not match what was declared
return-value = The value needs another look
return-period = The figures are of another time
return-applies = The criterion does apply here
return-other = Another reason

queue-title = Review
queue-lead = { $total ->
    [one] { $total } item is awaiting review
   *[other] { $total } items are awaiting review
}{ $late ->
    [0] .
   *[other] , { $late } overdue for review.
}
queue-found = { $found ->
    [one] { $found } item matches the filter.
   *[other] { $found } items match the filter.
}
queue-empty = Nothing is waiting.
queue-group = Criteria group
queue-any = All
queue-name = Name of the commune or ward
queue-jumps = Only items that differ much from last time
queue-filter = Filter
queue-caption = Items awaiting review, oldest first
queue-unit = Unit
queue-answer = What was declared
queue-last = Last time
queue-due = Review due
queue-jump = differs much
queue-came-late = submitted late
queue-late = overdue
queue-tick = Tick
queue-tick-page = Tick every item on this page that can be ticked
queue-tick-none = Untick all
queue-nothing-ticked = Nothing was confirmed: no item is ticked. Tick the items to confirm.
queue-page = Page { $page } of { $all }
queue-pages = Pages of the list
queue-page-before = Page before
queue-page-after = Next page
queue-many-how = Only items with a document, much like last time, and not entered or approved by this account can be ticked. Open the others one by one.
queue-many-go = Confirm what is ticked
decided-title = Reviewed
decided-lead = Items that were confirmed or returned, newest first. Open one to look at it again or to reopen it.
decided-empty = None yet.
decided-no-match = No item fits the filter.
decided-own = Only what I decided
decided-caption = Items that were confirmed or returned, newest first
decided-by = Reviewer
decided-outcome = Outcome
decided-page = Page { $page }
decided-link = See what was reviewed
review-seen = No document is attached. Where did you see it?
review-reference = Where it is found again
review-reference-help = For example the name of the system and the day, the number of the register, who received you. Kept inside, never published.
review-needs-backing = Not confirmed: without a document, choose where you saw it and write where that is found again (500 characters at most).

review-next = Next item
review-jumps = The value differs much from the one last confirmed; see the explanation.
review-submitted = Submitted
review-author = Entered by
review-signer = Approved by
review-due = Review due
review-needs-reason = Not returned yet: write the reason, so that the officer knows what to change.
review-confirm-title = Confirm
review-confirm = Confirm (Alt+X)
review-return-title = Return
review-return-code = Kind of reason
review-return-text = Reason, written for the commune’s officer
review-return-due = The unit’s new due date is { $due }.
review-return = Return (Alt+T)
review-was-confirmed = Confirmed { $at }.
review-was-returned = Returned { $at }.
review-closed = This item was withdrawn or reopened and is no longer awaiting review.
review-reopen-open = Reopen a confirmed item
review-reopen-why = Reason for reopening
review-reopen = Reopen
review-history = Earlier times
review-history-caption = The unit’s earlier answers to this criterion
review-outcome = Outcome
past-waiting = waiting
past-withdrawn = withdrawn { $at }
past-reopened = reopened { $at }
past-confirmed = confirmed { $at }
past-returned = returned { $at }

refusal-own-work = This account entered or approved this item, so it can’t review it.
refusal-second-factor = Sign in with two-factor authentication to review.
refusal-no-role = This account may only read.

publish-title = Publish
publish-done = Release { $id }, as of { $at }, is published.
publish-see = See it on the public pages
publish-next = If it were published now
publish-as = Release { $id }, as of { $at }.
publish-was = Latest release: { $fraction }.
publish-sum = Compared with the latest release: { $gained ->
    [one] { $gained } unit becomes green
   *[other] { $gained } units become green
}, { $lost ->
    [one] { $lost } unit is no longer green
   *[other] { $lost } units are no longer green
}; { $waiting ->
    [one] { $waiting } item is still awaiting review.
   *[other] { $waiting } items are still awaiting review.
}
publish-sum-ended = Units that no longer exist and are not counted any more: { $number }, of which green: { $green }.
publish-missing = { $number ->
    [one] { $number } unit has no data yet.
   *[other] { $number } units have no data yet.
}
publish-simulated = This release will be marked SIMULATED DATA.
publish-new-title = Publish a new release
publish-new-how = A release is final: it can’t be edited or deleted. A mistake can only be corrected by a revision with a reason.
publish-going = Publishing… No need to press again; the page changes by itself when it is done.
publish-reading = Publishing, step 1 of 3: reading the communes’ answers.
publish-counting = Publishing, step 2 of 3: working out the status, { $done } of { $all } communes.
publish-storing = Publishing, step 3 of 3: writing the release.
publish-new = Publish
publish-correct-title = Correct the latest release
publish-correct = Publish the correction
publish-reason = Reason for the correction
publish-needs-reason = Not corrected yet: a reason is needed.
publish-anyway = I know, and want to publish it all the same
publish-unchanged = Compared with the latest release no unit changes its status, and as many items are submitted and confirmed as before.
publish-empty = No unit has submitted any item: this release would be empty.
publish-needs-anyway = Nothing was published: tick the box if you want this release all the same.
publish-provinces = Provinces and cities that change
publish-no-province = No province or city changes its number of green units or its rank.
publish-province = Province or city
publish-green-before = Green before
publish-green-after = Green after
publish-rank-before = Rank before
publish-rank-after = Rank after
publish-communes = Units that change status
publish-no-commune = No unit changes status.
publish-before = Before
publish-after = After
publish-more = { $number ->
    [one] And { $number } more unit.
   *[other] And { $number } more units.
}

trail-title = Audit log
trail-how = Every change is recorded in sequence with a check code and can’t be edited or deleted.
trail-caption = Changes, newest first
trail-empty = No change matches the filter yet.
trail-at = When
trail-who = Who
trail-what = What
trail-before = Before
trail-after = After
trail-why = Reason
trail-link = Number, check code
trail-older = Older
trail-unit = Unit code (VN: the whole system)
trail-file = Download the audit log (CSV)
trail-person = User name
trail-withheld = What it says is not yours to read
trail-installation = The whole system

people-title = Accounts
people-find = Name
people-caption = Accounts in the administrator’s scope
people-name = Full name
people-roles = Roles
people-role = Role
people-scope = Scope (VN, a province code or a commune code)
people-email = E-mail (may be left empty)
people-state = State
people-open = active
people-invited = invited
people-closed = locked
people-second-factor = two-factor
people-sessions = Sessions
people-act = Actions
people-reset = Issue a link to set the password
people-end-sessions = End all sessions
people-close = Lock
people-reopen = Unlock
people-invite = Invite a user
people-invite-how = The system makes a one-time link with which the invited person sets a password.
people-invite-go = Make the invitation

role-officer = Commune officer
role-leader = Commune leader
role-reviewer = Reviewer
role-sector = Sector department
role-committee = Steering committee member
role-secretary = Steering committee secretary
role-inspector = Inspection Commission
role-administrator = Administrator

autosave-saved = Saved at
autosave-saving = Saving…
autosave-again = The draft is saved. The button pressed while the line was down has done nothing, and a file or document number beside the text has not been sent: press it again.
autosave-unsaved = Not saved yet. The text is still on this computer; the page will send it again by itself.
autosave-conflict = This item was just saved elsewhere. Press Save to see both versions and choose; your text is still here.
autosave-ended = Your session has ended. The text is still on this computer; sign in again in another window and the page will send it.
autosave-unkept = Not saved, and this browser could not keep a copy. Do not close or leave this page; it will send the text again by itself.
autosave-ended-unkept = Your session has ended, the text is not saved, and this browser could not keep a copy. Do not close or leave this page; sign in again in another window and the page will send it.
autosave-refused = The server did not accept this text, so it is not saved. Press Save to see why.
autosave-restored = Text that had not been sent was brought back from this computer.
unsent-number = Items not sent from this computer:
unsent-leave = Some text on this computer has not been sent. If you sign out now, it stays locked on this computer and only this account can open it again. Sign out anyway?

problem-taken = somebody has this name already; choose another one
problem-not-a-name = use only a–z, 0–9 and . _ - @, at most 64 characters
problem-not-a-scope = needs VN, or the code of a province or commune that exists and goes with the role
