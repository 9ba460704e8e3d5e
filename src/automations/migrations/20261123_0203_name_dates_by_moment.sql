-- A moment that is moved within its day is another one: what a trigger has let a record in for is the moment, of a day its first.
alter table automation_dates alter column day type timestamptz using day::timestamptz;
alter table automation_dates rename column day to occurrence;
