import type { ReviewRow } from './queries/reviews.ts';
import type { TopicRow } from './queries/topics.ts';
import type { ImportReview } from './rules/review-schema.ts';
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

export const presentReview = (row: ReviewRow): ImportReview => ({
  importId: row.import_id,
  state: row.state,
  decides: row.decides,
  people: row.people,
  findings: row.findings,
  at: row.at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  note: row.note,
});
