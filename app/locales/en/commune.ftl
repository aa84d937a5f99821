# The page of a commune, ward or special zone.

commune-lead-green = { $n ->
    [one] { $name } is green: it meets the { $required } required criterion.
   *[other] { $name } is green: it meets all { $required } required criteria.
}
commune-lead-none = { $name } has no status yet: there are no data to judge any criterion by.
commune-lead = { $n ->
    [one] { $name }: { $level }. It meets { $met } of { $required } required criteria and needs { $missing } more to be green.
   *[other] { $name }: { $level }. It meets { $met } of { $required } required criteria and needs { $missing } more to be green.
}
commune-lead-renew = { $name }: { $level }. It meets all { $required } required criteria, but evidence must be renewed to be green. Criteria concerned: { $missing }.
commune-renew = to be renewed: { $missing }
commune-none-yet = No release states the status of { $name } yet.
commune-last-known = The last status stated of { $name }: { $level }, in release { $release } of { $at }.
commune-no-release = A status is stated only once the steering committee has published its first release. This page will then show each criterion: value, threshold, date of the figures, and what remains to be done.
commune-not-in-release = The release shown has no data of this unit.
commune-to-method = See the method
commune-distance = { $n ->
    [one] { $missing } more criterion to green
   *[other] { $missing } more criteria to green
}
commune-completeness = As of { $at } (release { $release }) · items submitted: { $submitted } · items confirmed: { $confirmed }
commune-missing = What remains to be done for green
commune-rank = Rank: { $rank } of { $ranked } commune-level units in { $province }.
commune-rank-tie = { $n ->
    [one] Tied with { $others } other unit.
   *[other] Tied with { $others } other units.
}
commune-to-province = See the whole table
commune-groups = By group of criteria
commune-criteria = Each criterion
commune-criteria-caption = Confirmed value, threshold and status of each criterion. What has been submitted but not reviewed does not count.
commune-col-criterion = Criterion
commune-col-value = Value
commune-col-threshold = Needed
commune-col-status = Status
commune-col-fact = Date of the figures
commune-col-confirmed = Confirmed
commune-valid-until = valid until { $date }
commune-optional = (not required)
commune-receipt = The receipt
commune-receipt-why = lists every input that gave this status and computes it again for comparison.
commune-history = Over the releases
commune-history-note = Each entry is a release, newest first: as-of date, status, criteria met. Choose a date to see this page as it was then.
commune-nearest = Nearest units
commune-nearest-note = The communes, wards and special zones of { $place } nearest to it by distance, in a straight line between centres. Near does not mean that they share a boundary.
commune-away = { $kilometres } km away
commune-published = Published figures about this unit
commune-published-apart = Published by others and cited; they play no part in the status.
commune-red-overdue = { $n ->
    [one] Red because { $count } required criterion is past its due date.
   *[other] Red because { $count } required criteria are past their due date.
}
commune-red-share = Red because after the campaign’s due date ({ $due }) it meets less than { $floor } of the required criteria; what was submitted in time and is awaiting review is left out of this share.
commune-title = { $unit }, { $place }
commune-local = Services and infrastructure in { $name }
commune-local-source = { $day } · { $source }
commune-local-unknown = Indicators without data: { $number }
commune-to-sectors = Sectors of { $place }
commune-former = Before 1 July 2025 the area belonged, in whole or in part, to:
commune-former-source = From a public conversion list, not checked against each resolution.
