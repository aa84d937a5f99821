# Method: how a status comes about.

method-title = Method
method-lead = { $n ->
    [one] Criteria set { $version } has { $required } required criterion in { $groups } groups; a commune, ward or special zone is green once it meets it.
   *[other] Criteria set { $version } has { $required } required criteria in { $groups } groups; a commune, ward or special zone is green once it meets all of them.
}
method-inferred = We inferred this set from public reports; it is not an official text.
method-official = Legal basis: { $legal }.
method-valid-from = In use from { $date }.
method-reworded = Wording last revised on { $date }; what the set means has not changed.
method-contents = Contents
method-colours = Colour rules
method-colours-caption = Colour rules of criteria set { $version }
method-col-status = Status
method-col-criterion = A criterion
method-col-commune = A commune, ward or special zone
method-criterion-green = Confirmed, passes, evidence still valid.
method-criterion-yellow = { $n ->
    [one] Submitted in time and awaiting review; or confirmed and nearly met; or met, but with evidence valid for less than { $days } more day; or evidence expired and not yet due again.
   *[other] Submitted in time and awaiting review; or confirmed and nearly met; or met, but with evidence valid for less than { $days } more days; or evidence expired and not yet due again.
}
method-criterion-red = Confirmed and not even nearly met; or not submitted by the unit when the due date has passed; or evidence expired and not renewed when the due date has passed.
method-criterion-none = Nothing submitted and not yet due; or not applicable.
method-commune-green = All required criteria are green.
method-commune-yellow = Everything else.
method-commune-red = A required criterion is overdue by the unit’s own delay; or, after the campaign’s due date, less than { $floor } of the required criteria are met.
method-commune-none = No criterion has data and nothing is due yet.
method-rule-review = A late review never makes a commune red: what was submitted in time and is awaiting review counts neither as met nor as unmet. When an answer is returned, the unit gets a new due date.
method-rule-not-applicable = A criterion that is “not applicable” needs an approved reason and is left out of both numerator and denominator.
method-rule-confirmed = Only data confirmed by someone other than the person who entered them count towards green.
method-rule-province = Provinces and cities have no colour here, only the share of their communes, wards and special zones that are green.
method-criteria = The criteria
method-criteria-note = Thresholds are compared with the exact fraction, not with the percentage shown.
method-group-inferred = The name of this group is inferred.
method-group-sourced = The name of this group is from source { $source }.
method-asked = What is asked
method-compared = How it is computed
method-compared-exact = The first count divided by the second; shown as a percentage cut to two decimals
method-pass = Passes with
method-near = Nearly met if
method-evidence = Evidence required
method-validity = Validity
method-validity-days = { $n ->
    [one] { $days } day from the date of the figures
   *[other] { $days } days from the date of the figures
}
method-system = System of record
method-ranking = Ranking
method-ranking-provinces = Provinces and cities rank by the share of their communes, wards and special zones that are green, compared as exact fractions.
method-ranking-ties = Equal shares get the same rank, and the next rank counts all those ahead: 1, 1, 1, 4. Within a rank, provinces with more units are listed first, then by name; this changes no rank.
method-ranking-floor = A province or city that has submitted less than a least share of its required items is not ranked; the share stands with each release, and releases made before there was one keep their ranks.
method-ranking-communes = Within a province, green communes, wards and special zones come first; then the share of required criteria met. Equals share a rank. Releases under the first rules also put earlier completion first.
method-ranking-versions = Ranks are never compared across two criteria sets.
method-rounding = Rounding
method-rounding-rule = A rate always stands beside its two counts and is cut to two decimals, never rounded up.
method-rounding-example = For example, { $fraction } = { $exact }…, shown as { $shown }; ordinary rounding would give { $rounded }.
method-rounding-almost = So { $fraction } is shown as { $shown }: what is not complete never reads as { $full }.
method-rounding-difference = A difference of two rates is taken between the values shown.
method-releases = What a release is
method-releases-frozen = With each publication every status is computed once, at one as-of time, numbered and kept unchanged; a correction makes a new revision and never edits the old one.
method-to-releases = List of releases
method-releases-answers = For each criterion a release takes the latest confirmed answer still valid at its as-of time, whichever campaign it was given in. Opening a new campaign erases nothing.
method-releases-receipts = Each status has a receipt with every input and a hash; anyone can compute it again.
method-simulated = What “simulated” means
method-simulated-text = This demonstration uses machine-made answers that are bound only to some published totals. The status it shows for a commune or ward is not a real result. Every page and file built on them carries the mark “Simulated data”.
method-sources = Sources
method-sources-groups = Group names with a source: { $keys }.
method-to-published = See sources and published figures
