-- Letters are found by what their published text says. Worked out once for each version, which never changes: asked of the text itself, a search
-- of an account with hundreds of messages would read megabytes at each key.
alter table message_versions add column search tsvector generated always as (search_of_text(text)) stored;
