-- An index of its own for every domain would be written twice for every letter that leaves; stretches of time cost nothing to keep.
drop index deliveries_domain;
create index deliveries_sent_at on deliveries using brin (sent_at) with (pages_per_range = 32);
