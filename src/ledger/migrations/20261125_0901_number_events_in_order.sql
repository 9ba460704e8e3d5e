-- Each connection kept a hundred numbers in hand, so that of two events an hour apart the later could bear the lower number, and stood below the
-- other on a timeline. Now a number is taken when it is needed: 0.4 microseconds more an event, measured over a million.
alter sequence event_ids cache 1;
alter sequence batch_ids cache 1;
