-- What SpamAssassin made of a version when it was published; null where none was there to ask.
alter table message_versions add column spam_score real;
