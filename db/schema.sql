-- Generated from the migrations; do not edit. `npm run schema` writes it, the tests compare it.

create extension btree_gin;
create extension unaccent;

create sequence account_ids;
create sequence batch_ids;
create sequence consent_ids;
create sequence event_ids;
create sequence lead_queue_ids;
create sequence page_view_ids;
create sequence position_ids;
create sequence stale_value_ids;
create sequence webhook_intake_ids;

create table abuse_cases (
  id bigint not null generated as identity,
  source text not null,
  of_account bigint,
  state text not null default 'open'::text,
  subject text not null,
  report text,
  reporter text,
  delivery_id bigint,
  opened_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by text,
  note text,
  is_strike boolean not null default false,
  CHECK ((source = ANY (ARRAY['form'::text, 'mail'::text, 'limit'::text, 'operator'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'dismissed'::text]))),
  PRIMARY KEY (id)
);

create table acceptances (
  identity_id text not null,
  document text not null,
  version text not null,
  how text not null,
  accepted_at timestamp with time zone not null,
  CHECK ((how = ANY (ARRAY['sign-up'::text, 'invitation'::text, 'continued-use'::text]))),
  PRIMARY KEY (identity_id, document, version)
);

create table account_clocks (
  account_id bigint not null,
  offset_ms bigint not null default 0,
  PRIMARY KEY (account_id)
);

create table account_keys (
  account_id bigint not null,
  id integer not null,
  kind text not null,
  fingerprint text not null,
  public_key text not null,
  private_sealed text,
  created_at timestamp with time zone not null,
  created_by bigint,
  CHECK ((kind = ANY (ARRAY['pgp'::text, 'ssh'::text]))),
  PRIMARY KEY (account_id, id)
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
  went_live_at timestamp with time zone,
  closed_at timestamp with time zone,
  calls_per_minute integer not null default 180,
  CHECK (((calls_per_minute >= 10) AND (calls_per_minute <= 1000000))),
  CHECK ((kind = ANY (ARRAY['operator'::text, 'client'::text, 'sandbox'::text]))),
  CHECK ((mode = ANY (ARRAY['practising'::text, 'live'::text]))),
  PRIMARY KEY (account_id)
);

create table address_salts (
  account_id bigint not null,
  salt text not null,
  PRIMARY KEY (account_id)
);

create table answer_templates (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  shortcut text not null default ''::text,
  text text not null,
  user_id bigint,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (account_id, id)
);

create table api_keys (
  account_id bigint not null,
  id bigint not null,
  user_id bigint not null,
  name text not null,
  app_id text not null,
  key_hash text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  scopes text[],
  expires_at timestamp with time zone,
  is_test boolean not null default false,
  old_key_hash text,
  old_key_until timestamp with time zone,
  rotated_at timestamp with time zone,
  exposed_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
);

create table asset_copies (
  account_id bigint not null,
  asset_id bigint not null,
  width integer not null,
  height integer not null,
  size integer not null,
  bytes bytea not null,
  PRIMARY KEY (account_id, asset_id, width)
);

create table assets (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  alt text not null default ''::text,
  type text not null,
  width integer not null,
  height integer not null,
  bytes bigint not null,
  hash text not null,
  source text,
  uploaded_by bigint,
  created_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
);

create table auth_credentials (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
);

create table auth_sessions (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null default now(),
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (token)
);

create table auth_users (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (email)
);

create table auth_verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (id)
);

create table automation_dates (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  automation_id bigint not null,
  trigger_id integer not null,
  occurrence timestamp with time zone not null,
  reached_at timestamp with time zone not null,
  PRIMARY KEY (account_id, object_id, record_id, automation_id, trigger_id, occurrence)
);

create table automation_entries (
  account_id bigint not null,
  automation_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  times integer not null,
  times_today integer not null,
  today date not null,
  reached jsonb,
  PRIMARY KEY (account_id, automation_id, object_id, record_id)
);

create table automation_flows (
  account_id bigint not null,
  automation_id bigint not null,
  step_id integer not null,
  exit smallint not null,
  day date not null,
  records bigint not null,
  last_at timestamp with time zone,
  PRIMARY KEY (account_id, automation_id, step_id, exit, day)
);

create table automation_schedules (
  account_id bigint not null,
  automation_id bigint not null,
  id integer not null,
  settings jsonb not null,
  due_at timestamp with time zone not null,
  done_until timestamp with time zone not null,
  until timestamp with time zone,
  after_id bigint not null default 0,
  PRIMARY KEY (account_id, automation_id, id)
);

create table automation_simulations (
  account_id bigint not null,
  id bigint not null,
  automation_id bigint not null,
  object_id integer not null,
  asked jsonb not null,
  revision integer not null,
  map jsonb not null,
  status text not null default 'running'::text,
  stop_asked boolean not null default false,
  chosen integer not null default 0,
  played integer not null default 0,
  found jsonb,
  record_ids bigint[] not null default '{}'::bigint[],
  user_id integer not null,
  created_at timestamp with time zone not null,
  looked_at timestamp with time zone not null,
  CHECK ((status = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text, 'failed'::text]))),
  PRIMARY KEY (account_id, id)
);

create table automation_split_wins (
  account_id bigint not null,
  automation_id bigint not null,
  step_id integer not null,
  measure text not null,
  object_id integer not null,
  record_id bigint not null,
  won_at timestamp with time zone not null,
  PRIMARY KEY (account_id, automation_id, step_id, measure, record_id)
);

create table automation_triggers (
  account_id bigint not null,
  automation_id bigint not null,
  id integer not null,
  kind text not null,
  settings jsonb not null,
  step_id integer,
  subjects bigint[],
  fields integer[],
  tests jsonb not null default '[]'::jsonb,
  PRIMARY KEY (account_id, automation_id, id)
);

create table automation_versions (
  account_id bigint not null,
  automation_id bigint not null,
  version integer not null,
  map jsonb not null,
  published_at timestamp with time zone not null,
  published_by bigint,
  watches boolean not null default false,
  name text not null default ''::text,
  note text not null default ''::text,
  transfers jsonb not null default '{}'::jsonb,
  event_id bigint,
  PRIMARY KEY (account_id, automation_id, version)
);

create table automation_winners (
  account_id bigint not null,
  automation_id bigint not null,
  step_id integer not null,
  exit smallint not null,
  chosen_at timestamp with time zone not null,
  chosen_by bigint,
  confidence integer,
  CHECK (((confidence >= 0) AND (confidence <= 10000))),
  CHECK ((exit >= 0)),
  PRIMARY KEY (account_id, automation_id, step_id)
);

create table automations (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  status text not null default 'draft'::text,
  draft jsonb not null,
  revision integer not null default 1,
  version integer,
  published_revision integer,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  form text not null default 'map'::text,
  CHECK ((form = ANY (ARRAY['map'::text, 'rule'::text]))),
  CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'paused'::text]))),
  PRIMARY KEY (account_id, id)
);

create table backup_runs (
  id bigint not null generated as identity,
  kind text not null,
  file text not null,
  machine text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  bytes bigint,
  row_count bigint,
  failure text,
  CHECK ((kind = ANY (ARRAY['nightly'::text, 'before-migration'::text, 'before-restore'::text, 'by-hand'::text, 'check'::text]))),
  PRIMARY KEY (id)
);

create table blocked_senders (
  account_id bigint not null,
  value text not null,
  blocked_by bigint,
  blocked_at timestamp with time zone not null,
  PRIMARY KEY (account_id, value)
);

create table brands (
  account_id bigint not null,
  brand jsonb not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (account_id)
);

create table broadcast_chunks (
  account_id bigint not null,
  broadcast_id bigint not null,
  chunk_no integer not null,
  first_place bigint not null,
  record_ids bigint[] not null,
  variants smallint[],
  PRIMARY KEY (account_id, broadcast_id, chunk_no)
);

create table broadcasts (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  object_id integer not null,
  purpose text not null,
  topic_id bigint,
  which jsonb not null,
  schedule jsonb not null,
  variants jsonb not null,
  test jsonb,
  state text not null,
  starts_at timestamp with time zone not null,
  started_by bigint not null,
  request_key text not null,
  event_id bigint,
  total bigint not null default 0,
  same_address bigint not null default 0,
  chunk_count integer not null default 0,
  test_chunks integer not null default 0,
  done_chunk integer not null default 0,
  last_test_letter bigint,
  queued_count bigint not null default 0,
  refused jsonb not null default '{}'::jsonb,
  decide_at timestamp with time zone,
  winner smallint,
  winner_by text,
  winner_confidence integer,
  tries integer not null default 0,
  failure text,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  last_moved_at timestamp with time zone,
  CHECK ((state = ANY (ARRAY['scheduled'::text, 'running'::text, 'paused'::text, 'stopped'::text, 'finished'::text]))),
  CHECK ((winner_by = ANY (ARRAY['hand'::text, 'measure'::text]))),
  PRIMARY KEY (account_id, id)
);

create table bulk_chunks (
  account_id bigint not null,
  run_id bigint not null,
  chunk_no integer not null,
  object_id integer not null,
  record_ids bigint[] not null,
  PRIMARY KEY (account_id, run_id, chunk_no)
);

create table bulk_failures (
  account_id bigint not null,
  run_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  reason text not null,
  PRIMARY KEY (account_id, run_id, object_id, record_id)
);

create table bulk_reservations (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  until timestamp with time zone not null,
  PRIMARY KEY (account_id, object_id, record_id)
);

create table bulk_runs (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  kind text not null,
  settings jsonb not null,
  status text not null,
  undoes_event_id bigint,
  undoes_run_id bigint,
  undone_by bigint,
  started_by bigint not null,
  actor_type text not null,
  actor_id text,
  request_key text,
  event_id bigint not null,
  total bigint not null,
  chunk_count integer not null,
  done_chunk integer not null default 0,
  done_count bigint not null default 0,
  changed_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  failed_count bigint not null default 0,
  work_ms bigint not null default 0,
  tries integer not null default 0,
  failure text,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  last_moved_at timestamp with time zone,
  CHECK ((status = ANY (ARRAY['running'::text, 'stopped'::text, 'finished'::text, 'failed'::text]))),
  PRIMARY KEY (account_id, id)
);

create table confirmation_requests (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  requested_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  asked_at timestamp with time zone not null,
  asked_count smallint not null default 1,
  PRIMARY KEY (account_id, object_id, record_id)
);

create table consents (
  account_id bigint not null,
  id bigint not null default nextval('consent_ids'::regclass),
  object_id integer not null,
  record_id bigint not null,
  channel text not null,
  state text not null,
  how text not null,
  source_id bigint,
  at timestamp with time zone not null,
  event_id bigint,
  personal jsonb,
  topic_id bigint,
  until timestamp with time zone,
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  CHECK ((how = ANY (ARRAY['user'::text, 'import'::text, 'form'::text, 'link'::text, 'api'::text, 'reply'::text, 'complaint'::text, 'preferences'::text, 'review'::text, 'merge'::text]))),
  CHECK ((state = ANY (ARRAY['given'::text, 'confirmed'::text, 'declared'::text, 'withdrawn'::text, 'requested'::text, 'paused'::text, 'continued'::text, 'rationed'::text]))),
  PRIMARY KEY (account_id, id)
);

create table conversation_drafts (
  account_id bigint not null,
  conversation_id bigint not null,
  user_id bigint not null,
  kind text not null,
  text text not null,
  updated_at timestamp with time zone not null,
  CHECK ((kind = ANY (ARRAY['answer'::text, 'note'::text]))),
  PRIMARY KEY (account_id, conversation_id, user_id)
);

create table conversation_entries (
  account_id bigint not null,
  id bigint not null,
  conversation_id bigint not null,
  kind text not null,
  at timestamp with time zone not null,
  author_id bigint,
  address text,
  name text,
  subject text,
  text text,
  quoted text,
  has_html boolean not null default false,
  attachments jsonb not null default '[]'::jsonb,
  inbound_id bigint,
  delivery_id bigint,
  message_ref text,
  is_auto boolean not null default false,
  search tsvector generated always as (search_of_text(COALESCE(text, ''::text))) stored,
  CHECK ((kind = ANY (ARRAY['in'::text, 'out'::text, 'note'::text]))),
  PRIMARY KEY (account_id, id)
);

create table conversation_reads (
  account_id bigint not null,
  conversation_id bigint not null,
  user_id bigint not null,
  entry_id bigint not null,
  PRIMARY KEY (account_id, conversation_id, user_id)
);

create table conversations (
  account_id bigint not null,
  id bigint not null,
  inbox_id bigint not null,
  channel_id bigint not null,
  object_id integer,
  record_id bigint,
  address text,
  name text,
  subject text,
  subject_key text,
  excerpt text,
  state text not null,
  snoozed_until timestamp with time zone,
  assignee_id bigint,
  is_spam boolean not null default false,
  merged_into_id bigint,
  entry_count integer not null default 0,
  news_id bigint not null default 0,
  opened_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  CHECK ((state = ANY (ARRAY['open'::text, 'waiting'::text, 'snoozed'::text, 'closed'::text]))),
  PRIMARY KEY (account_id, id)
);

create table counters (
  account_id bigint not null,
  name text not null,
  next_id bigint not null default 1,
  PRIMARY KEY (account_id, name)
);

create table default_views (
  account_id bigint not null,
  user_id bigint not null,
  object_id integer not null,
  view_id bigint not null,
  PRIMARY KEY (account_id, user_id, object_id)
);

create table deliveries (
  account_id bigint not null,
  id bigint not null,
  message_id bigint not null,
  version integer not null,
  object_id integer not null,
  record_id bigint not null,
  purpose text not null,
  status text not null,
  practising boolean not null,
  reason text,
  event_id bigint,
  queued_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  attempts smallint not null default 0,
  sent_at timestamp with time zone,
  last_opened_at timestamp with time zone,
  last_clicked_at timestamp with time zone,
  address text,
  merge_values jsonb,
  broadcast_id bigint,
  variant smallint,
  topic_id bigint,
  domain text,
  headers jsonb,
  deferred_at timestamp with time zone,
  opened_at timestamp with time zone,
  clicked_at timestamp with time zone,
  replied_at timestamp with time zone,
  bounced_at timestamp with time zone,
  bounce_class text,
  complained_at timestamp with time zone,
  unsubscribed_at timestamp with time zone,
  machine_opened_at timestamp with time zone,
  machine_clicked_at timestamp with time zone,
  clicked_links smallint[],
  burst jsonb,
  sender_domain text,
  CHECK ((status = ANY (ARRAY['queued'::text, 'captured'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'uncertain'::text, 'cancelled'::text]))),
  PRIMARY KEY (account_id, id)
);

