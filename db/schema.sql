-- Generated from the migrations; do not edit. `npm run schema` writes it, the tests compare it.

create extension btree_gin;

create sequence account_ids;
create sequence batch_ids;
create sequence event_ids;

create table account_clocks (
  account_id bigint not null,
  offset_ms bigint not null default 0,
  PRIMARY KEY (account_id)
);

create table accounts (
  account_id bigint not null,
  name text not null,
  kind text not null,
  mode text not null default 'practising'::text,
  parent_account_id bigint,
  owner_user_id bigint,
  time_zone text not null default 'UTC'::text,
  locale text not null default 'en'::text,
  currency text not null default 'USD'::text,
  country text,
  postal_address text not null default ''::text,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['operator'::text, 'client'::text, 'sandbox'::text]))),
  CHECK ((mode = ANY (ARRAY['practising'::text, 'live'::text]))),
  PRIMARY KEY (account_id)
);

create table counters (
  account_id bigint not null,
  name text not null,
  next_id bigint not null default 1,
  PRIMARY KEY (account_id, name)
);

create table event_batches (
  account_id bigint not null,
  follower text not null,
  batch_id bigint not null,
  kinds text[] not null,
  recorded_at timestamp with time zone not null default now(),
  attempts integer not null default 0,
  failed_at timestamp with time zone,
  failure text,
  PRIMARY KEY (account_id, follower, batch_id)
);

create table events (
  account_id bigint not null,
  id bigint not null default nextval('event_ids'::regclass),
  retention text not null,
  recorded_at timestamp with time zone not null default now(),
  at timestamp with time zone not null,
  batch_id bigint not null,
  kind text not null,
  actor_type text not null,
  actor_id text,
  object_id integer,
  record_id bigint,
  subject_type text,
  subject_id bigint,
  cause_id bigint,
  request_id text,
  data jsonb,
  personal jsonb,
  CHECK ((retention = ANY (ARRAY['behaviour'::text, 'business'::text, 'proof'::text]))),
  PRIMARY KEY (account_id, id, retention, recorded_at)
) partition by LIST (retention);

create table field_values (
  account_id bigint not null,
  object_id integer not null,
  field_id integer not null,
  record_id bigint not null,
  text_value text,
  number_value double precision,
  time_value timestamp with time zone,
  PRIMARY KEY (account_id, object_id, record_id, field_id)
);

create table fields (
  account_id bigint not null,
  object_id integer not null,
  id integer not null,
  key text not null,
  label text not null,
  type text not null,
  section_id integer not null,
  "position" integer not null default 0,
  column_name text,
  options jsonb not null default '[]'::jsonb,
  parent_object_id integer,
  is_required boolean not null default false,
  is_unique boolean not null default false,
  is_read_only boolean not null default false,
  sortable boolean not null default false,
  sortable_since timestamp with time zone,
  help text not null default ''::text,
  created_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  PRIMARY KEY (account_id, object_id, id),
  UNIQUE (account_id, object_id, key)
);

create table migrations (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

create table notes (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  body text not null,
  author_id bigint,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (account_id, id)
);

create table objects (
  account_id bigint not null,
  id integer not null,
  key text not null,
  singular text not null,
  plural text not null,
  icon text not null default 'box'::text,
  description text not null default ''::text,
  is_custom boolean not null default true,
  person boolean not null default false,
  "position" integer not null default 0,
  created_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, key)
);

create table record_tags (
  account_id bigint not null,
  object_id integer not null,
  tag_id bigint not null,
  record_id bigint not null,
  added_at timestamp with time zone not null,
  PRIMARY KEY (account_id, object_id, tag_id, record_id)
);

create table records (
  account_id bigint not null,
  object_id integer not null,
  id bigint not null,
  unique_id text not null,
  owner_id bigint,
  name text not null default ''::text,
  name_key text not null default ''::text,
  email text,
  sms_number text,
  email_status smallint not null default 0,
  sms_status smallint not null default 0,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  last_activity_at timestamp with time zone,
  deleted_at timestamp with time zone,
  import_id bigint,
  version integer not null default 1,
  "values" jsonb not null default '{}'::jsonb,
  search tsvector,
  PRIMARY KEY (account_id, object_id, id)
);

