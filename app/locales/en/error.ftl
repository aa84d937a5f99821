# The error page: what happened, what is allowed, where to go.

error-unit = There is no such unit
error-unit-what = No unit has the code “{ $code }”.
error-unit-why = Codes of provinces and cities have 2 digits, those of communes, wards and special zones 5, as in the list from 1 July 2025. Units merged before have no page of their own. Search by name below.
error-release = There is no such release
error-release-what = There is no release “{ $id }”.
error-release-why = A release is never deleted; the number in the address may be mistyped.
error-receipt = There is no such receipt
error-receipt-what = There is no receipt “{ $id }”.
error-receipt-why = A receipt's name is made of a release and a unit's code. The page of the unit links to its receipt.
error-page = There is no such page
error-page-what = There is no page at “{ $path }”.
error-page-why = The address may be mistyped or cut short.
error-parameter = A value in the address can't be used
error-parameter-what = “{ $name }” in the address has the value “{ $value }”, which this page does not know.
error-allowed = Choose one of these:
error-without = See the page without it
error-release-form = “phat-hanh” takes the number of a release, in the form: { $forms }.
error-newest = See the page as of the newest release
error-unavailable = Not available just now
error-unavailable-what = The data store does not answer, so this page can't be shown now.
error-unavailable-why = What has been published is safe. Load the page again in a few minutes.
error-home = To the page of the whole country
error-ranking = See the ranking of provinces and cities
error-releases = See the releases
