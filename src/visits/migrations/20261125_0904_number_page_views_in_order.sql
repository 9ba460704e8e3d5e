-- Pages stand in the order of their numbers: no connection keeps numbers in hand.
alter sequence page_view_ids cache 1;