create table duplicate_dismissals (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  other_id bigint not null,
  user_id bigint,
  at timestamp with time zone not null,
  PRIMARY KEY (account_id, object_id, record_id, other_id)
);

create table duplicate_keys (
  account_id bigint not null,
  rule_id bigint not null,
  record_id bigint not null,
  key uuid not null,
  PRIMARY KEY (account_id, rule_id, record_id)
);

create table duplicate_members (
  account_id bigint not null,
  rule_id bigint not null,
  record_id bigint not null,
  object_id integer not null,
  cluster_id bigint not null,
  score smallint not null,
  PRIMARY KEY (account_id, rule_id, record_id)
);

create table duplicate_rules (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  conditions jsonb not null,
  created_by bigint,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  status text not null default 'new'::text,
  phase text not null default 'keys'::text,
  after_id bigint not null default 0,
  after_key uuid,
  total bigint not null default 0,
  done bigint not null default 0,
  crowded jsonb not null default '[]'::jsonb,
  searched_at timestamp with time zone,
  failure text,
  tries integer not null default 0,
  last_moved_at timestamp with time zone,
  CHECK ((phase = ANY (ARRAY['keys'::text, 'clusters'::text]))),
  CHECK ((status = ANY (ARRAY['new'::text, 'searching'::text, 'stopped'::text, 'failed'::text, 'found'::text]))),
  PRIMARY KEY (account_id, id)
);

create table event_batches (
  account_id bigint not null,
  follower text not null,
  batch_id bigint not null,
  kinds text[] not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
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
  settings jsonb not null default '{}'::jsonb,
  computed_since timestamp with time zone,
  deleted_key text,
  deleted_by bigint,
  sortable_until bigint,
  PRIMARY KEY (account_id, object_id, id),
  UNIQUE (account_id, object_id, key)
);

create table file_parts (
  account_id bigint not null,
  file_id bigint not null,
  variant text not null,
  part_no integer not null,
  bytes bytea not null,
  CHECK ((variant = ANY (ARRAY['whole'::text, 'thumbnail'::text]))),
  PRIMARY KEY (account_id, file_id, variant, part_no)
);

create table file_uses (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  field_id integer not null,
  file_id bigint not null,
  released_at timestamp with time zone,
  PRIMARY KEY (account_id, object_id, record_id, field_id, file_id)
);

create table files (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  type text not null,
  size bigint not null,
  width integer,
  height integer,
  uploaded_by bigint,
  created_at timestamp with time zone not null,
  PRIMARY KEY (account_id, id)
);

create table followed_kinds (
  account_id bigint not null,
  kind text not null,
  follower text not null,
  PRIMARY KEY (account_id, kind, follower)
);

create table form_days (
  account_id bigint not null,
  form_id bigint not null,
  day date not null,
  views integer not null default 0,
  starts integer not null default 0,
  submissions integer not null default 0,
  refused integer not null default 0,
  PRIMARY KEY (account_id, form_id, day)
);

create table form_submissions (
  account_id bigint not null,
  id bigint not null,
  form_id bigint not null,
  version integer not null,
  at timestamp with time zone not null,
  object_id integer not null,
  record_id bigint not null,
  is_new boolean not null,
  event_id bigint not null,
  replay_key text not null,
  personal jsonb,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, form_id, replay_key)
);

create table form_versions (
  account_id bigint not null,
  form_id bigint not null,
  version integer not null,
  object_id integer not null,
  document jsonb not null,
  settings jsonb not null,
  compiled jsonb not null,
  published_at timestamp with time zone not null,
  published_by bigint,
  PRIMARY KEY (account_id, form_id, version)
);

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
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
);

create table group_favourites (
  account_id bigint not null,
  user_id bigint not null,
  group_id bigint not null,
  PRIMARY KEY (account_id, user_id, group_id)
);

create table group_members (
  account_id bigint not null,
  group_id bigint not null,
  record_id bigint not null,
  entered_at timestamp with time zone not null,
  PRIMARY KEY (account_id, group_id, record_id)
);

create table group_trackers (
  account_id bigint not null,
  group_id bigint not null,
  holder text not null,
  PRIMARY KEY (account_id, group_id, holder)
);

create table groups (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  name_key text not null,
  criteria jsonb not null,
  columns jsonb not null default '[]'::jsonb,
  sort text not null default 'name'::text,
  created_by bigint,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  tracked boolean not null default false,
  changes_with_time boolean not null default false,
  refreshed_at timestamp with time zone,
  problem text,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, object_id, name_key)
);

create table idempotency_keys (
  account_id bigint not null,
  actor text not null,
  key text not null,
  fingerprint text not null,
  claimed_at timestamp with time zone not null,
  status smallint,
  content_type text,
  body text,
  PRIMARY KEY (account_id, actor, key)
);

create table identity_mails (
  id bigint not null generated as identity,
  email text not null,
  kind text not null,
  subject text not null,
  body text not null,
  link text,
  failure text,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id)
);

create table identity_tries (
  key text not null,
  count integer not null,
  window_ends_at timestamp with time zone not null,
  PRIMARY KEY (key)
);

create table import_keys (
  account_id bigint not null,
  object_id integer not null,
  source text not null,
  key text not null,
  record_id bigint not null,
  import_id bigint not null,
  PRIMARY KEY (account_id, object_id, source, key)
);

create table import_originals (
  account_id bigint not null,
  import_id bigint not null,
  part_no integer not null,
  bytes bytea not null,
  PRIMARY KEY (account_id, import_id, part_no)
);

create table import_parts (
  account_id bigint not null,
  import_id bigint not null,
  part_no integer not null,
  bytes bytea not null,
  PRIMARY KEY (account_id, import_id, part_no)
);

create table import_rejects (
  account_id bigint not null,
  import_id bigint not null,
  row_no bigint not null,
  reason text not null,
  raw text not null,
  PRIMARY KEY (account_id, import_id, row_no)
);

create table import_reviews (
  account_id bigint not null,
  import_id bigint not null,
  object_id integer not null,
  state text not null,
  decides text not null default 'account'::text,
  people integer not null default 0,
  findings jsonb not null default '[]'::jsonb,
  at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by bigint,
  note text,
  CHECK ((decides = ANY (ARRAY['account'::text, 'operator'::text]))),
  CHECK ((state = ANY (ARRAY['scanning'::text, 'passed'::text, 'held'::text, 'released'::text, 'refused'::text]))),
  PRIMARY KEY (account_id, import_id)
);

create table import_rows (
  account_id bigint not null,
  import_id bigint not null,
  row_no bigint not null,
  match_key text,
  match_value text generated always as (lower("left"(btrim(match_key), 200))) stored,
  other_keys text[],
  own_key text,
  changes jsonb,
  parents jsonb,
  tags text[],
  email_says text,
  sms_says text,
  proof jsonb,
  repeats integer not null,
  create_problem text,
  reason text,
  raw text not null,
  record_id bigint,
  owner_id bigint,
  notes text[],
  PRIMARY KEY (account_id, import_id, row_no)
);

create table import_source_files (
  account_id bigint not null,
  source_id integer not null,
  id bigint not null,
  file_name text,
  file_size bigint,
  modified_at timestamp with time zone,
  sha256 text,
  status text not null,
  sentence text,
  import_id bigint,
  fetched_at timestamp with time zone not null,
  CHECK ((status = ANY (ARRAY['imported'::text, 'held'::text, 'same'::text, 'refused'::text, 'failed'::text]))),
  PRIMARY KEY (account_id, source_id, id)
);

create table import_sources (
  account_id bigint not null,
  id integer not null,
  name text not null,
  object_id integer not null,
  mapping jsonb not null,
  options jsonb not null,
  reading jsonb not null,
  columns jsonb not null,
  permission text not null,
  host text not null,
  port integer not null,
  user_name text not null,
  auth text not null,
  password_sealed text,
  host_key text,
  folder text not null,
  pattern text not null,
  when_done text not null,
  done_folder text,
  schedule jsonb not null,
  needs_encryption boolean not null,
  needs_signature boolean not null,
  sender_key text,
  paused boolean not null default false,
  next_at timestamp with time zone,
  claimed_until timestamp with time zone,
  failures integer not null default 0,
  failure text,
  last_at timestamp with time zone,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  CHECK ((auth = ANY (ARRAY['password'::text, 'key'::text]))),
  CHECK ((when_done = ANY (ARRAY['leave'::text, 'move'::text, 'delete'::text]))),
  PRIMARY KEY (account_id, id)
);

create table import_waiting (
  account_id bigint not null,
  import_id bigint not null,
  column_no integer not null,
  row_no bigint not null,
  part integer not null,
  record_id bigint not null,
  value text not null,
  asked_by bigint not null,
  PRIMARY KEY (account_id, import_id, column_no, row_no, part)
);

create table imports (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  status text not null,
  file_name text not null,
  file_size bigint not null,
  reading jsonb not null,
  columns jsonb not null,
  row_count bigint not null,
  mapping jsonb,
  options jsonb,
  permission text,
  created_by bigint,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  done_row bigint not null default 0,
  rows_read bigint not null default 0,
  created_count bigint not null default 0,
  updated_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  rejected_count bigint not null default 0,
  opted_out_count bigint not null default 0,
  event_id bigint,
  failure text,
  runner text,
  runner_until timestamp with time zone,
  runner_since timestamp with time zone,
  runner_first_row bigint,
  runner_seen timestamp with time zone,
  set_id bigint,
  after_id bigint,
  preset text,
  survey jsonb,
  made jsonb not null default '[]'::jsonb,
  parent_count bigint not null default 0,
  undo_event_id bigint,
  CHECK ((status = ANY (ARRAY['uploading'::text, 'draft'::text, 'running'::text, 'stopped'::text, 'finished'::text, 'failed'::text]))),
  PRIMARY KEY (account_id, id)
);

create table inbound_addresses (
  account_id bigint not null,
  address text not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (account_id, address)
);

create table inbound_attachments (
  account_id bigint not null,
  mail_id bigint not null,
  "position" smallint not null,
  name text not null,
  type text not null,
  size_bytes integer not null,
  content bytea not null,
  PRIMARY KEY (account_id, mail_id, "position")
);

