alter table positions validate constraint positions_state_check;
