-- Pages whose workers were ended from outside: no guilt, but a count, so that it ends some day.

alter table task_page add bad_luck int not null default 0;

-- A verdict on a worker comes after the page has left it.
create index task_page_attempt_of_silent on task_page_attempt (worker)
  where cause = 'worker-silent';
