-- What a person says of a change, and how many words it touched.

alter table revision
    add column summary       text,
    add column words_changed int;                     -- null: not counted
