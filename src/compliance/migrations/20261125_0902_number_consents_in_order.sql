-- The last word counts, and is known by its number: no connection keeps numbers in hand.
alter sequence consent_ids cache 1;