create table inbound_mailboxes (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  purpose text not null,
  address text not null,
  host text not null,
  port integer not null,
  security text not null,
  user_name text not null,
  password_sealed text,
  folder text not null default 'INBOX'::text,
  is_paused boolean not null default false,
  uid_validity bigint,
  next_uid bigint,
  fetched_at timestamp with time zone,
  problem text,
  failures smallint not null default 0,
  due_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  created_at timestamp with time zone not null,
  CHECK ((purpose = ANY (ARRAY['people'::text, 'bounces'::text]))),
  CHECK ((security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  PRIMARY KEY (account_id, id)
);

create table inbound_mails (
  account_id bigint not null,
  id bigint not null,
  digest text not null,
  via text not null,
  mailbox_id bigint,
  channel_id bigint,
  desk text,
  kind text not null,
  object_id integer,
  record_id bigint,
  delivery_id bigint,
  event_id bigint,
  received_at timestamp with time zone not null,
  size_bytes integer not null,
  to_address text,
  from_address text,
  from_name text,
  subject text,
  message_id text,
  in_reply_to text,
  refers_to text[] not null default '{}'::text[],
  text text,
  new_text text,
  html text,
  bounce_class text,
  bounce_status text,
  diagnostic text,
  raw bytea,
  CHECK ((kind = ANY (ARRAY['bounce'::text, 'delay'::text, 'complaint'::text, 'auto_reply'::text, 'reply'::text, 'mail'::text]))),
  CHECK ((via = ANY (ARRAY['smtp'::text, 'imap'::text]))),
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, digest)
);

create table inbox_channels (
  account_id bigint not null,
  id bigint not null,
  inbox_id bigint not null,
  kind text not null,
  address text,
  from_name text not null default ''::text,
  signature text not null default ''::text,
  created_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  CHECK (((kind = 'address'::text) = (address IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['address'::text, 'replies'::text]))),
  PRIMARY KEY (account_id, id)
);

create table inboxes (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  is_for_all boolean not null,
  user_ids bigint[] not null default '{}'::bigint[],
  unknown_senders text not null default 'leave'::text,
  created_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  CHECK ((unknown_senders = ANY (ARRAY['leave'::text, 'create'::text]))),
  PRIMARY KEY (account_id, id)
);

create table installation_settings (
  name text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

create table invitations (
  account_id bigint not null,
  id bigint not null,
  email text not null,
  name text not null,
  role_id bigint not null,
  token_hash text not null,
  invited_by bigint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
);

create table lead_queue (
  account_id bigint not null,
  router_id bigint not null,
  record_id bigint not null,
  object_id integer not null,
  id bigint not null default nextval('lead_queue_ids'::regclass),
  since timestamp with time zone not null,
  cause_id bigint,
  PRIMARY KEY (account_id, router_id, record_id)
);

create table lead_router_days (
  account_id bigint not null,
  router_id bigint not null,
  user_id bigint not null,
  day date not null,
  given integer not null,
  PRIMARY KEY (account_id, router_id, user_id, day)
);

create table lead_router_members (
  account_id bigint not null,
  router_id bigint not null,
  user_id bigint not null,
  "position" integer not null,
  settings jsonb not null,
  credit integer not null default 0,
  PRIMARY KEY (account_id, router_id, user_id)
);

create table lead_routers (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  settings jsonb not null,
  revision integer not null default 1,
  last_user_id bigint,
  wakes_at timestamp with time zone not null default 'infinity'::timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
);

create table letter_batches (
  account_id bigint not null,
  id bigint not null,
  begun integer not null default 0,
  lease_until timestamp with time zone not null,
  noted integer not null default 0,
  letters bigint[] not null default '{}'::bigint[],
  addresses text[] not null default '{}'::text[],
  merge_values text[] not null default '{}'::text[],
  sender_domains text[] not null default '{}'::text[],
  PRIMARY KEY (account_id, id)
);

create table mail_health (
  account_id bigint not null,
  day date not null,
  sent integer not null default 0,
  hard_bounces integer not null default 0,
  complaints integer not null default 0,
  PRIMARY KEY (account_id, day)
);

create table mail_settings (
  account_id bigint not null,
  from_name text not null default ''::text,
  from_address text not null default ''::text,
  reply_to text not null default ''::text,
  smtp_host text not null default ''::text,
  smtp_port integer not null default 587,
  smtp_security text not null default 'starttls'::text,
  smtp_user text not null default ''::text,
  smtp_password_sealed text,
  tested_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  CHECK ((smtp_security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  PRIMARY KEY (account_id)
);

create table mail_transports (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  kind text not null,
  stream text not null,
  smtp_host text not null default ''::text,
  smtp_port integer not null default 587,
  smtp_security text not null default 'starttls'::text,
  smtp_user text not null default ''::text,
  smtp_password_sealed text,
  connections smallint not null default 10,
  pace jsonb,
  warm_up jsonb,
  is_active boolean not null default true,
  tested_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  CHECK (((connections >= 1) AND (connections <= 50))),
  CHECK ((kind = ANY (ARRAY['smtp'::text, 'direct'::text]))),
  CHECK ((smtp_security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  CHECK ((stream = ANY (ARRAY['all'::text, 'bulk'::text, 'transactional'::text, 'confirmation'::text]))),
  PRIMARY KEY (account_id, id)
);

create table mail_wishes (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  frequency text not null default 'all'::text,
  paused_until timestamp with time zone,
  language text,
  at timestamp with time zone not null,
  CHECK ((frequency = ANY (ARRAY['all'::text, 'weekly'::text, 'monthly'::text]))),
  PRIMARY KEY (account_id, object_id, record_id)
);

create table merge_moves (
  account_id bigint not null,
  merge_id bigint not null,
  place integer not null,
  merger text not null,
  what text not null,
  ids bigint[] not null,
  others bigint[],
  keys text[],
  PRIMARY KEY (account_id, merge_id, place)
);

create table merged_records (
  account_id bigint not null,
  object_id integer not null,
  merged_id bigint not null,
  survivor_id bigint not null,
  at timestamp with time zone not null,
  PRIMARY KEY (account_id, object_id, merged_id)
);

create table merges (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  survivor_id bigint not null,
  merged_id bigint not null,
  event_id bigint not null,
  run_id bigint,
  user_id bigint,
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by bigint,
  kept jsonb not null default '[]'::jsonb,
  is_open boolean not null default true,
  gate xid8,
  PRIMARY KEY (account_id, id)
);

create table message_drafts (
  account_id bigint not null,
  message_id bigint not null,
  revision integer not null,
  source jsonb not null,
  saved_at timestamp with time zone not null,
  saved_by bigint,
  PRIMARY KEY (account_id, message_id, revision)
);

create table message_versions (
  account_id bigint not null,
  message_id bigint not null,
  version integer not null,
  purpose text not null,
  subject text not null,
  html text not null,
  text text not null,
  links jsonb not null,
  merge_fields jsonb not null,
  from_name text not null,
  reply_to text not null,
  published_at timestamp with time zone not null,
  published_by bigint,
  search tsvector generated always as (search_of_text(text)) stored,
  conditions jsonb not null default '{}'::jsonb,
  sender jsonb not null default '{"from": "account"}'::jsonb,
  utm jsonb,
  topic_id bigint,
  assets bigint[] not null default '{}'::bigint[],
  html_bytes integer,
  source jsonb,
  spam_score real,
  variant_of integer,
  PRIMARY KEY (account_id, message_id, version)
);

create table messages (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  purpose text not null,
  subject text not null default ''::text,
  preheader text not null default ''::text,
  body jsonb not null,
  from_name text not null default ''::text,
  reply_to text not null default ''::text,
  revision integer not null default 1,
  published_version integer,
  published_revision integer,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  text_part text,
  sender jsonb not null default '{"from": "account"}'::jsonb,
  utm jsonb,
  topic_id bigint,
  hidden_at timestamp with time zone,
  updated_by bigint,
  CHECK ((purpose = ANY (ARRAY['bulk'::text, 'transactional'::text, 'one-to-one'::text, 'confirmation'::text]))),
  PRIMARY KEY (account_id, id)
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
  kind text not null default 'note'::text,
  call jsonb,
  pinned_at timestamp with time zone,
  search tsvector,
  CHECK ((kind = ANY (ARRAY['note'::text, 'call'::text]))),
  PRIMARY KEY (account_id, id)
);

create table notification_choices (
  account_id bigint not null,
  user_id bigint not null,
  topic text not null,
  in_app boolean not null,
  by_mail text not null,
  CHECK ((by_mail = ANY (ARRAY['at-once'::text, 'daily'::text, 'never'::text]))),
  PRIMARY KEY (account_id, user_id, topic)
);

create table notifications (
  account_id bigint not null,
  id bigint not null,
  user_id bigint not null,
  kind text not null,
  topic text not null,
  event_id bigint not null,
  event_count integer not null default 1,
  actor_id bigint,
  object_id integer,
  record_id bigint,
  subject_type text,
  subject_id bigint,
  at timestamp with time zone not null,
  in_app boolean not null,
  read_at timestamp with time zone,
  mail_at timestamp with time zone,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, user_id, event_id)
);

create table oauth_apps (
  client_id text not null,
  account_id bigint,
  name text not null,
  home_page text,
  redirect_uris text[] not null,
  secret_hash text,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  PRIMARY KEY (client_id)
);

create table oauth_codes (
  account_id bigint not null,
  code_hash text not null,
  client_id text not null,
  user_id bigint not null,
  redirect_uri text not null,
  challenge text not null,
  scopes text[] not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  grant_id bigint,
  PRIMARY KEY (account_id, code_hash)
);

create table oauth_grants (
  account_id bigint not null,
  id bigint not null,
  user_id bigint not null,
  client_id text not null,
  app_name text not null,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  ended_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
);

create table oauth_tokens (
  account_id bigint not null,
  token_hash text not null,
  grant_id bigint not null,
  kind text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['access'::text, 'refresh'::text]))),
  PRIMARY KEY (account_id, token_hash)
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

create table operator_salt (
  is_the_one boolean not null default true,
  salt text not null,
  CHECK (is_the_one),
  PRIMARY KEY (is_the_one)
);

create table operator_stops (
  account_id bigint not null,
  channel text not null,
  reason text not null,
  cause text not null,
  at timestamp with time zone not null,
  CHECK ((cause = ANY (ARRAY['operator'::text, 'complaints'::text, 'bounces'::text, 'abuse'::text]))),
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'all'::text]))),
  PRIMARY KEY (account_id, channel)
);

create table operator_suppressions (
  channel text not null,
  address_hash text not null,
  reason text not null,
  at timestamp with time zone not null,
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  CHECK ((reason = ANY (ARRAY['asked'::text, 'trap'::text, 'complaint'::text, 'imported'::text]))),
  PRIMARY KEY (channel, address_hash)
);

create table operators (
  identity_id text not null,
  since timestamp with time zone not null default now(),
  PRIMARY KEY (identity_id)
);

create table option_changes (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  field_id integer not null,
  option_id integer not null,
  into_option_id integer,
  status text not null default 'running'::text,
  actor jsonb not null,
  event_id bigint not null,
  undo_event_id bigint,
  total bigint not null,
  changed bigint not null default 0,
  looked_to bigint not null default 0,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  CHECK ((status = ANY (ARRAY['running'::text, 'done'::text, 'undoing'::text, 'undone'::text]))),
  PRIMARY KEY (account_id, id)
);

create table page_tokens (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  token text not null,
  origins text[] not null,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
);

create table page_views (
  account_id bigint not null,
  id bigint not null default nextval('page_view_ids'::regclass),
  at timestamp with time zone not null,
  visitor_id bigint,
  object_id integer,
  record_id bigint,
  begins_visit boolean not null,
  host text not null,
  path text not null,
  referrer text,
  utm jsonb,
  country text,
  PRIMARY KEY (account_id, id)
);

create table permission_settings (
  account_id bigint not null,
  double_opt_in text not null default 'off'::text,
  confirm_days integer not null default 14,
  confirmation_message_id bigint,
  confirmation_review text not null default 'standard'::text,
  confirmation_note text,
  most_a_day integer,
  most_a_week integer,
  offers_frequency boolean not null default true,
  offers_pause boolean not null default true,
  correctable_fields integer[] not null default '{}'::integer[],
  updated_at timestamp with time zone not null,
  CHECK ((confirmation_review = ANY (ARRAY['standard'::text, 'provisional'::text, 'approved'::text, 'refused'::text]))),
  CHECK ((double_opt_in = ANY (ARRAY['off'::text, 'optional'::text, 'required'::text]))),
  PRIMARY KEY (account_id)
);

create table positions (
  account_id bigint not null,
  automation_id bigint not null,
  step_id integer not null,
  id bigint not null default nextval('position_ids'::regclass),
  version integer not null,
  object_id integer not null,
  record_id bigint not null,
  state text not null,
  due_at timestamp with time zone not null,
  arrived_at timestamp with time zone not null,
  cause_id bigint,
  failure text,
  passes jsonb,
  held_due_at timestamp with time zone,
  CHECK ((state = ANY (ARRAY['ready'::text, 'waiting'::text, 'failed'::text, 'resting'::text]))),
  PRIMARY KEY (account_id, automation_id, step_id, id)
);

create table public_addresses (
  address text not null,
  of_account bigint not null,
  form_id bigint not null,
  PRIMARY KEY (address)
);

create table receiver_paces (
  account_id bigint not null,
  transport_id bigint not null,
  domain text not null,
  hour timestamp with time zone not null,
  sent_hour integer not null default 0,
  day date not null,
  sent_day integer not null default 0,
  resume_at timestamp with time zone,
  strikes smallint not null default 0,
  PRIMARY KEY (account_id, transport_id, domain)
);

create table record_links (
  account_id bigint not null,
  object_id integer not null,
  field_id integer not null,
  record_id bigint not null,
  related_id bigint not null,
  added_at timestamp with time zone not null,
  PRIMARY KEY (account_id, object_id, field_id, record_id, related_id)
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
  updated_on date not null generated always as (((updated_at AT TIME ZONE 'UTC'::text))::date) stored,
  last_activity_at timestamp with time zone,
  deleted_at timestamp with time zone,
  import_id bigint,
  version integer not null default 1,
  "values" jsonb not null default '{}'::jsonb,
  search tsvector,
  last_activity_on date generated always as (((last_activity_at AT TIME ZONE 'UTC'::text))::date) stored,
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
  CHECK ((is_owner = (manager_role_id IS NULL))),
  PRIMARY KEY (account_id, id)
);

create table saved_blocks (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  blocks jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
);

create table score_earned (
  account_id bigint not null,
  score_id bigint not null,
  record_id bigint not null,
  line_id integer not null,
  day date not null,
  amount bigint not null,
  PRIMARY KEY (account_id, score_id, record_id, line_id, day)
);

create table scores (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  field_id integer not null,
  band_field_id integer not null,
  name text not null,
  settings jsonb not null,
  revision integer not null default 1,
  recount jsonb not null default '[]'::jsonb,
  sweep_why text,
  sweep_after bigint not null default 0,
  sweep_done bigint not null default 0,
  sweep_total bigint not null default 0,
  sweep_stopped boolean not null default false,
  sweep_at timestamp with time zone not null default 'infinity'::timestamp with time zone,
  swept_day date,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  CHECK ((sweep_why = ANY (ARRAY['model'::text, 'time'::text]))),
  PRIMARY KEY (account_id, id)
);

create table search_refreshes (
  account_id bigint not null,
  object_id integer not null,
  after_id bigint not null default 0,
  PRIMARY KEY (account_id, object_id)
);

create table search_words (
  account_id bigint not null,
  word text not null,
  folded text not null,
  record_count integer not null,
  keys integer[] not null,
  PRIMARY KEY (account_id, word)
);

create table sections (
  account_id bigint not null,
  object_id integer not null,
  id integer not null,
  name text not null,
  "position" integer not null default 0,
  tab_id integer not null default 1,
  description text not null default ''::text,
  PRIMARY KEY (account_id, object_id, id)
);

create table sending_domain_keys (
  account_id bigint not null,
  domain_id bigint not null,
  selector text not null,
  private_key_sealed text not null,
  public_key text not null,
  state text not null,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  CHECK ((state = ANY (ARRAY['next'::text, 'signing'::text, 'retired'::text]))),
  PRIMARY KEY (account_id, domain_id, selector)
);

create table sending_domains (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  state text not null default 'waiting'::text,
  return_path_host text not null,
  tracking_host text not null,
  findings jsonb not null default '[]'::jsonb,
  checked_at timestamp with time zone,
  return_path_verified_at timestamp with time zone,
  tracking_verified_at timestamp with time zone,
  created_at timestamp with time zone not null,
  CHECK ((state = ANY (ARRAY['waiting'::text, 'verified'::text, 'failing'::text]))),
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, name)
);

create table sending_throttles (
  account_id bigint not null,
  channel text not null,
  per_hour integer not null,
  reason text not null,
  since timestamp with time zone not null,
  hour timestamp with time zone not null,
  used integer not null default 0,
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  PRIMARY KEY (account_id, channel)
);

create table sign_ups (
  identity_id text not null,
  company_name text not null,
  time_zone text not null,
  currency text not null,
  terms_version text not null,
  minimum_age integer not null,
  ip_address text,
  created_at timestamp with time zone not null default now(),
  FOREIGN KEY (identity_id) REFERENCES auth_users(id) ON DELETE CASCADE,
  PRIMARY KEY (identity_id)
);

create table signatures (
  account_id bigint not null,
  user_id bigint not null,
  signature text not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (account_id, user_id)
);

create table stale_values (
  account_id bigint not null,
  id bigint not null default nextval('stale_value_ids'::regclass),
  what text not null,
  object_id integer not null,
  field_id integer,
  record_id bigint,
  after_id bigint not null default 0,
  cause_id bigint,
  quiet boolean not null default false,
  gate xid8,
  CHECK ((what = ANY (ARRAY['record'::text, 'children'::text, 'all'::text]))),
  PRIMARY KEY (account_id, id)
);

create table stopped_channels (
  account_id bigint not null,
  channel text not null,
  stopped_at timestamp with time zone not null,
  reason text not null,
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  PRIMARY KEY (account_id, channel)
);

create table structure_versions (
  account_id bigint not null,
  version uuid not null,
  PRIMARY KEY (account_id)
);

create table suppressions (
  account_id bigint not null,
  channel text not null,
  address_hash text not null,
  reach text not null,
  reason text not null,
  at timestamp with time zone not null,
  form text not null default 'address'::text,
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  CHECK ((form = ANY (ARRAY['address'::text, 'digest'::text]))),
  CHECK ((reach = ANY (ARRAY['bulk'::text, 'all'::text]))),
  CHECK ((reason = ANY (ARRAY['unsubscribed'::text, 'hard_bounce'::text, 'complaint'::text, 'by_hand'::text, 'imported'::text]))),
  PRIMARY KEY (account_id, channel, address_hash)
);

create table tabs (
  account_id bigint not null,
  object_id integer not null,
  id integer not null,
  name text not null,
  "position" integer not null default 0,
  PRIMARY KEY (account_id, object_id, id)
);

