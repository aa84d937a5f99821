# Releases.

releases-name = release { $number }
releases-number-revised = { $number }, correction { $revision }
releases-title = Releases
releases-lead = { $n ->
    [one] There is { $count } release: { $newest }, as of { $at }.
   *[other] There are { $count } releases; the newest is { $newest }, as of { $at }.
}
releases-none = There is no release yet.
releases-none-why = The steering committee has published no result on this system. The first release will appear here with its as-of time, sums and hash.
releases-none-published = See what others have published
releases-list = List
releases-caption = Releases, newest first; communes, wards and special zones of the country by status
releases-col-number = Release
releases-col-as-of = As of
releases-col-period = Campaign
releases-col-set = Criteria set
releases-col-rate = Green rate
releases-col-hash = Hash
releases-due = due { $at }
releases-replaces = Replaces:
releases-simulated = (simulated data)
releases-meaning = What a release means
releases-frozen = When a release is published, every unit’s status is computed once, for its as-of time, and never changes afterwards.
releases-revised = A mistake is corrected by a new revision of the same number; the earlier one can still be read.
releases-older = Choose a release to see every page as of then; the address carries “phat-hanh” and can be cited.
releases-hash = The SHA-256 hash covers the release’s own data and the hash of every receipt; change one number and the hash differs.
releases-to-method = See the method
