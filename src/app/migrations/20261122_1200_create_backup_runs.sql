-- What became of every backup and of every trial restore of this installation, told on Home and by `quayside backups`. It belongs to no
-- account; only the owner writes it.
create table backup_runs (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('nightly', 'before-migration', 'before-restore', 'by-hand', 'check')),
  -- The file's name in the folder of backups of `machine`.
  file text not null,
  machine text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  bytes bigint,
  row_count bigint,
  failure text
);
create index backup_runs_kind on backup_runs (kind, finished_at desc);
grant select on backup_runs to quayside_app;
