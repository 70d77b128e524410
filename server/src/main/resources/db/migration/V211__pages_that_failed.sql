-- The pages that failed of a task are looked at with each change that its watchers see.
create index task_page_failed on task_page (task_id, page) where status = 'FAILED';
