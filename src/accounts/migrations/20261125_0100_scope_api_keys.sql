-- A key may be given less than its user may (null: all of it), an end, and a new secret while the old one still works for a while.
-- `exposed_at` is when it was last seen in a browser page, where no key may be.
alter table api_keys
  add column scopes text[],
  add column expires_at timestamptz,
  add column is_test boolean not null default false,
  add column old_key_hash text collate "C",
  add column old_key_until timestamptz,
  add column rotated_at timestamptz,
  add column exposed_at timestamptz;

-- How many calls of programs a minute the account lets through. People may choose up to 6,000; whoever runs the installation may give more.
alter table accounts add column calls_per_minute integer not null default 180 check (calls_per_minute between 10 and 1000000);
