-- A tag may be given another name, be merged into another, or be deleted. Whoever gives a former name, or the name of a merged tag, means the
-- tag it leads to. A deleted tag keeps its row for what the ledger says of it, and gives up its name.
alter table tags alter column name_key drop not null;
alter table tags add column merged_into bigint;
alter table tags add column removed_at timestamptz;
create index tags_merged on tags (account_id, merged_into) where merged_into is not null;

-- A tag that was merged into another or deleted: taken off the records that had it in bounded sets. Undone, they get it back in the same way.
create table tag_changes (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  tag_id bigint not null,
  into_tag_id bigint,
  status text not null default 'running' check (status in ('running', 'done', 'undoing', 'undone')),
  actor jsonb not null,
  event_id bigint not null,
  undo_event_id bigint,
  total bigint not null,
  changed bigint not null default 0,
  looked_to bigint not null default 0,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (account_id, id)
);
create index tag_changes_object on tag_changes (account_id, object_id, id);
select protect_tenant_table('tag_changes');
