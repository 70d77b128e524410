-- Lists of what a person sees. A function that returns a truth is called for each row; one that returns a set is taken into
-- the statement that asks, and costs it a look into an index. Who sees what is said here alone.

create function seen_projects(viewer bigint) returns setof bigint
language sql stable as $$
    select p.id from project p
    where p.deleted_at is null
      and (p.open
           or p.created_by = viewer
           or p.id in (select m.project_id from project_member m where m.person_id = viewer)
           or exists (select from person a where a.id = viewer and a.role = 'ADMIN'))
$$;
create index project_member_of_person on project_member (person_id, project_id);

-- A task is seen by whoever sees its project; once that is gone, by its starter and administrators.
create function seen_tasks(viewer bigint) returns setof uuid
language sql stable as $$
    select t.id from task t left join project p on p.id = t.project_id and p.deleted_at is null
    where case
            when p.id is null then t.started_by = viewer
            else p.open
                 or p.created_by = viewer
                 or p.id in (select m.project_id from project_member m where m.person_id = viewer)
          end
       or exists (select from person a where a.id = viewer and a.role = 'ADMIN')
$$;

create or replace function sees_project(viewer bigint, book bigint) returns boolean
language sql stable as $$
    select exists (select from seen_projects(viewer) seen where seen = book)
$$;

-- Books in the orders in which they are shown.
create index project_by_title on project (lower(title), id);
create index project_by_edit on project (last_edit_at desc nulls last, id desc);
create index project_of_person on project (created_by, id desc);
create index project_archived on project (id desc) where archived_at is not null;
-- How many pages of a book have which status is counted in this index alone.
create index page_by_status on page (project_id, status);

-- Whom the operator's own token acts as is asked with each of its requests.
create index person_administrator on person (id) where role = 'ADMIN' and disabled_at is null;