create table roles (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  is_owner boolean not null default false,
  manager_role_id bigint,
  rights jsonb not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (account_id, id)
);

create table sections (
  account_id bigint not null,
  object_id integer not null,
  id integer not null,
  name text not null,
  "position" integer not null default 0,
  PRIMARY KEY (account_id, object_id, id)
);

create table tags (
  account_id bigint not null,
  object_id integer not null,
  id bigint not null,
  name text not null,
  name_key text not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (account_id, object_id, id),
  UNIQUE (account_id, object_id, name_key)
);

create table tasks (
  account_id bigint not null,
  id bigint not null,
  object_id integer,
  record_id bigint,
  subject text not null,
  body text not null default ''::text,
  assignee_id bigint,
  due_at timestamp with time zone,
  status text not null default 'pending'::text,
  outcome text,
  completed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  CHECK ((status = ANY (ARRAY['pending'::text, 'complete'::text, 'cancelled'::text]))),
  PRIMARY KEY (account_id, id)
);

create table unique_values (
  account_id bigint not null,
  field_id integer not null,
  value text not null,
  object_id integer not null,
  record_id bigint not null,
  PRIMARY KEY (account_id, object_id, field_id, value)
);

create table users (
  account_id bigint not null,
  id bigint not null,
  identity_id text not null,
  role_id bigint not null,
  name text not null,
  email text not null,
  created_at timestamp with time zone not null,
  left_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
);


CREATE INDEX events_batch ON ONLY public.events USING btree (account_id, batch_id);
CREATE INDEX events_cause ON ONLY public.events USING btree (account_id, cause_id) WHERE (cause_id IS NOT NULL);
CREATE INDEX events_record ON ONLY public.events USING btree (account_id, object_id, record_id, id) WHERE (record_id IS NOT NULL);
CREATE INDEX events_recorded ON ONLY public.events USING brin (recorded_at, kind);
CREATE INDEX field_values_number ON public.field_values USING btree (account_id, object_id, field_id, number_value, record_id) WHERE (number_value IS NOT NULL);
CREATE INDEX field_values_text ON public.field_values USING btree (account_id, object_id, field_id, text_value, record_id) WHERE (text_value IS NOT NULL);
CREATE INDEX field_values_time ON public.field_values USING btree (account_id, object_id, field_id, time_value, record_id) WHERE (time_value IS NOT NULL);
CREATE INDEX notes_record ON public.notes USING btree (account_id, object_id, record_id, id);
CREATE INDEX record_tags_record ON public.record_tags USING btree (account_id, object_id, record_id, tag_id);
CREATE INDEX records_email ON public.records USING btree (account_id, object_id, email, id) WHERE (deleted_at IS NULL);
CREATE INDEX records_name ON public.records USING btree (account_id, object_id, name_key, id) WHERE (deleted_at IS NULL);
CREATE INDEX records_owner ON public.records USING btree (account_id, object_id, owner_id, id) WHERE (deleted_at IS NULL);
CREATE INDEX records_search ON public.records USING gin (account_id, search) WHERE (deleted_at IS NULL);
CREATE INDEX records_updated ON public.records USING btree (account_id, object_id, updated_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_assignee ON public.tasks USING btree (account_id, assignee_id, status, due_at, id);
CREATE INDEX tasks_record ON public.tasks USING btree (account_id, object_id, record_id, id);
CREATE INDEX unique_values_record ON public.unique_values USING btree (account_id, object_id, record_id);
CREATE INDEX users_identity ON public.users USING btree (account_id, identity_id);
CREATE INDEX users_identity_everywhere ON public.users USING btree (identity_id);

create policy scan on account_clocks for select to quayside_scan using (true);
create policy tenant on account_clocks for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on accounts for select to quayside_scan using (true);
create policy tenant on accounts for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on counters for select to quayside_scan using (true);
create policy tenant on counters for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on event_batches for select to quayside_scan using (true);
create policy tenant on event_batches for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on events for select to quayside_scan using (true);
create policy tenant on events for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on field_values for select to quayside_scan using (true);
create policy tenant on field_values for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on fields for select to quayside_scan using (true);
create policy tenant on fields for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on notes for select to quayside_scan using (true);
create policy tenant on notes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on objects for select to quayside_scan using (true);
create policy tenant on objects for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on record_tags for select to quayside_scan using (true);
create policy tenant on record_tags for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on records for select to quayside_scan using (true);
create policy tenant on records for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on roles for select to quayside_scan using (true);
create policy tenant on roles for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on sections for select to quayside_scan using (true);
create policy tenant on sections for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on tags for select to quayside_scan using (true);
create policy tenant on tags for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on tasks for select to quayside_scan using (true);
create policy tenant on tasks for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on unique_values for select to quayside_scan using (true);
create policy tenant on unique_values for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on users for select to quayside_scan using (true);
create policy tenant on users for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));