create table tag_changes (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  tag_id bigint not null,
  into_tag_id bigint,
  status text not null default 'running'::text,
  actor jsonb not null,
  event_id bigint not null,
  undo_event_id bigint,
  total bigint not null,
  changed bigint not null default 0,
  looked_to bigint not null default 0,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  CHECK ((status = ANY (ARRAY['running'::text, 'done'::text, 'undoing'::text, 'undone'::text]))),
  PRIMARY KEY (account_id, id)
);

create table tags (
  account_id bigint not null,
  object_id integer not null,
  id bigint not null,
  name text not null,
  name_key text,
  created_at timestamp with time zone not null,
  merged_into bigint,
  removed_at timestamp with time zone,
  PRIMARY KEY (account_id, object_id, id),
  UNIQUE (account_id, object_id, name_key)
);

create table task_reminders (
  account_id bigint not null,
  task_id bigint not null,
  remind_at timestamp with time zone not null,
  object_id integer,
  record_id bigint,
  PRIMARY KEY (account_id, task_id, remind_at)
);

create table task_templates (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  subject text not null,
  body text not null default ''::text,
  assignee jsonb not null,
  due jsonb,
  reminders jsonb not null default '[]'::jsonb,
  outcomes jsonb not null default '[]'::jsonb,
  fields jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  PRIMARY KEY (account_id, id)
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
  template_id bigint,
  role_id bigint,
  outcome_id integer,
  ran_outcomes integer[] not null default '{}'::integer[],
  failures jsonb not null default '[]'::jsonb,
  reminders jsonb not null default '[]'::jsonb,
  recurrence jsonb,
  recurred boolean not null default false,
  note text not null default ''::text,
  completed_by bigint,
  search tsvector,
  CHECK ((status = ANY (ARRAY['pending'::text, 'complete'::text, 'cancelled'::text]))),
  PRIMARY KEY (account_id, id)
);

create table tool_access (
  account_id bigint not null,
  is_open boolean not null,
  PRIMARY KEY (account_id)
);

create table tools (
  account_id bigint not null,
  name text not null,
  is_on boolean,
  last_used_at timestamp with time zone,
  PRIMARY KEY (account_id, name)
);

create table topic_choices (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  topic_id bigint not null,
  wanted boolean not null,
  at timestamp with time zone not null,
  PRIMARY KEY (account_id, object_id, record_id, topic_id)
);

create table topics (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  description text not null default ''::text,
  names jsonb not null default '{}'::jsonb,
  is_public boolean not null default true,
  begins text not null default 'in'::text,
  "position" integer not null default 0,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  CHECK ((begins = ANY (ARRAY['in'::text, 'out'::text]))),
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

create table used_challenges (
  signature text not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (signature)
);

create table users (
  account_id bigint not null,
  id bigint not null,
  identity_id text not null,
  role_id bigint not null,
  exceptions jsonb,
  name text not null,
  email text not null,
  created_at timestamp with time zone not null,
  left_at timestamp with time zone,
  time_zone text,
  PRIMARY KEY (account_id, id)
);

create table views (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  user_id bigint not null,
  shared boolean not null default false,
  role_ids jsonb not null default '[]'::jsonb,
  "position" integer not null default 0,
  settings jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (account_id, id)
);

create table visit_settings (
  account_id bigint not null,
  is_on boolean not null default true,
  domains text[] not null default '{}'::text[],
  consent text not null,
  cookie_days integer not null,
  key_number integer not null default 1,
  seen_at timestamp with time zone,
  seen_address text,
  refused_at timestamp with time zone,
  refused_host text,
  updated_at timestamp with time zone not null,
  CHECK ((consent = ANY (ARRAY['at_once'::text, 'after_consent'::text, 'never'::text]))),
  PRIMARY KEY (account_id)
);

create table visitors (
  account_id bigint not null,
  id bigint not null,
  key_hash text not null,
  object_id integer,
  record_id bigint,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  visits integer not null,
  views integer not null,
  first jsonb not null,
  last jsonb not null,
  country text,
  region text,
  city text,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, key_hash)
);

create table webhook_deliveries (
  account_id bigint not null,
  id bigint not null,
  object_id integer,
  record_id bigint,
  made_by text not null,
  cause_id bigint,
  status text not null,
  host text not null,
  method text not null,
  url text,
  headers jsonb,
  body text,
  attempts smallint not null default 0,
  due_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  made_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  settled_at timestamp with time zone,
  took_ms integer,
  reason text,
  response_status smallint,
  response_headers jsonb,
  response_body text,
  repeats bigint,
  subscription_id bigint,
  event_kind text,
  first_tried_at timestamp with time zone,
  CHECK ((status = ANY (ARRAY['waiting'::text, 'queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'captured'::text, 'cancelled'::text]))),
  PRIMARY KEY (account_id, id)
);

create table webhook_intake (
  account_id bigint not null,
  id bigint not null default nextval('webhook_intake_ids'::regclass),
  subscription_id bigint not null,
  event_id bigint not null,
  kind text not null,
  at timestamp with time zone not null,
  actor_type text not null,
  actor_id text,
  object_id integer,
  record_id bigint,
  subject_type text,
  subject_id bigint,
  data jsonb,
  PRIMARY KEY (account_id, id)
);

create table webhook_log_settings (
  account_id bigint not null,
  taken_days integer not null,
  failed_days integer not null,
  PRIMARY KEY (account_id)
);

create table webhook_secrets (
  account_id bigint not null,
  id bigint not null,
  sealed text not null,
  made_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  subscription_id bigint,
  PRIMARY KEY (account_id, id)
);

create table webhook_subscriptions (
  account_id bigint not null,
  id bigint not null,
  url text not null,
  host text not null,
  format text not null,
  fields text not null,
  criteria_object integer,
  criteria jsonb,
  user_id bigint not null,
  state text not null,
  reason text,
  state_at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  failing_since timestamp with time zone,
  failures integer not null default 0,
  tried_at timestamp with time zone,
  tried_status smallint,
  taken_at timestamp with time zone,
  CHECK ((fields = ANY (ARRAY['all'::text, 'light'::text, 'id'::text]))),
  CHECK ((format = ANY (ARRAY['form'::text, 'json'::text]))),
  CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text]))),
  PRIMARY KEY (account_id, id)
);

create table webhook_wishes (
  account_id bigint not null,
  subscription_id bigint not null,
  place smallint not null,
  kind text not null,
  subject_id bigint,
  object_id integer,
  PRIMARY KEY (account_id, subscription_id, place)
);


