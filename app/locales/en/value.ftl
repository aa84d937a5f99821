# How answers, thresholds and the reason of a status read in words.

value-yes = Yes
value-no = Not yet
value-preparing = In preparation
value-nothing = no data yet
value-dated = { $answer }, last done on { $date }
value-with-amount = { $answer }, { $amount }
value-items-all = all items ({ $have })
value-items-some = { $have } items; missing: { $missing }

value-asks-yes-no = Yes or not yet
value-asks-three = Yes, in preparation or not yet
value-asks-date = Yes or not yet, and the date it was last done
value-asks-number = Yes or not yet, and the number measured ({ $unit })
value-asks-counts = Two counts: { $part }; { $whole }
value-asks-ratio = Two counts, may exceed { PERCENT(100) }: { $part }; { $whole }
value-asks-yes-counts = Yes or not yet, and two counts: { $part }; { $whole }
value-asks-items = A count of each item: { $items }

value-pass-yes = “Yes”
value-pass-date = { $n ->
    [one] “Yes”, last done within { $days } day
   *[other] “Yes”, last done within { $days } days
}
value-pass-yes-least = “Yes” and at least { $least }
value-pass-all = the full { $all }
value-pass-least = at least { $least }
value-pass-items = { $n ->
    [one] the { $count } item
   *[other] all { $count } items
}

value-near-preparing = “In preparation”
value-near-date = { $n ->
    [one] “Yes”, but last done more than { $days } day ago
   *[other] “Yes”, but last done more than { $days } days ago
}
value-near-yes-below = “Yes”, but below { $below }
value-near-between = from { $from } to below { $below }
value-near-yes-between = “Yes” and from { $from } to below { $below }
value-near-items = { $n ->
    [one] at most { $count } item short
   *[other] at most { $count } items short
}

value-need = needs { $pass }
value-renew = needs a new declaration with new evidence ({ $pass })
value-wait = awaiting review; the unit has nothing more to do

value-reason-met = met
value-reason-expiring = met, evidence about to expire
value-reason-awaiting = awaiting review
value-reason-near = nearly met
value-reason-lapsed = evidence expired, not yet due again
value-reason-below = below the threshold
value-reason-overdue = no data yet, past the due date
value-reason-expired = evidence expired, past the due date
value-reason-not-yet-due = no data yet, not yet due
value-reason-not-applicable = not applicable

value-why-met = Met; the evidence holds until the end of { $until }.
value-why-met-aged = Met; the latest date counts until the end of { $until }.
value-why-expiring = Met, but the evidence holds only until the end of { $until }.
value-why-expiring-aged = Met, but the latest date counts only until the end of { $until }.
value-why-awaiting = Submitted in time ({ $at }), awaiting review.
value-why-near = Near the threshold.
value-why-near-aged = The latest date counted until the end of { $until }; it has to be done again.
value-why-below = Below the threshold.
value-why-lapsed = The evidence held until the end of { $until }; it is not yet due again.
value-why-lapsed-due = The evidence held until the end of { $until }; due again: { $due }.
value-why-expired = The evidence held until the end of { $until }; the due date has passed ({ $due }).
value-why-overdue = No data yet; the due date has passed ({ $due }).
value-why-not-yet-due = No data yet; due: { $due }.
value-why-nothing-asked = No data yet; no campaign has asked for it.
value-why-not-applicable = Does not apply to this unit, approved { $at }; counted neither in the numerator nor in the denominator.
value-why-pending = New data submitted { $at }, awaiting review.
value-why-pending-late = New data submitted { $at }, after the due date; awaiting review.
value-why-due = Due: { $due }.
value-why-due-passed = The due date has passed ({ $due }).
backing-document = A document is attached
backing-system = Seen in the system
backing-on-site = Seen on site
backing-paper = Seen on paper
backing-earlier = Confirmed before evidence was required

# Sentences that the program writes into data.
written-carried = Unchanged since the figures of { $date }.
written-simulated-source = Simulated figures of the trial version, not figures of telecommunications companies
