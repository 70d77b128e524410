-- What a recognised text was made from, besides engine, version, model, language and options.
alter table revision
    add column recipe      text,   -- digest of models, profile and preparation; null: the engine says none
    add column preparation text,   -- what was done to the image before, key=value
    add column note        text;   -- for people: how the text came about if not in the usual way
