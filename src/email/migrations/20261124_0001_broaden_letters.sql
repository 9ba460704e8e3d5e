-- What letters need besides what they say: from whom they come, in which broadcast and variant they left, and what came back.

-- `text_part` is the text part as people edited it; it is made from the body while null. `sender` says from whom letters come:
-- {"from": "account" | "owner" | "user" | "field" | "address", "userId", "fieldId", "address", "name"}. `utm` is what is put on links.
-- `hidden_at` marks what is no message to choose from: a letter typed to one person, a confirmation the product brings along.
alter table messages
  add column text_part text,
  add column sender jsonb not null default '{"from": "account"}',
  add column utm jsonb,
  add column topic_id bigint,
  add column hidden_at timestamptz;
alter table messages drop constraint messages_purpose_check;
alter table messages add constraint messages_purpose_check check (purpose in ('bulk', 'transactional', 'one-to-one', 'confirmation')) not valid;
alter table messages validate constraint messages_purpose_check;

-- `conditions` are the criteria of its conditional blocks by key; templates ask for `when.<key>`. `assets` are the pictures in it, and
-- `html_bytes` how large its HTML is before it is filled in.
alter table message_versions
  add column conditions jsonb not null default '{}',
  add column sender jsonb not null default '{"from": "account"}',
  add column utm jsonb,
  add column topic_id bigint,
  add column assets bigint[] not null default '{}',
  add column html_bytes integer,
  add column source jsonb;

-- `domain` is the receiver's, known from when it is handed over. `variant` is the arm of a split test. `headers` are what a letter says of the
-- conversation it belongs to (In-Reply-To, References). Each `…_at` is when it first happened; what machines did is not counted in them.
alter table deliveries
  add column broadcast_id bigint,
  add column variant smallint,
  add column topic_id bigint,
  add column domain text,
  add column headers jsonb,
  add column deferred_at timestamptz,
  add column opened_at timestamptz,
  add column clicked_at timestamptz,
  add column replied_at timestamptz,
  add column bounced_at timestamptz,
  add column bounce_class text,
  add column complained_at timestamptz,
  add column unsubscribed_at timestamptz;