CREATE INDEX abuse_cases_account ON public.abuse_cases USING btree (of_account, id) WHERE (of_account IS NOT NULL);
CREATE INDEX abuse_cases_state ON public.abuse_cases USING btree (state, id);
CREATE INDEX accounts_of_parent ON public.accounts USING btree (parent_account_id) WHERE (parent_account_id IS NOT NULL);
CREATE INDEX assets_hash ON public.assets USING btree (account_id, hash);
CREATE INDEX auth_credentials_user ON public.auth_credentials USING btree (user_id);
CREATE INDEX auth_sessions_user ON public.auth_sessions USING btree (user_id);
CREATE INDEX auth_verifications_identifier ON public.auth_verifications USING btree (identifier);
CREATE INDEX automation_dates_old ON public.automation_dates USING btree (account_id, automation_id, trigger_id, reached_at);
CREATE INDEX automation_entries_record ON public.automation_entries USING btree (account_id, object_id, record_id);
CREATE INDEX automation_schedules_due ON public.automation_schedules USING btree (account_id, due_at);
CREATE INDEX automation_simulations_map ON public.automation_simulations USING btree (account_id, automation_id, id DESC);
CREATE INDEX automation_triggers_kind ON public.automation_triggers USING btree (account_id, kind);
CREATE INDEX automation_versions_transferring ON public.automation_versions USING btree (account_id, automation_id, version) WHERE (transfers <> '{}'::jsonb);
CREATE INDEX automation_versions_watching ON public.automation_versions USING btree (account_id, automation_id, version) WHERE watches;
CREATE INDEX automations_published ON public.automations USING btree (account_id, id) WHERE (status = 'published'::text);
CREATE INDEX backup_runs_kind ON public.backup_runs USING btree (kind, finished_at DESC);
CREATE INDEX broadcasts_open ON public.broadcasts USING btree (account_id, starts_at) WHERE ((state = ANY (ARRAY['scheduled'::text, 'running'::text, 'stopped'::text])) AND (finished_at IS NULL));
CREATE INDEX bulk_failures_record ON public.bulk_failures USING btree (account_id, object_id, record_id);
CREATE INDEX bulk_runs_event ON public.bulk_runs USING btree (account_id, event_id);
CREATE INDEX bulk_runs_running ON public.bulk_runs USING btree (account_id) WHERE (status = 'running'::text);
CREATE INDEX confirmation_requests_expiry ON public.confirmation_requests USING btree (account_id, expires_at);
CREATE INDEX consents_record ON public.consents USING btree (account_id, object_id, record_id, channel, id);
CREATE INDEX conversation_entries_delivery ON public.conversation_entries USING btree (account_id, delivery_id) WHERE (delivery_id IS NOT NULL);
CREATE INDEX conversation_entries_from ON public.conversation_entries USING btree (account_id, address, at) WHERE (kind = 'in'::text);
CREATE INDEX conversation_entries_of ON public.conversation_entries USING btree (account_id, conversation_id, id);
CREATE INDEX conversation_entries_ref ON public.conversation_entries USING btree (account_id, message_ref) WHERE (message_ref IS NOT NULL);
CREATE INDEX conversation_entries_search ON public.conversation_entries USING gin (account_id, search);
CREATE INDEX conversations_address ON public.conversations USING btree (account_id, address, last_at);
CREATE INDEX conversations_assignee ON public.conversations USING btree (account_id, assignee_id, state, last_at, id) WHERE (merged_into_id IS NULL);
CREATE INDEX conversations_record ON public.conversations USING btree (account_id, object_id, record_id, last_at);
CREATE INDEX conversations_snoozed ON public.conversations USING btree (account_id, snoozed_until) WHERE (state = 'snoozed'::text);
CREATE INDEX conversations_state ON public.conversations USING btree (account_id, inbox_id, state, last_at, id) WHERE (merged_into_id IS NULL);
CREATE INDEX deliveries_broadcast ON public.deliveries USING btree (account_id, broadcast_id, status) WHERE (broadcast_id IS NOT NULL);
CREATE INDEX deliveries_due ON public.deliveries USING btree (account_id, due_at, id) WHERE (status = 'queued'::text);
CREATE INDEX deliveries_lanes ON public.deliveries USING btree (account_id, broadcast_id, purpose, due_at, id) WHERE (status = 'queued'::text);
CREATE INDEX deliveries_message ON public.deliveries USING btree (account_id, message_id, id);
CREATE INDEX deliveries_record ON public.deliveries USING btree (account_id, object_id, record_id, id);
CREATE INDEX deliveries_sent_at ON public.deliveries USING brin (sent_at) WITH (pages_per_range='32');
CREATE INDEX deliveries_status ON public.deliveries USING btree (account_id, status, id);
CREATE INDEX duplicate_dismissals_other ON public.duplicate_dismissals USING btree (account_id, object_id, other_id);
CREATE INDEX duplicate_keys_key ON public.duplicate_keys USING btree (account_id, rule_id, key, record_id);
CREATE INDEX duplicate_members_cluster ON public.duplicate_members USING btree (account_id, rule_id, cluster_id);
CREATE INDEX duplicate_members_first ON public.duplicate_members USING btree (account_id, rule_id, score DESC, cluster_id) WHERE (record_id = cluster_id);
CREATE INDEX duplicate_members_record ON public.duplicate_members USING btree (account_id, object_id, record_id);
CREATE INDEX duplicate_rules_searching ON public.duplicate_rules USING btree (account_id) WHERE (status = 'searching'::text);
CREATE INDEX events_batch ON ONLY public.events USING btree (account_id, batch_id);
CREATE INDEX events_cause ON ONLY public.events USING btree (account_id, cause_id) WHERE (cause_id IS NOT NULL);
CREATE INDEX events_record ON ONLY public.events USING btree (account_id, object_id, record_id, id) WHERE (record_id IS NOT NULL);
CREATE INDEX events_recorded ON ONLY public.events USING brin (recorded_at, kind);
CREATE INDEX field_values_number ON public.field_values USING btree (account_id, object_id, field_id, number_value, record_id) WHERE (number_value IS NOT NULL);
CREATE INDEX field_values_text ON public.field_values USING btree (account_id, object_id, field_id, text_value, record_id) WHERE (text_value IS NOT NULL);
CREATE INDEX field_values_time ON public.field_values USING btree (account_id, object_id, field_id, time_value, record_id) WHERE (time_value IS NOT NULL);
CREATE INDEX file_uses_file ON public.file_uses USING btree (account_id, file_id);
CREATE INDEX form_submissions_form ON public.form_submissions USING btree (account_id, form_id, id);
CREATE INDEX form_submissions_record ON public.form_submissions USING btree (account_id, object_id, record_id, id);
CREATE INDEX group_trackers_holder ON public.group_trackers USING btree (account_id, holder);
CREATE INDEX groups_tracked ON public.groups USING btree (account_id, id) WHERE tracked;
CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (claimed_at);
CREATE INDEX identity_mails_email ON public.identity_mails USING btree (email, id);
CREATE INDEX import_keys_record ON public.import_keys USING btree (account_id, object_id, record_id);
CREATE INDEX import_source_files_name ON public.import_source_files USING btree (account_id, source_id, file_name);
CREATE INDEX import_sources_next ON public.import_sources USING btree (account_id, next_at) WHERE (NOT paused);
CREATE INDEX imports_running ON public.imports USING btree (status, account_id) WHERE (status = 'running'::text);
CREATE INDEX inbound_addresses_address ON public.inbound_addresses USING btree (address, created_at);
CREATE INDEX inbound_mails_raw ON public.inbound_mails USING btree (received_at) WHERE (raw IS NOT NULL);
CREATE INDEX inbound_mails_received ON public.inbound_mails USING btree (account_id, received_at);
CREATE INDEX inbound_mails_record ON public.inbound_mails USING btree (account_id, object_id, record_id, id);
CREATE INDEX lead_queue_record ON public.lead_queue USING btree (account_id, object_id, record_id);
CREATE INDEX lead_queue_turn ON public.lead_queue USING btree (account_id, router_id, id);
CREATE INDEX lead_router_members_user ON public.lead_router_members USING btree (account_id, user_id);
CREATE INDEX lead_routers_wakes ON public.lead_routers USING btree (account_id, wakes_at) WHERE (deleted_at IS NULL);
CREATE INDEX mail_wishes_paused ON public.mail_wishes USING btree (account_id, object_id, paused_until) WHERE (paused_until IS NOT NULL);
CREATE INDEX merged_records_survivor ON public.merged_records USING btree (account_id, object_id, survivor_id);
CREATE INDEX merges_merged ON public.merges USING btree (account_id, object_id, merged_id);
CREATE INDEX merges_open ON public.merges USING btree (account_id) WHERE is_open;
CREATE INDEX merges_run ON public.merges USING btree (account_id, run_id, id) WHERE (run_id IS NOT NULL);
CREATE INDEX merges_survivor ON public.merges USING btree (account_id, object_id, survivor_id);
CREATE INDEX notes_record ON public.notes USING btree (account_id, object_id, record_id, id);
CREATE INDEX notes_search ON public.notes USING gin (account_id, search) WHERE (search IS NOT NULL);
CREATE INDEX notifications_at ON public.notifications USING btree (at);
CREATE INDEX notifications_mail ON public.notifications USING btree (mail_at, account_id) WHERE (mail_at IS NOT NULL);
CREATE INDEX notifications_record ON public.notifications USING btree (account_id, object_id, record_id) WHERE (record_id IS NOT NULL);
CREATE INDEX notifications_unread ON public.notifications USING btree (account_id, user_id) WHERE ((read_at IS NULL) AND in_app);
CREATE INDEX notifications_user ON public.notifications USING btree (account_id, user_id, id DESC);
CREATE INDEX oauth_apps_account ON public.oauth_apps USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX oauth_grants_user ON public.oauth_grants USING btree (account_id, user_id);
CREATE INDEX oauth_tokens_grant ON public.oauth_tokens USING btree (account_id, grant_id);
CREATE INDEX option_changes_field ON public.option_changes USING btree (account_id, object_id, field_id, id);
CREATE INDEX page_views_at ON public.page_views USING btree (account_id, at);
CREATE INDEX page_views_record ON public.page_views USING btree (account_id, object_id, record_id, at) WHERE (record_id IS NOT NULL);
CREATE INDEX page_views_visitor ON public.page_views USING btree (account_id, visitor_id) WHERE (visitor_id IS NOT NULL);
CREATE INDEX positions_due ON public.positions USING btree (account_id, automation_id, due_at);
CREATE INDEX positions_record ON public.positions USING btree (account_id, object_id, record_id, automation_id);
CREATE INDEX public_addresses_form ON public.public_addresses USING btree (of_account, form_id);
CREATE INDEX record_links_related ON public.record_links USING btree (account_id, object_id, field_id, related_id, record_id);
CREATE INDEX record_tags_record ON public.record_tags USING btree (account_id, object_id, record_id, tag_id);
CREATE INDEX records_activity ON public.records USING btree (account_id, object_id, last_activity_on, id) WHERE ((deleted_at IS NULL) AND (last_activity_on IS NOT NULL));
CREATE INDEX records_bin ON public.records USING btree (account_id, object_id, deleted_at, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX records_created ON public.records USING btree (account_id, object_id, created_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX records_email ON public.records USING btree (account_id, object_id, email, id) WHERE (deleted_at IS NULL);
CREATE INDEX records_name ON public.records USING btree (account_id, object_id, name_key, id) WHERE (deleted_at IS NULL);
CREATE INDEX records_owner ON public.records USING btree (account_id, object_id, owner_id, id) WHERE (deleted_at IS NULL);
CREATE INDEX records_search ON public.records USING gin (account_id, search) WITH (gin_pending_list_limit='16384') WHERE (deleted_at IS NULL);
CREATE INDEX records_updated ON public.records USING btree (account_id, object_id, updated_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX score_earned_day ON public.score_earned USING btree (account_id, score_id, day);
CREATE INDEX scores_sweep ON public.scores USING btree (account_id, sweep_at) WHERE (deleted_at IS NULL);
CREATE INDEX search_words_accented ON public.search_words USING btree (account_id, folded) WHERE (word <> folded);
CREATE INDEX search_words_keys ON public.search_words USING gin (account_id, keys) WITH (gin_pending_list_limit='4096');
CREATE INDEX sending_domains_tracking_host ON public.sending_domains USING btree (tracking_host) WHERE (tracking_verified_at IS NOT NULL);
CREATE INDEX stale_values_record ON public.stale_values USING btree (account_id, object_id, record_id) WHERE (what = 'record'::text);
CREATE INDEX suppressions_at ON public.suppressions USING btree (account_id, channel, at);
CREATE INDEX tag_changes_object ON public.tag_changes USING btree (account_id, object_id, id);
CREATE INDEX tags_merged ON public.tags USING btree (account_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX task_reminders_due ON public.task_reminders USING btree (account_id, remind_at);
CREATE INDEX task_reminders_record ON public.task_reminders USING btree (account_id, object_id, record_id);
CREATE INDEX tasks_assignee ON public.tasks USING btree (account_id, assignee_id, status, due_at, id);
CREATE INDEX tasks_closed ON public.tasks USING btree (account_id, assignee_id, completed_at, id) WHERE (status = 'complete'::text);
CREATE INDEX tasks_done ON public.tasks USING btree (account_id, completed_at, id) WHERE (status = 'complete'::text);
CREATE INDEX tasks_due ON public.tasks USING btree (account_id, due_at, id) WHERE (status = 'pending'::text);
CREATE INDEX tasks_of_role ON public.tasks USING btree (account_id, role_id, due_at, id) WHERE ((assignee_id IS NULL) AND (status = 'pending'::text));
CREATE INDEX tasks_record ON public.tasks USING btree (account_id, object_id, record_id, id);
CREATE INDEX tasks_recurring ON public.tasks USING btree (account_id, due_at) WHERE ((status = 'pending'::text) AND (recurrence IS NOT NULL) AND (NOT recurred));
CREATE INDEX tasks_search ON public.tasks USING gin (account_id, search) WHERE (search IS NOT NULL);
CREATE INDEX tasks_with_outcome ON public.tasks USING btree (account_id, assignee_id, outcome, completed_at, id) WHERE (status = 'complete'::text);
CREATE INDEX topic_choices_topic ON public.topic_choices USING btree (account_id, topic_id, object_id, wanted, record_id);
CREATE INDEX unique_values_record ON public.unique_values USING btree (account_id, object_id, record_id);
CREATE INDEX users_identity_everywhere ON public.users USING btree (identity_id) WHERE (left_at IS NULL);
CREATE INDEX users_role ON public.users USING btree (account_id, role_id);
CREATE INDEX views_object ON public.views USING btree (account_id, object_id, "position", id);
CREATE INDEX visitors_last ON public.visitors USING btree (account_id, last_at);
CREATE INDEX visitors_record ON public.visitors USING btree (account_id, object_id, record_id) WHERE (record_id IS NOT NULL);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (account_id, due_at, id) WHERE ((status = 'queued'::text) AND (subscription_id IS NULL));
CREATE INDEX webhook_deliveries_host ON public.webhook_deliveries USING btree (account_id, host, id);
CREATE INDEX webhook_deliveries_made ON public.webhook_deliveries USING btree (made_at);
CREATE INDEX webhook_deliveries_order ON public.webhook_deliveries USING btree (account_id, subscription_id, object_id, record_id, id) WHERE ((subscription_id IS NOT NULL) AND (status = ANY (ARRAY['waiting'::text, 'queued'::text, 'sending'::text])));
CREATE INDEX webhook_deliveries_record ON public.webhook_deliveries USING btree (account_id, object_id, record_id, id);
CREATE INDEX webhook_deliveries_sending ON public.webhook_deliveries USING btree (account_id, lease_until) WHERE (status = 'sending'::text);
CREATE INDEX webhook_deliveries_status ON public.webhook_deliveries USING btree (account_id, status, id);
CREATE INDEX webhook_deliveries_subscription ON public.webhook_deliveries USING btree (account_id, subscription_id, id) WHERE (subscription_id IS NOT NULL);
CREATE INDEX webhook_deliveries_subscription_due ON public.webhook_deliveries USING btree (account_id, subscription_id, due_at, id) WHERE ((subscription_id IS NOT NULL) AND (status = 'queued'::text));
CREATE INDEX webhook_wishes_kind ON public.webhook_wishes USING btree (account_id, kind);
CREATE UNIQUE INDEX api_keys_app ON public.api_keys USING btree (account_id, app_id);
CREATE UNIQUE INDEX broadcasts_key ON public.broadcasts USING btree (account_id, started_by, request_key);
CREATE UNIQUE INDEX bulk_runs_key ON public.bulk_runs USING btree (account_id, started_by, request_key) WHERE (request_key IS NOT NULL);
CREATE UNIQUE INDEX conversation_entries_inbound ON public.conversation_entries USING btree (account_id, inbound_id) WHERE (inbound_id IS NOT NULL);
CREATE UNIQUE INDEX inbox_channels_address ON public.inbox_channels USING btree (account_id, address) WHERE ((deleted_at IS NULL) AND (address IS NOT NULL));
CREATE UNIQUE INDEX inbox_channels_replies ON public.inbox_channels USING btree (account_id) WHERE ((deleted_at IS NULL) AND (kind = 'replies'::text));
CREATE UNIQUE INDEX invitations_token ON public.invitations USING btree (account_id, token_hash);
CREATE UNIQUE INDEX page_tokens_token ON public.page_tokens USING btree (account_id, token);
CREATE UNIQUE INDEX users_identity ON public.users USING btree (account_id, identity_id) WHERE (left_at IS NULL);

create policy scan on account_clocks for select to quayside_scan using (true);
create policy tenant on account_clocks for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on account_keys for select to quayside_scan using (true);
create policy tenant on account_keys for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on accounts for select to quayside_scan using (true);
create policy tenant on accounts for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on address_salts for select to quayside_scan using (true);
create policy tenant on address_salts for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on answer_templates for select to quayside_scan using (true);
create policy tenant on answer_templates for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on api_keys for select to quayside_scan using (true);
create policy tenant on api_keys for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on asset_copies for select to quayside_scan using (true);
create policy tenant on asset_copies for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on assets for select to quayside_scan using (true);
create policy tenant on assets for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automation_dates for select to quayside_scan using (true);
create policy tenant on automation_dates for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automation_entries for select to quayside_scan using (true);
create policy tenant on automation_entries for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automation_flows for select to quayside_scan using (true);
create policy tenant on automation_flows for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automation_schedules for select to quayside_scan using (true);
create policy tenant on automation_schedules for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automation_simulations for select to quayside_scan using (true);
create policy tenant on automation_simulations for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automation_split_wins for select to quayside_scan using (true);
create policy tenant on automation_split_wins for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automation_triggers for select to quayside_scan using (true);
create policy tenant on automation_triggers for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automation_versions for select to quayside_scan using (true);
create policy tenant on automation_versions for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automation_winners for select to quayside_scan using (true);
create policy tenant on automation_winners for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on automations for select to quayside_scan using (true);
create policy tenant on automations for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on blocked_senders for select to quayside_scan using (true);
create policy tenant on blocked_senders for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on brands for select to quayside_scan using (true);
create policy tenant on brands for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on broadcast_chunks for select to quayside_scan using (true);
create policy tenant on broadcast_chunks for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on broadcasts for select to quayside_scan using (true);
create policy tenant on broadcasts for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on bulk_chunks for select to quayside_scan using (true);
create policy tenant on bulk_chunks for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on bulk_failures for select to quayside_scan using (true);
create policy tenant on bulk_failures for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on bulk_reservations for select to quayside_scan using (true);
create policy tenant on bulk_reservations for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on bulk_runs for select to quayside_scan using (true);
create policy tenant on bulk_runs for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on confirmation_requests for select to quayside_scan using (true);
create policy tenant on confirmation_requests for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on consents for select to quayside_scan using (true);
create policy tenant on consents for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on conversation_drafts for select to quayside_scan using (true);
create policy tenant on conversation_drafts for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on conversation_entries for select to quayside_scan using (true);
create policy tenant on conversation_entries for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on conversation_reads for select to quayside_scan using (true);
create policy tenant on conversation_reads for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on conversations for select to quayside_scan using (true);
create policy tenant on conversations for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on counters for select to quayside_scan using (true);
create policy tenant on counters for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on default_views for select to quayside_scan using (true);
create policy tenant on default_views for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on deliveries for select to quayside_scan using (true);
create policy tenant on deliveries for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on duplicate_dismissals for select to quayside_scan using (true);
create policy tenant on duplicate_dismissals for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on duplicate_keys for select to quayside_scan using (true);
create policy tenant on duplicate_keys for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on duplicate_members for select to quayside_scan using (true);
create policy tenant on duplicate_members for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on duplicate_rules for select to quayside_scan using (true);
create policy tenant on duplicate_rules for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on event_batches for select to quayside_scan using (true);
create policy tenant on event_batches for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on events for select to quayside_scan using (true);
create policy tenant on events for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on events_behaviour for select to quayside_scan using (true);
create policy tenant on events_behaviour for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on events_business for select to quayside_scan using (true);
create policy tenant on events_business for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on events_proof for select to quayside_scan using (true);
create policy tenant on events_proof for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on field_values for select to quayside_scan using (true);
create policy tenant on field_values for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on fields for select to quayside_scan using (true);
create policy tenant on fields for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on file_parts for select to quayside_scan using (true);
create policy tenant on file_parts for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on file_uses for select to quayside_scan using (true);
create policy tenant on file_uses for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on files for select to quayside_scan using (true);
create policy tenant on files for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on followed_kinds for select to quayside_scan using (true);
create policy tenant on followed_kinds for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on form_days for select to quayside_scan using (true);
create policy tenant on form_days for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on form_submissions for select to quayside_scan using (true);
create policy tenant on form_submissions for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on form_versions for select to quayside_scan using (true);
create policy tenant on form_versions for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on forms for select to quayside_scan using (true);
create policy tenant on forms for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on group_favourites for select to quayside_scan using (true);
create policy tenant on group_favourites for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on group_members for select to quayside_scan using (true);
create policy tenant on group_members for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on group_trackers for select to quayside_scan using (true);
create policy tenant on group_trackers for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on groups for select to quayside_scan using (true);
create policy tenant on groups for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on idempotency_keys for select to quayside_scan using (true);
create policy tenant on idempotency_keys for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on import_keys for select to quayside_scan using (true);
create policy tenant on import_keys for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on import_originals for select to quayside_scan using (true);
create policy tenant on import_originals for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on import_parts for select to quayside_scan using (true);
create policy tenant on import_parts for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on import_rejects for select to quayside_scan using (true);
create policy tenant on import_rejects for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on import_reviews for select to quayside_scan using (true);
create policy tenant on import_reviews for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on import_source_files for select to quayside_scan using (true);
create policy tenant on import_source_files for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on import_sources for select to quayside_scan using (true);
create policy tenant on import_sources for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on import_waiting for select to quayside_scan using (true);
create policy tenant on import_waiting for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on imports for select to quayside_scan using (true);
create policy tenant on imports for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on inbound_addresses for select to quayside_scan using (true);
create policy tenant on inbound_addresses for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on inbound_attachments for select to quayside_scan using (true);
create policy tenant on inbound_attachments for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on inbound_mailboxes for select to quayside_scan using (true);
create policy tenant on inbound_mailboxes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on inbound_mails for select to quayside_scan using (true);
create policy tenant on inbound_mails for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on inbox_channels for select to quayside_scan using (true);
create policy tenant on inbox_channels for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on inboxes for select to quayside_scan using (true);
create policy tenant on inboxes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on invitations for select to quayside_scan using (true);
create policy tenant on invitations for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on lead_queue for select to quayside_scan using (true);
create policy tenant on lead_queue for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on lead_router_days for select to quayside_scan using (true);
create policy tenant on lead_router_days for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on lead_router_members for select to quayside_scan using (true);
create policy tenant on lead_router_members for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on lead_routers for select to quayside_scan using (true);
create policy tenant on lead_routers for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on letter_batches for select to quayside_scan using (true);
create policy tenant on letter_batches for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on mail_health for select to quayside_scan using (true);
create policy tenant on mail_health for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on mail_settings for select to quayside_scan using (true);
create policy tenant on mail_settings for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on mail_transports for select to quayside_scan using (true);
create policy tenant on mail_transports for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on mail_wishes for select to quayside_scan using (true);
create policy tenant on mail_wishes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on merge_moves for select to quayside_scan using (true);
create policy tenant on merge_moves for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on merged_records for select to quayside_scan using (true);
create policy tenant on merged_records for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on merges for select to quayside_scan using (true);
create policy tenant on merges for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on message_drafts for select to quayside_scan using (true);
create policy tenant on message_drafts for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on message_versions for select to quayside_scan using (true);
create policy tenant on message_versions for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on messages for select to quayside_scan using (true);
create policy tenant on messages for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on notes for select to quayside_scan using (true);
create policy tenant on notes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on notification_choices for select to quayside_scan using (true);
create policy tenant on notification_choices for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on notifications for select to quayside_scan using (true);
create policy tenant on notifications for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on oauth_codes for select to quayside_scan using (true);
create policy tenant on oauth_codes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on oauth_grants for select to quayside_scan using (true);
create policy tenant on oauth_grants for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on oauth_tokens for select to quayside_scan using (true);
create policy tenant on oauth_tokens for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on objects for select to quayside_scan using (true);
create policy tenant on objects for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on operator_stops for select to quayside_scan using (true);
create policy tenant on operator_stops for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on option_changes for select to quayside_scan using (true);
create policy tenant on option_changes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on page_tokens for select to quayside_scan using (true);
create policy tenant on page_tokens for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on page_views for select to quayside_scan using (true);
create policy tenant on page_views for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on permission_settings for select to quayside_scan using (true);
create policy tenant on permission_settings for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on positions for select to quayside_scan using (true);
create policy tenant on positions for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on receiver_paces for select to quayside_scan using (true);
create policy tenant on receiver_paces for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on record_links for select to quayside_scan using (true);
create policy tenant on record_links for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on record_tags for select to quayside_scan using (true);
create policy tenant on record_tags for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on records for select to quayside_scan using (true);
create policy tenant on records for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on roles for select to quayside_scan using (true);
create policy tenant on roles for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on saved_blocks for select to quayside_scan using (true);
create policy tenant on saved_blocks for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on score_earned for select to quayside_scan using (true);
create policy tenant on score_earned for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on scores for select to quayside_scan using (true);
create policy tenant on scores for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on search_refreshes for select to quayside_scan using (true);
create policy tenant on search_refreshes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on search_words for select to quayside_scan using (true);
create policy tenant on search_words for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on sections for select to quayside_scan using (true);
create policy tenant on sections for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on sending_domain_keys for select to quayside_scan using (true);
create policy tenant on sending_domain_keys for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on sending_domains for select to quayside_scan using (true);
create policy tenant on sending_domains for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on sending_throttles for select to quayside_scan using (true);
create policy tenant on sending_throttles for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on signatures for select to quayside_scan using (true);
create policy tenant on signatures for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on stale_values for select to quayside_scan using (true);
create policy tenant on stale_values for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on stopped_channels for select to quayside_scan using (true);
create policy tenant on stopped_channels for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on structure_versions for select to quayside_scan using (true);
create policy tenant on structure_versions for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on suppressions for select to quayside_scan using (true);
create policy tenant on suppressions for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on tabs for select to quayside_scan using (true);
create policy tenant on tabs for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on tag_changes for select to quayside_scan using (true);
create policy tenant on tag_changes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on tags for select to quayside_scan using (true);
create policy tenant on tags for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on task_reminders for select to quayside_scan using (true);
create policy tenant on task_reminders for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on task_templates for select to quayside_scan using (true);
create policy tenant on task_templates for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on tasks for select to quayside_scan using (true);
create policy tenant on tasks for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on tool_access for select to quayside_scan using (true);
create policy tenant on tool_access for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on tools for select to quayside_scan using (true);
create policy tenant on tools for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on topic_choices for select to quayside_scan using (true);
create policy tenant on topic_choices for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on topics for select to quayside_scan using (true);
create policy tenant on topics for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on unique_values for select to quayside_scan using (true);
create policy tenant on unique_values for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on users for select to quayside_scan using (true);
create policy tenant on users for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on views for select to quayside_scan using (true);
create policy tenant on views for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on visit_settings for select to quayside_scan using (true);
create policy tenant on visit_settings for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on visitors for select to quayside_scan using (true);
create policy tenant on visitors for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on webhook_deliveries for select to quayside_scan using (true);
create policy tenant on webhook_deliveries for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on webhook_intake for select to quayside_scan using (true);
create policy tenant on webhook_intake for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on webhook_log_settings for select to quayside_scan using (true);
create policy tenant on webhook_log_settings for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on webhook_secrets for select to quayside_scan using (true);
create policy tenant on webhook_secrets for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on webhook_subscriptions for select to quayside_scan using (true);
create policy tenant on webhook_subscriptions for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));
create policy scan on webhook_wishes for select to quayside_scan using (true);
create policy tenant on webhook_wishes for all to quayside_app using ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)) with check ((account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint));

