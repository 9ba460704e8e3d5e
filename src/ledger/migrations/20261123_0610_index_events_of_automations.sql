-- What happened on one map in a stretch of time: who came by a step, who left it by which exit. Only events of maps are in it, in the order in
-- which they happened and were written, so that neither writing nor reading jumps about.
create index events_business_automation on events_business (account_id, subject_id, at) where subject_type = 'automation';
