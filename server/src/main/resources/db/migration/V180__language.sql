-- In which language a person wants pages and e-mails; null: as their browser says.
alter table person add language text check (language in ('ENGLISH', 'TAMIL', 'HINDI'));
