-- Which kinds of event followers that read on request alone have asked for in an account. An account without such wishes pays one look into this
-- table's key a writing transaction, within the statement that tells all other followers.
create table followed_kinds (
  account_id bigint not null,
  kind text collate "C" not null,
  follower text collate "C" not null,
  primary key (account_id, kind, follower)
);
select protect_tenant_table('followed_kinds');
