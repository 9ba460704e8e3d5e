-- Leads wait in the order of their numbers: no connection keeps numbers in hand.
alter sequence lead_queue_ids cache 1;
