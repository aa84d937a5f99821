# Correspondence between commune and province, notices, the daily mail, public evidence.

questions-title = Correspondence
questions-lead = Difficulties that communes reported and items to be explained, late ones first.
questions-none = No difficulty and no request for an explanation is open.
questions-caption = Open difficulties and requests for explanations
questions-kind = Kind
questions-state = State
questions-due = Reply due

talk-title = Correspondence about { $criterion }, { $unit }
talk-to-item = Show this item
talk-beside = Correspondence about this item
talk-go = Write or reply
talk-none = Nothing was written yet.
talk-who = { $name } ({ $role }), { $at }
talk-due = Reply due { $due }.
talk-owed = Reply owed by: { $role }. Due { $due }.
talk-difficulty = Difficulty
talk-explanation = Request for an explanation
talk-state-open = Awaiting reply
talk-state-overdue = Reply overdue
talk-state-answered = Replied to
talk-state-closed = Closed
talk-said-report = Difficulty reported
talk-said-request = Explanation requested
talk-said-reply = Reply
talk-said-explained = Explanation
talk-said-again = Asked again
talk-said-handed-over = Handed over
talk-said-closed = Closed
talk-said-note = Note
talk-words = Text
talk-do-reply = Reply
talk-do-explain = Send the explanation
talk-do-hand-to-sector = Hand over to the sector department
talk-do-hand-to-reviewer = Hand over to the reviewer
talk-do-ask-again = Ask again
talk-do-close = Close
talk-begin-report = Report a difficulty
talk-report-what = What is the difficulty, and what help is needed?
talk-report-to = To
talk-do-report = Send the report
talk-begin-request = Request an explanation
talk-request-what = What needs explaining?
talk-request-by = Reply before 17:00 on
talk-do-request = Send the request
talk-begin-note = Note
talk-note-what = Note to the other side
talk-do-note = Send the note
talk-secret = Commune and province read this page, the public does not. What was sent can’t be changed or deleted. Do not write classified information.
talk-refused = Not sent yet
talk-needs-words = Write a text of at most 2,000 characters.
talk-needs-due = Choose a day after today, within a year.
talk-changed = There is a new reply or text, perhaps sent by yourself from another window. Read it below and send again if it is still needed; what you wrote is still in the field.

done-written = Sent.
done-evidence-opened = The evidence is public now.
done-evidence-opened-later = The evidence is opened; it becomes public with a release that holds this answer.
done-evidence-closed = The evidence is no longer public.
done-mail-set = The address was saved.

expiry-days =
    { $days ->
        [0] Expires today
        [one] Valid for 1 more day
       *[other] Valid for { $days } more days
    }

notices-door =
    { $number ->
        [0] Notices
       *[other] Notices ({ $number })
    }
notices-title = Notices
notices-none = Nothing is waiting for you.
notice-unit-ended = The unit no longer exists; its checklist says which unit took its place
notice-returned =
    { $number ->
        [one] 1 item was returned, to be amended and submitted again
       *[other] { $number } items were returned, to be amended and submitted again
    }
notice-period-due =
    { $number ->
        [one] 1 required item not submitted, and the campaign is ending or overdue
       *[other] { $number } required items not submitted, and the campaign is ending or overdue
    }
notice-to-sign =
    { $number ->
        [one] 1 item awaiting the leader’s approval
       *[other] { $number } items awaiting the leader’s approval
    }
notice-explanation-wanted =
    { $number ->
        [one] 1 item is to be explained
       *[other] { $number } items are to be explained
    }
notice-difficulty-answered =
    { $number ->
        [one] 1 difficulty was replied to
       *[other] { $number } difficulties were replied to
    }
notice-expiring-soon =
    { $number ->
        [one] 1 item is about to expire
       *[other] { $number } items are about to expire
    }
notice-expiring =
    { $number ->
        [one] 1 item expires within 30 days
       *[other] { $number } items expire within 30 days
    }
notice-reviews =
    { $number ->
        [one] 1 item awaiting review
       *[other] { $number } items awaiting review
    }
notice-difficulty-open =
    { $number ->
        [one] 1 difficulty awaiting a reply
       *[other] { $number } difficulties awaiting a reply
    }
notice-explanation-answered =
    { $number ->
        [one] 1 explanation was given, to be read
       *[other] { $number } explanations were given, to be read
    }
notice-directive-open =
    { $number ->
        [one] { $number } directive of the steering committee awaiting an answer
       *[other] { $number } directives of the steering committee awaiting an answer
    }
notice-codes-guessed = Too many wrong codes were typed for this account. If it was not you, somebody knows your password: ask the administrator for a link to set a new one
notice-directive-answered =
    { $number ->
        [one] { $number } directive answered, awaiting acceptance
       *[other] { $number } directives answered, awaiting acceptance
    }
notice-ends = The earliest on { $date }.
notice-file-missing = The evidence file “{ $name }” is no longer on the server. Restore it from a backup, or ask the commune to send it again (SHA-256 { $sha256 })
notice-file-altered = The evidence file “{ $name }” on the server is no longer what was sent. Restore it from a backup, or ask the commune to send it again (SHA-256 { $sha256 })
notice-file-unreadable = The server can’t read the evidence file “{ $name }”. Check the disk and the rights of the folder (SHA-256 { $sha256 })

mail-title = Daily mail
mail-address = E-mail address
mail-how = At most one mail a day, and only when tasks are waiting. Leave it empty to get none.
mail-off = This server is not set up to send mail; the address is kept for later.
mail-refused = This is not a valid e-mail address. Enter one like name@commune.gov.vn
mail-save = Save the address
mail-subject =
    { $number ->
        [one] Xanh: 1 task waiting, { $date }
       *[other] Xanh: { $number } tasks waiting, { $date }
    }
mail-greeting = Dear { $name }, the following tasks are waiting:
mail-footer = Sent automatically, at most once a day. See everything, or stop these mails: { $address }

evidence-private = Only the commune and reviewers see it.
evidence-public = Public
evidence-open = Make this evidence public
evidence-close-open = Make it private again
evidence-close-why = Reason for making it private
evidence-close = Make it private
evidence-not-confirmed = Only evidence of a confirmed answer can be made public.
evidence-public-later = Opened; public once the confirmed answer stands in a release
evidence-status-only = Of this criterion only the status is public, so its evidence can’t be.
public-evidence = Public evidence
public-evidence-note = Chosen for the public by the reviewer. Files are downloaded, not shown in the page.
public-status-only = Only the status is public
public-hash-withheld = Of some criteria only the status is public, so the text of which the hash was taken is not shown here. The Inspection Commission and the province can check it.

corrections-title = Corrections
corrections-reason = Reason:
corrections-changed =
    { $n ->
        [one] The status or a criterion of 1 unit changed.
       *[other] The status or a criterion of { $number } units changed.
    }
corrections-cut = Only the first { $most } are listed; compare the CSV files of both revisions to see all.
