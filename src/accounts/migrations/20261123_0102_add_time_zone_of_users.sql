-- By whose clock a user's days and hours are meant; the account's where it is null.
alter table users add column time_zone text;