grant insert, select, update on abuse_cases to quayside_app;
grant delete, insert, select, update on acceptances to quayside_app;
grant delete, insert, select, update on account_clocks to quayside_app;
grant select on account_clocks to quayside_scan;
grant delete, insert, select, update on account_keys to quayside_app;
grant select on account_keys to quayside_scan;
grant delete, insert, select, update on accounts to quayside_app;
grant select on accounts to quayside_scan;
grant insert, select on address_salts to quayside_app;
grant select on address_salts to quayside_scan;
grant delete, insert, select, update on answer_templates to quayside_app;
grant select on answer_templates to quayside_scan;
grant delete, insert, select, update on api_keys to quayside_app;
grant select on api_keys to quayside_scan;
grant delete, insert, select, update on asset_copies to quayside_app;
grant select on asset_copies to quayside_scan;
grant delete, insert, select, update on assets to quayside_app;
grant select on assets to quayside_scan;
grant delete, insert, select, update on auth_credentials to quayside_app;
grant delete, insert, select, update on auth_sessions to quayside_app;
grant delete, insert, select, update on auth_users to quayside_app;
grant delete, insert, select, update on auth_verifications to quayside_app;
grant delete, insert, select, update on automation_dates to quayside_app;
grant select on automation_dates to quayside_scan;
grant delete, insert, select, update on automation_entries to quayside_app;
grant select on automation_entries to quayside_scan;
grant delete, insert, select, update on automation_flows to quayside_app;
grant select on automation_flows to quayside_scan;
grant delete, insert, select, update on automation_schedules to quayside_app;
grant select on automation_schedules to quayside_scan;
grant delete, insert, select, update on automation_simulations to quayside_app;
grant select on automation_simulations to quayside_scan;
grant delete, insert, select, update on automation_split_wins to quayside_app;
grant select on automation_split_wins to quayside_scan;
grant delete, insert, select, update on automation_triggers to quayside_app;
grant select on automation_triggers to quayside_scan;
grant insert, select on automation_versions to quayside_app;
grant select on automation_versions to quayside_scan;
grant delete, insert, select, update on automation_winners to quayside_app;
grant select on automation_winners to quayside_scan;
grant delete, insert, select, update on automations to quayside_app;
grant select on automations to quayside_scan;
grant select on backup_runs to quayside_app;
grant delete, insert, select, update on blocked_senders to quayside_app;
grant select on blocked_senders to quayside_scan;
grant delete, insert, select, update on brands to quayside_app;
grant select on brands to quayside_scan;
grant delete, insert, select, update on broadcast_chunks to quayside_app;
grant select on broadcast_chunks to quayside_scan;
grant delete, insert, select, update on broadcasts to quayside_app;
grant select on broadcasts to quayside_scan;
grant delete, insert, select, update on bulk_chunks to quayside_app;
grant select on bulk_chunks to quayside_scan;
grant delete, insert, select, update on bulk_failures to quayside_app;
grant select on bulk_failures to quayside_scan;
grant delete, insert, select, update on bulk_reservations to quayside_app;
grant select on bulk_reservations to quayside_scan;
grant delete, insert, select, update on bulk_runs to quayside_app;
grant select on bulk_runs to quayside_scan;
grant delete, insert, select, update on confirmation_requests to quayside_app;
grant select on confirmation_requests to quayside_scan;
grant insert, select on consents to quayside_app;
grant select on consents to quayside_scan;
grant delete, insert, select, update on conversation_drafts to quayside_app;
grant select on conversation_drafts to quayside_scan;
grant delete, insert, select, update on conversation_entries to quayside_app;
grant select on conversation_entries to quayside_scan;
grant delete, insert, select, update on conversation_reads to quayside_app;
grant select on conversation_reads to quayside_scan;
grant delete, insert, select, update on conversations to quayside_app;
grant select on conversations to quayside_scan;
grant delete, insert, select, update on counters to quayside_app;
grant select on counters to quayside_scan;
grant delete, insert, select, update on default_views to quayside_app;
grant select on default_views to quayside_scan;
grant delete, insert, select, update on deliveries to quayside_app;
grant select on deliveries to quayside_scan;
grant delete, insert, select, update on duplicate_dismissals to quayside_app;
grant select on duplicate_dismissals to quayside_scan;
grant delete, insert, select, update on duplicate_keys to quayside_app;
grant select on duplicate_keys to quayside_scan;
grant delete, insert, select, update on duplicate_members to quayside_app;
grant select on duplicate_members to quayside_scan;
grant delete, insert, select, update on duplicate_rules to quayside_app;
grant select on duplicate_rules to quayside_scan;
grant delete, insert, select, update on event_batches to quayside_app;
grant select on event_batches to quayside_scan;
grant insert, select on events to quayside_app;
grant select on events to quayside_scan;
grant select on events_behaviour to quayside_app;
grant select on events_behaviour to quayside_scan;
grant select on events_business to quayside_app;
grant select on events_business to quayside_scan;
grant select on events_proof to quayside_app;
grant select on events_proof to quayside_scan;
grant delete, insert, select, update on field_values to quayside_app;
grant select on field_values to quayside_scan;
grant delete, insert, select, update on fields to quayside_app;
grant select on fields to quayside_scan;
grant delete, insert, select, update on file_parts to quayside_app;
grant select on file_parts to quayside_scan;
grant delete, insert, select, update on file_uses to quayside_app;
grant select on file_uses to quayside_scan;
grant delete, insert, select, update on files to quayside_app;
grant select on files to quayside_scan;
grant delete, insert, select, update on followed_kinds to quayside_app;
grant select on followed_kinds to quayside_scan;
grant delete, insert, select, update on form_days to quayside_app;
grant select on form_days to quayside_scan;
grant delete, insert, select, update on form_submissions to quayside_app;
grant select on form_submissions to quayside_scan;
grant insert, select on form_versions to quayside_app;
grant select on form_versions to quayside_scan;
grant delete, insert, select, update on forms to quayside_app;
grant select on forms to quayside_scan;
grant delete, insert, select, update on group_favourites to quayside_app;
grant select on group_favourites to quayside_scan;
grant delete, insert, select, update on group_members to quayside_app;
grant select on group_members to quayside_scan;
grant delete, insert, select, update on group_trackers to quayside_app;
grant select on group_trackers to quayside_scan;
grant delete, insert, select, update on groups to quayside_app;
grant select on groups to quayside_scan;
grant delete, insert, select, update on idempotency_keys to quayside_app;
grant select on idempotency_keys to quayside_scan;
grant delete, insert, select, update on identity_mails to quayside_app;
grant delete, insert, select, update on identity_tries to quayside_app;
grant delete, insert, select, update on import_keys to quayside_app;
grant select on import_keys to quayside_scan;
grant delete, insert, select, update on import_originals to quayside_app;
grant select on import_originals to quayside_scan;
grant delete, insert, select, update on import_parts to quayside_app;
grant select on import_parts to quayside_scan;
grant delete, insert, select, update on import_rejects to quayside_app;
grant select on import_rejects to quayside_scan;
grant delete, insert, select, update on import_reviews to quayside_app;
grant select on import_reviews to quayside_scan;
grant delete, insert, select on import_rows to quayside_app;
grant delete, insert, select, update on import_source_files to quayside_app;
grant select on import_source_files to quayside_scan;
grant delete, insert, select, update on import_sources to quayside_app;
grant select on import_sources to quayside_scan;
grant delete, insert, select, update on import_waiting to quayside_app;
grant select on import_waiting to quayside_scan;
grant delete, insert, select, update on imports to quayside_app;
grant select on imports to quayside_scan;
grant delete, insert, select, update on inbound_addresses to quayside_app;
grant select on inbound_addresses to quayside_scan;
grant delete, insert, select, update on inbound_attachments to quayside_app;
grant select on inbound_attachments to quayside_scan;
grant delete, insert, select, update on inbound_mailboxes to quayside_app;
grant select on inbound_mailboxes to quayside_scan;
grant delete, insert, select, update on inbound_mails to quayside_app;
grant select on inbound_mails to quayside_scan;
grant delete, insert, select, update on inbox_channels to quayside_app;
grant select on inbox_channels to quayside_scan;
grant delete, insert, select, update on inboxes to quayside_app;
grant select on inboxes to quayside_scan;
grant delete, insert, select, update on installation_settings to quayside_app;
grant delete, insert, select, update on invitations to quayside_app;
grant select on invitations to quayside_scan;
grant delete, insert, select, update on lead_queue to quayside_app;
grant select on lead_queue to quayside_scan;
grant delete, insert, select, update on lead_router_days to quayside_app;
grant select on lead_router_days to quayside_scan;
grant delete, insert, select, update on lead_router_members to quayside_app;
grant select on lead_router_members to quayside_scan;
grant delete, insert, select, update on lead_routers to quayside_app;
grant select on lead_routers to quayside_scan;
grant delete, insert, select, update on letter_batches to quayside_app;
grant select on letter_batches to quayside_scan;
grant delete, insert, select, update on mail_health to quayside_app;
grant select on mail_health to quayside_scan;
grant delete, insert, select, update on mail_settings to quayside_app;
grant select on mail_settings to quayside_scan;
grant delete, insert, select, update on mail_transports to quayside_app;
grant select on mail_transports to quayside_scan;
grant delete, insert, select, update on mail_wishes to quayside_app;
grant select on mail_wishes to quayside_scan;
grant delete, insert, select, update on merge_moves to quayside_app;
grant select on merge_moves to quayside_scan;
grant delete, insert, select, update on merged_records to quayside_app;
grant select on merged_records to quayside_scan;
grant delete, insert, select, update on merges to quayside_app;
grant select on merges to quayside_scan;
grant delete, insert, select, update on message_drafts to quayside_app;
grant select on message_drafts to quayside_scan;
grant insert, select on message_versions to quayside_app;
grant select on message_versions to quayside_scan;
grant delete, insert, select, update on messages to quayside_app;
grant select on messages to quayside_scan;
grant select on migrations to quayside_app;
grant delete, insert, select, update on notes to quayside_app;
grant select on notes to quayside_scan;
grant delete, insert, select, update on notification_choices to quayside_app;
grant select on notification_choices to quayside_scan;
grant delete, insert, select, update on notifications to quayside_app;
grant select on notifications to quayside_scan;
grant delete, insert, select, update on oauth_apps to quayside_app;
grant delete, insert, select, update on oauth_codes to quayside_app;
grant select on oauth_codes to quayside_scan;
grant delete, insert, select, update on oauth_grants to quayside_app;
grant select on oauth_grants to quayside_scan;
grant delete, insert, select, update on oauth_tokens to quayside_app;
grant select on oauth_tokens to quayside_scan;
grant delete, insert, select, update on objects to quayside_app;
grant select on objects to quayside_scan;
grant select on operator_salt to quayside_app;
grant select on operator_salt to quayside_scan;
grant delete, insert, select, update on operator_stops to quayside_app;
grant select on operator_stops to quayside_scan;
grant delete, insert, select on operator_suppressions to quayside_app;
grant select on operator_suppressions to quayside_scan;
grant delete, insert, select, update on operators to quayside_app;
grant delete, insert, select, update on option_changes to quayside_app;
grant select on option_changes to quayside_scan;
grant delete, insert, select, update on page_tokens to quayside_app;
grant select on page_tokens to quayside_scan;
grant delete, insert, select, update on page_views to quayside_app;
grant select on page_views to quayside_scan;
grant delete, insert, select, update on permission_settings to quayside_app;
grant select on permission_settings to quayside_scan;
grant delete, insert, select, update on positions to quayside_app;
grant select on positions to quayside_scan;
grant delete, insert, select on public_addresses to quayside_app;
grant delete, insert, select, update on receiver_paces to quayside_app;
grant select on receiver_paces to quayside_scan;
grant delete, insert, select, update on record_links to quayside_app;
grant select on record_links to quayside_scan;
grant delete, insert, select, update on record_tags to quayside_app;
grant select on record_tags to quayside_scan;
grant delete, insert, select, update on records to quayside_app;
grant select on records to quayside_scan;
grant delete, insert, select, update on roles to quayside_app;
grant select on roles to quayside_scan;
grant delete, insert, select, update on saved_blocks to quayside_app;
grant select on saved_blocks to quayside_scan;
grant delete, insert, select, update on score_earned to quayside_app;
grant select on score_earned to quayside_scan;
grant delete, insert, select, update on scores to quayside_app;
grant select on scores to quayside_scan;
grant delete, insert, select, update on search_refreshes to quayside_app;
grant select on search_refreshes to quayside_scan;
grant delete, insert, select, update on search_words to quayside_app;
grant select on search_words to quayside_scan;
grant delete, insert, select, update on sections to quayside_app;
grant select on sections to quayside_scan;
grant delete, insert, select, update on sending_domain_keys to quayside_app;
grant select on sending_domain_keys to quayside_scan;
grant delete, insert, select, update on sending_domains to quayside_app;
grant select on sending_domains to quayside_scan;
grant delete, insert, select, update on sending_throttles to quayside_app;
grant select on sending_throttles to quayside_scan;
grant delete, insert, select, update on sign_ups to quayside_app;
grant delete, insert, select, update on signatures to quayside_app;
grant select on signatures to quayside_scan;
grant delete, insert, select, update on stale_values to quayside_app;
grant select on stale_values to quayside_scan;
grant delete, insert, select, update on stopped_channels to quayside_app;
grant select on stopped_channels to quayside_scan;
grant delete, insert, select, update on structure_versions to quayside_app;
grant select on structure_versions to quayside_scan;
grant delete, insert, select, update on suppressions to quayside_app;
grant select on suppressions to quayside_scan;
grant delete, insert, select, update on tabs to quayside_app;
grant select on tabs to quayside_scan;
grant delete, insert, select, update on tag_changes to quayside_app;
grant select on tag_changes to quayside_scan;
grant delete, insert, select, update on tags to quayside_app;
grant select on tags to quayside_scan;
grant delete, insert, select, update on task_reminders to quayside_app;
grant select on task_reminders to quayside_scan;
grant delete, insert, select, update on task_templates to quayside_app;
grant select on task_templates to quayside_scan;
grant delete, insert, select, update on tasks to quayside_app;
grant select on tasks to quayside_scan;
grant delete, insert, select, update on tool_access to quayside_app;
grant select on tool_access to quayside_scan;
grant delete, insert, select, update on tools to quayside_app;
grant select on tools to quayside_scan;
grant delete, insert, select, update on topic_choices to quayside_app;
grant select on topic_choices to quayside_scan;
grant delete, insert, select, update on topics to quayside_app;
grant select on topics to quayside_scan;
grant delete, insert, select, update on unique_values to quayside_app;
grant select on unique_values to quayside_scan;
grant delete, insert, select, update on used_challenges to quayside_app;
grant delete, insert, select, update on users to quayside_app;
grant select on users to quayside_scan;
grant delete, insert, select, update on views to quayside_app;
grant select on views to quayside_scan;
grant delete, insert, select, update on visit_settings to quayside_app;
grant select on visit_settings to quayside_scan;
grant delete, insert, select, update on visitors to quayside_app;
grant select on visitors to quayside_scan;
grant delete, insert, select, update on webhook_deliveries to quayside_app;
grant select on webhook_deliveries to quayside_scan;
grant delete, insert, select, update on webhook_intake to quayside_app;
grant select on webhook_intake to quayside_scan;
grant delete, insert, select, update on webhook_log_settings to quayside_app;
grant select on webhook_log_settings to quayside_scan;
grant delete, insert, select, update on webhook_secrets to quayside_app;
grant select on webhook_secrets to quayside_scan;
grant delete, insert, select, update on webhook_subscriptions to quayside_app;
grant select on webhook_subscriptions to quayside_scan;
grant delete, insert, select, update on webhook_wishes to quayside_app;
grant select on webhook_wishes to quayside_scan;

