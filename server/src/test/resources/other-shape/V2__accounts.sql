create table book (id bigint);
