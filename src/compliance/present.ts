import type { TopicRow } from './queries/topics.ts';
import type { Topic } from './rules/topic-schema.ts';

export const presentTopic = (row: TopicRow & { chosen: number; declined: number }): Topic => ({
  id: row.id,
  name: row.name,
  description: row.description,
  names: row.names,
  isPublic: row.is_public,
  begins: row.begins,
  position: row.position,
  archived: row.archived_at !== null,
  chosen: row.chosen,
  declined: row.declined,
});
