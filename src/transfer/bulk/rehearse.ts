import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { effectsOnRecords, recordEvent } from '../../ledger/index.ts';
import { namedRecords, objectShape, visibleFields } from '../../records/index.ts';
import { bulkStarted } from '../events.ts';
import type { BulkExample, BulkPreview } from '../schema.ts';
import { UNDOABLE } from '../rules/plan-undo.ts';
import type { ChunkDone } from './apply-chunk.ts';

/** So long is tried; with more records than come in it, the counts are of the first. */
const LONGEST_MS = 2_500;
const EXAMPLES = 10;
const REASONS = 20;

export interface Rehearsal {
  actor: Actor;
  viewer: Viewer;
  objectId: number;
  count: number;
  chunks: readonly (readonly number[])[];
  canUndo: boolean;
  work: (db: AccountDb, actor: Actor & { causeId: number }, recordIds: readonly number[]) => Promise<ChunkDone>;
}

/** Carries a rehearsal's outcome out of the transaction it rolls back. */
class Rehearsed extends Error {
  readonly done: ChunkDone;
  readonly examples: BulkExample[];
  constructor(done: ChunkDone, examples: BulkExample[]) {
    super('rehearsed');
    this.done = done;
    this.examples = examples;
  }
}

/**
 * Does the very thing, chunk by chunk, each in a transaction that is rolled back: what a preview tells is what would happen, whatever the
 * action. Nothing leaves a transaction before its commit, so nothing leaves here.
 */
export async function rehearse(database: Database, accountId: number, rehearsal: Rehearsal): Promise<BulkPreview> {
  const began = performance.now();
  const counts = { tried: 0, changed: 0, unchanged: 0, failed: 0 };
  const reasons = new Map<string, number>();
  const examples: BulkExample[] = [];
  for (const recordIds of rehearsal.chunks) {
    const { done, examples: found } = await rehearseOne(database, accountId, rehearsal, recordIds);
    counts.tried += done.done;
    counts.changed += done.changed;
    counts.unchanged += done.unchanged;
    counts.failed += done.failed;
    for (const reason of done.failures.values()) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    examples.push(...found.slice(0, EXAMPLES - examples.length));
    if (performance.now() - began > LONGEST_MS) break;
  }
  const told = [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
  return { count: rehearsal.count, ...counts, reasons: told.slice(0, REASONS), examples, canUndo: rehearsal.canUndo };
}

async function rehearseOne(database: Database, accountId: number, rehearsal: Rehearsal, recordIds: readonly number[]): Promise<Rehearsed> {
  try {
    await database.account(accountId, async (db) => {
      const { actor, objectId } = rehearsal;
      const causeId = await recordEvent(db, actor, { kind: bulkStarted, subject: { type: 'bulk', id: 0 }, data: { objectId } });
      const done = await rehearsal.work(db, { ...actor, causeId }, recordIds);
      throw new Rehearsed(done, await examplesOf(db, rehearsal, { causeId, recordIds, done }));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error;
    throw error;
  }
  throw new Error('A rehearsal was not rolled back.');
}

/** What the records are called, in the bin too. */
async function namesOf(db: AccountDb, objectId: number, ids: readonly number[]): Promise<Map<number, string>> {
  return new Map((await namedRecords(db, objectId, ids)).map(({ id, name }) => [id, name]));
}

interface Tried {
  causeId: number;
  recordIds: readonly number[];
  done: ChunkDone;
}

/** Some of the records that were changed, with what the viewer may see of it. */
async function examplesOf(db: AccountDb, { objectId, viewer }: Rehearsal, tried: Tried): Promise<BulkExample[]> {
  const shape = await objectShape(db, objectId);
  const visible = new Set(visibleFields(viewer, shape).map(({ id }) => String(id)));
  const recordIds = tried.recordIds.filter((id) => !tried.done.failures.has(id)).slice(0, EXAMPLES * 4);
  const events = await effectsOnRecords(db, {
    causeId: tried.causeId,
    objectId,
    recordIds,
    kinds: [...UNDOABLE, 'email.queued', 'automation.entered', 'automation.left', 'automation.held', 'automation.released'],
  });
  const names = await namesOf(db, objectId, recordIds);
  return [...Map.groupBy(events, ({ record_id }) => record_id!)].slice(0, EXAMPLES).map(([id, own]) => {
    const moved = own.find(({ kind }) => kind === 'owner.changed')?.data as { from: number | null; to: number | null } | undefined;
    return {
      id,
      name: names.get(id) ?? '',
      changes: own.flatMap(({ personal }) =>
        Object.entries((personal?.changes ?? {}) as Record<string, unknown[]>)
          .filter(([fieldId]) => visible.has(fieldId))
          .map(([fieldId, [before = null, after = null]]) => ({ fieldId: Number(fieldId), before, after })),
      ),
      owner: moved ? { before: moved.from, after: moved.to } : null,
      kinds: [...new Set(own.map(({ kind }) => kind))],
    };
  });
}
