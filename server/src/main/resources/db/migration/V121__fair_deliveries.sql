create index delivery_due_by_person on delivery (person_id, next_at) where next_at is not null;
