-- Published figures and their sources in the three languages. What stood in `published_text` was our own short form, not
-- the words of a source: it stays, without a language, and is shown as recorded until a file says better.

ALTER TABLE source RENAME COLUMN publisher TO publisher_vi;
ALTER TABLE source ADD COLUMN publisher_en TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN publisher_ar TEXT NOT NULL DEFAULT '';
UPDATE source SET publisher_en = publisher_vi, publisher_ar = publisher_vi;
-- Title of the article in its own language, and number of the official document, where they are known.
ALTER TABLE source ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN title_lang TEXT NOT NULL DEFAULT '' CHECK (title_lang IN ('', 'vi', 'en', 'ar'));
ALTER TABLE source ADD COLUMN document TEXT NOT NULL DEFAULT '';

ALTER TABLE published_figure RENAME COLUMN scope TO scope_vi;
ALTER TABLE published_figure ADD COLUMN scope_en TEXT NOT NULL DEFAULT '';
ALTER TABLE published_figure ADD COLUMN scope_ar TEXT NOT NULL DEFAULT '';
UPDATE published_figure SET scope_en = scope_vi, scope_ar = scope_vi;
-- Words of the first source. Without a language they are not known to be verbatim.
ALTER TABLE published_figure RENAME COLUMN published_text TO words;
ALTER TABLE published_figure ADD COLUMN words_lang TEXT NOT NULL DEFAULT '' CHECK (words_lang IN ('', 'vi', 'en', 'ar'));
-- About when an undated figure was published: it orders figures and is never shown as their day.
ALTER TABLE published_figure ADD COLUMN estimated_day BIGINT;
