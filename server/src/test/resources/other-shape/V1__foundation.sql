create table person (id bigint);
