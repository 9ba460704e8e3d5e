-- What a section is for, as programs and people say it.
alter table sections add column description text not null default '';