CREATE OR REPLACE FUNCTION public.account_of_inbound_address(asked text, mail_host text)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.account_id from inbound_addresses a
  where a.address = asked and (split_part(asked, '@', 2) = mail_host or exists (
    select from sending_domains d where d.account_id = a.account_id and d.state = 'verified'
      and split_part(asked, '@', 2) in (d.name, d.return_path_host)))
  order by a.created_at, a.account_id limit 1
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_of_identity(person text)
 RETURNS TABLE(account_id bigint, name text, kind text, mode text, parent_account_id bigint, user_id bigint, role_name text, clock_offset_ms bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.account_id, a.name, a.kind, a.mode, a.parent_account_id, u.id, r.name, c.offset_ms
  from users u
  join accounts a on a.account_id = u.account_id
  join roles r on r.account_id = u.account_id and r.id = u.role_id
  join account_clocks c on c.account_id = u.account_id
  where u.identity_id = person and u.left_at is null and a.closed_at is null
  order by a.account_id
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_batches()
 RETURNS TABLE(account_id bigint, follower text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct b.account_id, b.follower from event_batches b where b.failed_at is null
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_bulk_runs()
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct b.account_id from bulk_runs b where b.status = 'running'
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_conversations_to_wake(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct v.account_id from conversations v
  join account_clocks c on c.account_id = v.account_id
  where v.state = 'snoozed' and v.snoozed_until <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_due_bin(real_now timestamp with time zone, days integer)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct r.account_id from records r
  join account_clocks c on c.account_id = r.account_id
  where r.deleted_at is not null and r.deleted_at < real_now + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days => days)
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_due_broadcasts(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct b.account_id from broadcasts b join account_clocks c on c.account_id = b.account_id
  where b.state in ('scheduled', 'running', 'stopped') and b.finished_at is null
    and b.starts_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_due_fields(real_now timestamp with time zone, days integer)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct f.account_id from fields f
  join account_clocks c on c.account_id = f.account_id
  where f.deleted_at < real_now + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days => days)
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_due_mail(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with recursive waiting as (
    (select min(d.account_id) as account_id from deliveries d where d.status = 'queued')
    union all
    select (select min(d.account_id) from deliveries d where d.status = 'queued' and d.account_id > w.account_id)
    from waiting w where w.account_id is not null
  )
  select w.account_id from waiting w join account_clocks c on c.account_id = w.account_id
  where exists (select from deliveries d where d.account_id = w.account_id and d.status = 'queued'
    and d.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
  union
  select b.account_id from letter_batches b where b.lease_until < real_now
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_due_sources(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select c.account_id
  from account_clocks c
  cross join lateral (select real_now + make_interval(secs => c.offset_ms / 1000.0) as here) own
  where exists (select from import_sources s where s.account_id = c.account_id and not s.paused and s.next_at <= own.here
    and (s.claimed_until is null or s.claimed_until < real_now))
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_due_tasks(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select c.account_id
  from account_clocks c
  cross join lateral (select real_now + make_interval(secs => c.offset_ms / 1000.0) as here) own
  where exists (select from task_reminders m where m.account_id = c.account_id and m.remind_at <= own.here)
    or exists (select from tasks t where t.account_id = c.account_id and t.status = 'pending' and t.recurrence is not null
      and not t.recurred and t.due_at <= own.here and t.recurrence->>'next' = 'due')
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_due_webhooks(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with recursive waiting as (
    (select min(d.account_id) as account_id from webhook_deliveries d where d.status = 'queued' and d.subscription_id is null)
    union all
    select (select min(d.account_id) from webhook_deliveries d
            where d.status = 'queued' and d.subscription_id is null and d.account_id > w.account_id)
    from waiting w where w.account_id is not null
  ), interrupted as (
    (select min(d.account_id) as account_id from webhook_deliveries d where d.status = 'sending')
    union all
    select (select min(d.account_id) from webhook_deliveries d where d.status = 'sending' and d.account_id > i.account_id)
    from interrupted i where i.account_id is not null
  )
  select w.account_id from waiting w join account_clocks c on c.account_id = w.account_id
  where exists (select from webhook_deliveries d where d.account_id = w.account_id and d.status = 'queued' and d.subscription_id is null
    and d.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
  union
  select s.account_id from webhook_subscriptions s join account_clocks c on c.account_id = s.account_id
  where s.state = 'active' and exists (
    select from webhook_deliveries d where d.account_id = s.account_id and d.subscription_id = s.id and d.status = 'queued'
      and d.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
  union
  select i.account_id from interrupted i
  where exists (select from webhook_deliveries d where d.account_id = i.account_id and d.status = 'sending' and d.lease_until < real_now)
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_duplicate_searches()
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct r.account_id from duplicate_rules r where r.status = 'searching'
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_imports(asking text, moment timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct i.account_id from imports i
  where i.status = 'running' and (i.runner = asking or i.runner_until is null or i.runner_until < moment)
    and not exists (select from imports p where p.account_id = i.account_id and p.id = i.after_id and p.status <> 'finished')
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_measured_splits()
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct a.account_id
  from automations a
  join automation_versions v on v.account_id = a.account_id and v.automation_id = a.id and v.version = a.version
  where a.status = 'published'
    and v.map @? '$.steps[*] ? (@.kind == "split" && @.settings.measure != null)'
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_notifications_to_mail(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct n.account_id from notifications n
  join account_clocks c on c.account_id = n.account_id
  where n.mail_at is not null and n.mail_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_open_merges()
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct m.account_id from merges m where m.is_open and (m.gate is null or m.gate <= pg_snapshot_xmin(pg_current_snapshot()))
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_search_to_refresh()
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct s.account_id from search_refreshes s
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_search_words()
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.account_id from accounts a where exists (select from search_words w where w.account_id = a.account_id) order by a.account_id
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_stale_values()
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with recursive found(account_id) as (
    (select s.account_id from stale_values s order by s.account_id limit 1)
    union all
    select (select s.account_id from stale_values s where s.account_id > f.account_id order by s.account_id limit 1)
    from found f where f.account_id is not null)
  select f.account_id from found f where f.account_id is not null
$function$
;

CREATE OR REPLACE FUNCTION public.accounts_with_webhook_intake()
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with recursive waiting as (
    (select min(i.account_id) as account_id from webhook_intake i)
    union all
    select (select min(i.account_id) from webhook_intake i where i.account_id > w.account_id)
    from waiting w where w.account_id is not null
  )
  select w.account_id from waiting w where w.account_id is not null
$function$
;

CREATE OR REPLACE FUNCTION public.analyze_grown_tables()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  grown regclass;
begin
  for grown in
    select c.oid::regclass from pg_class c
    where c.oid = any(array['public.records', 'public.unique_values', 'public.field_values', 'public.record_tags', 'public.consents',
        'public.import_keys']::regclass[])
      and pg_relation_size(c.oid) > 524288
      and (c.reltuples <= 0 or c.relpages::bigint * 8192 * 4 < pg_relation_size(c.oid)
        or not exists (select from pg_stats s where s.schemaname = 'public' and s.tablename = c.relname))
  loop
    execute format('analyze %s', grown);
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION public.closed_sandboxes(since timestamp with time zone)
 RETURNS TABLE(account_id bigint, parent_account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.account_id, a.parent_account_id from accounts a where a.kind = 'sandbox' and a.closed_at > since
$function$
;

CREATE OR REPLACE FUNCTION public.due_positions(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct a.account_id
  from automations a
  join account_clocks c on c.account_id = a.account_id
  cross join lateral (
    select from positions p
    where p.account_id = a.account_id and p.automation_id = a.id
      and p.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
    order by p.due_at limit 1
  ) due
  where a.status = 'published'
$function$
;

CREATE OR REPLACE FUNCTION public.due_schedules(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct s.account_id
  from automation_schedules s
  join automations a on a.account_id = s.account_id and a.id = s.automation_id and a.status = 'published'
  join account_clocks c on c.account_id = s.account_id
  where s.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$function$
;

CREATE OR REPLACE FUNCTION public.empty_sandbox(parent bigint, sandbox bigint, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  tenant_table regclass;
begin
  update accounts a set closed_at = coalesce(a.closed_at, at)
  where a.account_id = sandbox and a.parent_account_id = parent and a.kind = 'sandbox';
  if not found then
    return false;
  end if;
  for tenant_table in
    select c.oid::regclass from pg_class c
    join pg_attribute t on t.attrelid = c.oid and t.attname = 'account_id' and t.atttypid = 'bigint'::regtype and not t.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not in ('accounts', 'account_clocks')
  loop
    execute format('delete from %s where account_id = $1', tenant_table) using sandbox;
  end loop;
  return true;
end
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

CREATE OR REPLACE FUNCTION public.forget_idempotency_keys(before timestamp with time zone, most integer)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with old as (
    select k.account_id, k.actor, k.key from idempotency_keys k where k.claimed_at < before order by k.claimed_at limit most
  ), gone as (
    delete from idempotency_keys k using old o
    where k.account_id = o.account_id and k.actor = o.actor and k.key = o.key and k.claimed_at < before returning 1)
  select count(*) from gone
$function$
;

CREATE OR REPLACE FUNCTION public.forget_import_waiting()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from import_waiting w using imports i
  where i.account_id = w.account_id and i.id = w.import_id and i.started_at < now() - interval '30 days'
$function$
;

CREATE OR REPLACE FUNCTION public.forget_old_bulk_runs()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  forgotten bigint;
begin
  delete from bulk_failures f using bulk_runs b
    where b.account_id = f.account_id and b.id = f.run_id and b.status <> 'running' and b.created_at < now() - interval '30 days';
  delete from bulk_chunks c using bulk_runs b
    where b.account_id = c.account_id and b.id = c.run_id and b.status <> 'running' and b.created_at < now() - interval '30 days';
  update bulk_runs set settings = settings #- '{change,value}'
    where status <> 'running' and created_at < now() - interval '30 days' and settings #> '{change,value}' is not null;
  get diagnostics forgotten = row_count;
  return forgotten;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_old_import_files()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  forgotten bigint;
begin
  delete from import_rejects r using imports i
    where i.account_id = r.account_id and i.id = r.import_id and i.finished_at < now() - interval '30 days';
  delete from import_parts p using imports i
    where i.account_id = p.account_id and i.id = p.import_id and i.status in ('uploading', 'draft') and i.created_at < now() - interval '7 days';
  delete from import_originals o using imports i
    where i.account_id = o.account_id and i.id = o.import_id and i.created_at < now() - interval '7 days';
  delete from imports where status in ('uploading', 'draft') and created_at < now() - interval '7 days';
  get diagnostics forgotten = row_count;
  delete from import_source_files where fetched_at < now() - interval '1 year' and status <> 'imported';
  return forgotten;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_old_notifications(days integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  forgotten bigint;
begin
  delete from notifications n using account_clocks c
    where c.account_id = n.account_id and n.at < now() + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days => days);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_old_subscribed_webhooks(days_taken integer, days_failed integer, days_held integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  forgotten bigint;
begin
  update webhook_deliveries d set status = 'cancelled', reason = 'held_too_long', settled_at = h.now
    from (select s.account_id, s.id, now() + make_interval(secs => c.offset_ms / 1000.0) as now
          from webhook_subscriptions s join account_clocks c on c.account_id = s.account_id where s.state <> 'active') h
    where d.account_id = h.account_id and d.subscription_id = h.id and d.status in ('waiting', 'queued')
      and d.made_at < h.now - make_interval(days => days_held);
  update webhook_deliveries d set status = 'queued'
    from webhook_subscriptions s
    where s.state <> 'active' and d.account_id = s.account_id and d.subscription_id = s.id and d.status = 'waiting'
      and not exists (select from webhook_deliveries b where b.account_id = d.account_id and b.subscription_id = d.subscription_id
        and b.object_id = d.object_id and b.record_id = d.record_id and b.id < d.id and b.status in ('waiting', 'queued', 'sending'));
  delete from webhook_deliveries d using account_clocks c left join webhook_log_settings l on l.account_id = c.account_id
    where c.account_id = d.account_id and d.subscription_id is not null and d.settled_at is not null
      and d.status in ('sent', 'captured', 'failed', 'cancelled')
      and d.settled_at < now() + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days =>
        case when d.status in ('sent', 'captured') then coalesce(l.taken_days, days_taken) else coalesce(l.failed_days, days_failed) end);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_old_visits(real_now timestamp with time zone, keep_days integer, most integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  views bigint;
  people bigint;
begin
  delete from page_views p using (
    select o.account_id, o.id from page_views o join account_clocks k on k.account_id = o.account_id
    where o.at < real_now + make_interval(secs => k.offset_ms / 1000.0) - make_interval(days => keep_days) limit most) old
  where p.account_id = old.account_id and p.id = old.id;
  get diagnostics views = row_count;
  delete from visitors v using (
    select o.account_id, o.id from visitors o join account_clocks k on k.account_id = o.account_id
    where o.record_id is null and o.last_at < real_now + make_interval(secs => k.offset_ms / 1000.0) - make_interval(days => keep_days) limit most) old
  where v.account_id = old.account_id and v.id = old.id;
  get diagnostics people = row_count;
  return views + people;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_old_webhooks(days integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  forgotten bigint;
begin
  delete from webhook_deliveries d using account_clocks c
    where c.account_id = d.account_id and d.subscription_id is null and d.status not in ('queued', 'sending')
      and d.made_at < now() + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days => days);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_raw_mails(taken_before timestamp with time zone, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare forgotten integer;
begin
  update inbound_mails m set raw = null
  where (m.account_id, m.id) in (
    select o.account_id, o.id from inbound_mails o where o.raw is not null and o.received_at < taken_before limit most);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_typed_versions(account bigint, typed bigint[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  update message_versions v set subject = '', html = '', text = '', links = '[]', source = null
  from messages m
  where v.account_id = account and v.message_id = any(typed) and m.account_id = account and m.id = v.message_id
    and m.hidden_at is not null and m.purpose = 'one-to-one'
    and account = nullif(current_setting('app.account_id', true), '')::bigint
$function$
;

CREATE OR REPLACE FUNCTION public.forget_unused_files()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare forgotten integer;
begin
  delete from file_uses u where u.released_at < now() - interval '30 days';
  with gone as (
    delete from files f where f.created_at < now() - interval '1 day'
      and not exists (select from file_uses u where u.account_id = f.account_id and u.file_id = f.id)
    returning f.account_id, f.id),
  parts as (
    delete from file_parts p using gone g where p.account_id = g.account_id and p.file_id = g.id)
  select count(*) into forgotten from gone;
  return forgotten;
end
$function$
;

CREATE OR REPLACE FUNCTION public.groups_to_refresh(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct g.account_id
  from groups g
  join account_clocks c on c.account_id = g.account_id
  where g.tracked and g.problem is null
    and (g.refreshed_at is null
      or g.changes_with_time and g.refreshed_at <= real_now + make_interval(secs => c.offset_ms / 1000.0) - interval '15 minutes')
$function$
;

CREATE OR REPLACE FUNCTION public.inbound_mailboxes_due(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint, mailbox_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select m.account_id, m.id from inbound_mailboxes m
  where not m.is_paused and m.due_at <= real_now and (m.lease_until is null or m.lease_until < real_now)
$function$
;

CREATE OR REPLACE FUNCTION public.is_tracking_host(host text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select exists (select from sending_domains d where d.tracking_host = host and d.tracking_verified_at is not null)
$function$
;

CREATE OR REPLACE FUNCTION public.leads_to_hand_out(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct w.account_id
  from lead_routers w
  join account_clocks c on c.account_id = w.account_id
  where w.deleted_at is null and w.wakes_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$function$
;

CREATE OR REPLACE FUNCTION public.mail_standings(since date)
 RETURNS TABLE(account_id bigint, name text, mode text, kind text, sent bigint, hard_bounces bigint, complaints bigint, stops jsonb, per_hour integer, held_imports bigint, confirmation_review text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.account_id, a.name, a.mode, a.kind,
    coalesce(sum(h.sent), 0)::bigint, coalesce(sum(h.hard_bounces), 0)::bigint, coalesce(sum(h.complaints), 0)::bigint,
    (select jsonb_agg(jsonb_build_object('channel', o.channel, 'reason', o.reason, 'cause', o.cause, 'at', o.at) order by o.channel)
      from operator_stops o where o.account_id = a.account_id),
    (select t.per_hour from sending_throttles t where t.account_id = a.account_id and t.channel = 'email'),
    (select count(*) from import_reviews i where i.account_id = a.account_id and i.state = 'held'),
    (select p.confirmation_review from permission_settings p where p.account_id = a.account_id)
  from accounts a
  left join mail_health h on h.account_id = a.account_id and h.day >= since
  where a.closed_at is null
  group by a.account_id
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

CREATE OR REPLACE FUNCTION public.make_room_for_events(oldest timestamp with time zone, highest_event bigint, highest_batch bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  class text;
  month date;
begin
  foreach class in array array['behaviour', 'business', 'proof'] loop
    for month in select generate_series(date_trunc('month', greatest(oldest, timestamptz '2000-01-01')), date_trunc('month', now()), interval '1 month')::date loop
      execute format(
        'create table if not exists public.%I partition of public.%I for values from (%L) to (%L)',
        format('events_%s_%s', class, to_char(month, 'YYYY_MM')), 'events_' || class, month, (month + interval '1 month')::date);
    end loop;
  end loop;
  perform setval('event_ids', greatest(highest_event, (select last_value from event_ids)));
  perform setval('batch_ids', greatest(highest_batch, (select last_value from batch_ids)));
end
$function$
;

CREATE OR REPLACE FUNCTION public.note_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  new.search := search_of_text(new.body);
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION public.open_account()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  opened bigint := nextval('account_ids');
begin
  insert into account_clocks (account_id) values (opened);
  return opened;
end
$function$
;

CREATE OR REPLACE FUNCTION public.operator_account()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.account_id from accounts a where a.kind = 'operator' order by a.account_id limit 1
$function$
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

CREATE OR REPLACE FUNCTION public.sandboxes_of(parent bigint)
 RETURNS TABLE(account_id bigint, name text, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.account_id, a.name, a.created_at from accounts a
  where a.parent_account_id = parent and a.kind = 'sandbox' and a.closed_at is null order by a.account_id
$function$
;

CREATE OR REPLACE FUNCTION public.scores_to_sweep(real_now timestamp with time zone)
 RETURNS TABLE(account_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct s.account_id
  from scores s
  join account_clocks c on c.account_id = s.account_id
  where s.deleted_at is null and not s.sweep_stopped
    and (s.sweep_why is not null or s.sweep_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
$function$
;

CREATE OR REPLACE FUNCTION public.search_keys(folded text)
 RETURNS integer[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  start text := left(folded, 7);
  length integer := char_length(start);
  keys integer[] := array[hashtext(start)];
  shorter text;
begin
  for i in 1..length loop
    shorter := left(start, i - 1) || substr(start, i + 1);
    keys := keys || hashtext(shorter);
    if char_length(folded) > 7 then
      for j in i..length - 1 loop
        keys := keys || hashtext(left(shorter, j - 1) || substr(shorter, j + 1));
      end loop;
    end if;
  end loop;
  return keys || search_pairs(folded);
end
$function$
;

CREATE OR REPLACE FUNCTION public.search_of_text(body text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
  select to_tsvector('simple'::regconfig, left(translate(body, '@.-/_+<&', '        '), 100000))
$function$
;

CREATE OR REPLACE FUNCTION public.search_pairs(folded text)
 RETURNS integer[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
declare
  pairs integer[] := '{}';
begin
  if folded ~ '[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' then
    for i in 1..char_length(folded) - 1 loop
      pairs := pairs || hashtext('~' || substr(folded, i, 2));
    end loop;
  end if;
  return pairs;
end
$function$
;

CREATE OR REPLACE FUNCTION public.seat_of(account bigint, seat bigint)
 RETURNS TABLE(user_id bigint, name text, email text, role_id bigint, role_name text, is_owner boolean, rights jsonb, exceptions jsonb, team_ids bigint[])
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with recursive below as (
    select r.id from roles r join users u on u.account_id = account and u.id = seat and u.role_id = r.manager_role_id
    where r.account_id = account
    union
    select r.id from roles r join below b on r.manager_role_id = b.id where r.account_id = account
  )
  select u.id, u.name, u.email, r.id, r.name, r.is_owner, r.rights, u.exceptions,
    array(select t.id from users t
          where t.account_id = account and (t.id = seat or t.role_id in (select b.id from below b)) order by t.id)
  from users u join roles r on r.account_id = account and r.id = u.role_id
  where u.account_id = account and u.id = seat and u.left_at is null
$function$
;

CREATE OR REPLACE FUNCTION public.sending_domains_to_check(checked_before timestamp with time zone)
 RETURNS TABLE(account_id bigint, domain_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select d.account_id, d.id from sending_domains d
  where d.checked_at is null or d.checked_at < checked_before or (d.state <> 'verified' and d.checked_at < checked_before + interval '23 hours')
$function$
;

CREATE OR REPLACE FUNCTION public.settle_search_index()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select gin_clean_pending_list('records_search'::regclass), gin_clean_pending_list('notes_search'::regclass);
$function$
;

CREATE OR REPLACE FUNCTION public.task_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  new.search := search_of_text(new.subject || ' ' || new.body);
  return new;
end
$function$
;


CREATE TRIGGER note_words BEFORE INSERT OR UPDATE OF body ON public.notes FOR EACH ROW EXECUTE FUNCTION note_words();
CREATE TRIGGER task_words BEFORE INSERT OR UPDATE OF subject, body ON public.tasks FOR EACH ROW EXECUTE FUNCTION task_words();
