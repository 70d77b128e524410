-- Trials, second opinions and suggestions are few among the tasks that make the pages' texts.
create index task_of_other_purposes on task (purpose, id desc) where purpose <> 'text';
