-- Which domain a letter came from, noted when it leaves: mailbox providers judge each domain by itself.
alter table deliveries add column sender_domain text;
alter table letter_batches add column sender_domains text[] not null default '{}';
