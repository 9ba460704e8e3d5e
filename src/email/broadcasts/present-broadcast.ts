import type { BroadcastRow } from '../queries/broadcasts.ts';
import type { Broadcast } from '../rules/broadcast-schema.ts';

export interface BroadcastAround {
  messages: ReadonlyMap<number, { name: string; subject: string }>;
  waiting: number;
  groupName: string | null;
  startedByName: string;
}

export function presentBroadcast(row: BroadcastRow, around: BroadcastAround): Broadcast {
  return {
    id: row.id,
    name: row.name,
    objectId: row.object_id,
    state: row.state,
    phase: phaseOf(row),
    which: row.which,
    groupName: around.groupName,
    schedule: row.schedule,
    variants: row.variants.map(({ messageId, subject }) => {
      const message = around.messages.get(messageId);
      return { messageId, messageName: message?.name ?? '', subject: subject ?? message?.subject ?? '' };
    }),
    test: row.test,
    startsAt: row.starts_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    startedBy: row.started_by,
    startedByName: around.startedByName,
    decideAt: row.decide_at?.toISOString() ?? null,
    winner:
      row.winner === null
        ? null
        : {
            variant: row.winner,
            by: row.winner_by!,
            confidence: row.winner_confidence === null ? null : row.winner_confidence / 10_000,
          },
    failure: row.failure,
    progress: {
      total: row.event_id === null ? null : row.total,
      queued: row.queued_count,
      waiting: around.waiting,
      refused: Object.entries(row.refused)
        .map(([reason, count]) => ({ reason, count }))
        .toSorted((one, other) => other.count - one.count),
      sameAddress: row.same_address,
    },
  };
}

function phaseOf(row: BroadcastRow): Broadcast['phase'] {
  if (row.state !== 'running' && row.state !== 'paused') return null;
  if (row.event_id === null || row.done_chunk >= row.chunk_count) return 'leaving';
  if (row.test === null || row.done_chunk < row.test_chunks || row.winner !== null) return 'queueing';
  return row.test.by === 'hand' ? 'choosing' : 'testing';
}
