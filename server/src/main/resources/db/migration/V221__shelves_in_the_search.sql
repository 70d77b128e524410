-- Pages are found by shelf, too: 64 books by their numbers, kept among the page's words as a negative number, so
-- that one index finds pages that have a word and are of the newest books.

update search_page set words = array[(-1 - project_id / 64)::int] || words;
comment on column search_page.words is 'ids of search_word, each once, and -1 - project_id / 64';
