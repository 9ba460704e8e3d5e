import { sql } from '../../app/db.ts';
import type { DeliveryRow } from './deliveries.ts';

/** What claiming must know of a letter. */
export type DueLetter = Pick<
  DeliveryRow,
  | 'id'
  | 'message_id'
  | 'version'
  | 'object_id'
  | 'record_id'
  | 'purpose'
  | 'topic_id'
  | 'broadcast_id'
  | 'headers'
  | 'practising'
  | 'event_id'
  | 'attempts'
>;

export const DUE = sql`d.id, d.message_id, d.version, d.object_id, d.record_id, d.purpose, d.topic_id, d.broadcast_id, d.headers, d.practising,
  d.event_id, d.attempts`;
