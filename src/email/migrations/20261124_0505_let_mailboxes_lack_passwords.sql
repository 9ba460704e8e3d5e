-- An account that is moved to another installation comes without passwords: they are entered anew there.
alter table inbound_mailboxes alter column password_sealed drop not null;
