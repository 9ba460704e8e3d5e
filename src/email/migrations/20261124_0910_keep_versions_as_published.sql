-- A version never changes. The words of a letter typed to one person are that person's and go with them; only this takes them away, and from
-- hidden letters alone.
revoke update (subject, html, text, links, source) on message_versions from quayside_app;

create function forget_typed_versions(account bigint, typed bigint[]) returns void
language sql security definer set search_path = pg_catalog, public as $$
  update message_versions v set subject = '', html = '', text = '', links = '[]', source = null
  from messages m
  where v.account_id = account and v.message_id = any(typed) and m.account_id = account and m.id = v.message_id
    and m.hidden_at is not null and m.purpose = 'one-to-one'
    and account = nullif(current_setting('app.account_id', true), '')::bigint
$$;
revoke all on function forget_typed_versions from public;
grant execute on function forget_typed_versions to quayside_app;