grant delete, insert, select, update on account_clocks to quayside_app;
grant select on account_clocks to quayside_scan;
grant delete, insert, select, update on accounts to quayside_app;
grant select on accounts to quayside_scan;
grant delete, insert, select, update on counters to quayside_app;
grant select on counters to quayside_scan;
grant delete, insert, select, update on event_batches to quayside_app;
grant select on event_batches to quayside_scan;
grant insert, select on events to quayside_app;
grant select on events to quayside_scan;
grant delete, insert, select, update on field_values to quayside_app;
grant select on field_values to quayside_scan;
grant delete, insert, select, update on fields to quayside_app;
grant select on fields to quayside_scan;
grant delete, insert, select, update on notes to quayside_app;
grant select on notes to quayside_scan;
grant delete, insert, select, update on objects to quayside_app;
grant select on objects to quayside_scan;
grant delete, insert, select, update on record_tags to quayside_app;
grant select on record_tags to quayside_scan;
grant delete, insert, select, update on records to quayside_app;
grant select on records to quayside_scan;
grant delete, insert, select, update on roles to quayside_app;
grant select on roles to quayside_scan;
grant delete, insert, select, update on sections to quayside_app;
grant select on sections to quayside_scan;
grant delete, insert, select, update on tags to quayside_app;
grant select on tags to quayside_scan;
grant delete, insert, select, update on tasks to quayside_app;
grant select on tasks to quayside_scan;
grant delete, insert, select, update on unique_values to quayside_app;
grant select on unique_values to quayside_scan;
grant delete, insert, select, update on users to quayside_app;
grant select on users to quayside_scan;

CREATE OR REPLACE FUNCTION public.accounts_with_batches()
 RETURNS TABLE(account_id bigint, follower text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct b.account_id, b.follower from event_batches b where b.failed_at is null
$function$
;

CREATE OR REPLACE FUNCTION public.enqueue_job(job_name text, payload json, run_at timestamp with time zone, job_key text, max_attempts integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform graphile_worker.add_job(
    identifier => job_name, payload => payload, run_at => coalesce(run_at, now()), job_key => job_key, max_attempts => max_attempts);
end
$function$
;

CREATE OR REPLACE FUNCTION public.make_event_partitions(months integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  class text;
  first_day date;
begin
  foreach class in array array['behaviour', 'business', 'proof'] loop
    for step in -1..months loop
      first_day := date_trunc('month', now())::date + make_interval(months => step);
      execute format(
        'create table if not exists %I partition of %I for values from (%L) to (%L)',
        format('events_%s_%s', class, to_char(first_day, 'YYYY_MM')), 'events_' || class,
        first_day, (first_day + interval '1 month')::date);
    end loop;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION public.make_event_partitions_ahead()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$ select make_event_partitions(3) $function$
;

CREATE OR REPLACE FUNCTION public.protect_tenant_table(tenant_table regclass, rights text DEFAULT 'select, insert, update, delete'::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format(
    'create policy tenant on %s to quayside_app
       using (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint)
       with check (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint)', tenant_table);
  execute format('create policy scan on %s for select to quayside_scan using (true)', tenant_table);
  execute format('grant %s on %s to quayside_app', rights, tenant_table);
  execute format('grant select on %s to quayside_scan', tenant_table);
end
$function$
;

