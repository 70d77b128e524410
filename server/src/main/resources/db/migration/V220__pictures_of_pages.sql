-- Pictures that a page had before: turned, or replaced by another scan. They stay, so that turning back brings the
-- very same file back and a replacement can be undone.

create table page_picture (
    page_id    bigint not null references page (id) on delete cascade,
    picture    int not null,                          -- 0: the one it came with, then one more for each replacement
    rotation   smallint not null check (rotation in (0, 90, 180, 270)),  -- clockwise, from as it came
    image_file text not null,
    media_type text not null,
    image_hash text not null,
    byte_count bigint not null,
    width      int not null,
    height     int not null,
    dpi        int not null,
    left_at    timestamptz not null,                  -- when the page last went on to another one
    primary key (page_id, picture, rotation)
);

alter table page
    add column picture  int not null default 0,
    add column rotation smallint not null default 0;

-- Whose places a text's boxes are; another than the page's own: the text is of an earlier picture.
alter table revision add column picture int not null default 0;
