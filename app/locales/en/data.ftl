# Open data.

data-title = Open data
data-lead = All figures of release { $id } can be downloaded, and reused by anyone who names the source.
data-files = Files
data-country-caption = CSV files of the whole country
data-provinces-caption = CSV files of each province or city: its communes, wards and special zones with their status; every criterion of every unit
data-col-file = File
data-col-row = One row is
data-col-province = Province or city
data-ranking = Ranking of provinces and cities
data-ranking-row = a province or city
data-rollup = Releases by month
data-rollup-row = a month
data-communes = Communes, wards, special zones
data-items = Every criterion
data-indicators = Each indicator has a file of its own on its page:
data-form = Form of the files
data-form-csv = CSV in UTF-8, separated by commas, with the names of the columns in the first line. Numbers have a decimal point; an empty cell means that there is no value.
data-form-codes = Codes of units are text with leading zeros: open the file so that your program keeps them.
data-dictionary = What each column means
data-cite = How to cite
data-cite-how = An address with “phat-hanh” names exactly one release and never changes what it shows. Cite the address of this page too:
data-citation = Xanh, release { $id }, as of { $at }. Licence: CC BY 4.0.
data-citation-simulated = Xanh, release { $id } (simulated data), as of { $at }. Licence: CC BY 4.0.
data-not = Not there yet
data-not-yet = There is no single file of every commune, ward and special zone of the country yet, and no programming interface for reading.
