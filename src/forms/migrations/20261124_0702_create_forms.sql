-- Forms: what they ask, each published form of them, what people handed in, and how many looked.

-- What people edit. Publishing makes an immutable version of it; visitors only ever get a version.
create table forms (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  address text,
  document jsonb not null,
  settings jsonb not null,
  revision integer not null default 1,
  published_version integer,
  published_revision integer,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id)
);
select protect_tenant_table('forms');

-- A form as it was when it was published: the page as a template that only needs filling in, and what it asks.
create table form_versions (
  account_id bigint not null,
  form_id bigint not null,
  version integer not null,
  object_id integer not null,
  document jsonb not null,
  settings jsonb not null,
  compiled jsonb not null,
  published_at timestamptz not null,
  published_by bigint,
  primary key (account_id, form_id, version)
);
select protect_tenant_table('form_versions', 'select, insert');

-- What somebody handed in, once for each `replay_key`, however often it came. `personal` holds the answers, the words they agreed to, the page, the
-- address they wrote from and where they came from; it goes when the person is erased.
create table form_submissions (
  account_id bigint not null,
  id bigint not null,
  form_id bigint not null,
  version integer not null,
  at timestamptz not null,
  object_id integer not null,
  record_id bigint not null,
  is_new boolean not null,
  event_id bigint not null,
  replay_key text not null,
  personal jsonb,
  primary key (account_id, id),
  unique (account_id, form_id, replay_key)
);
create index form_submissions_form on form_submissions (account_id, form_id, id);
create index form_submissions_record on form_submissions (account_id, object_id, record_id, id);
select protect_tenant_table('form_submissions');

-- How often a form was looked at, begun, handed in and turned away as a machine's, by day of the account.
create table form_days (
  account_id bigint not null,
  form_id bigint not null,
  day date not null,
  views integer not null default 0,
  starts integer not null default 0,
  submissions integer not null default 0,
  refused integer not null default 0,
  primary key (account_id, form_id, day)
) with (fillfactor = 50);
select protect_tenant_table('form_days');

-- The addresses of forms in the whole installation, which have no account in them: /form/ADDRESS.
create table public_addresses (
  address text primary key,
  of_account bigint not null,
  form_id bigint not null
);
create index public_addresses_form on public_addresses (of_account, form_id);
grant select, insert, delete on public_addresses to quayside_app;
