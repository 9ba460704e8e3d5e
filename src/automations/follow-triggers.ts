import type { AccountDb } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { system } from '../app/kernel/actor.ts';
import { log } from '../app/log.ts';
import { eventKinds } from '../app/registry.ts';
import { eventsOfBatch, matterOfBatch } from '../ledger/index.ts';
import { enterRecords } from './enter-records.ts';
import { triggersOfKinds, type TriggerRow } from './queries/automations.ts';
import { candidatesFrom } from './queries/entries.ts';

/**
 * Lets onto the published maps whomever the events of one batch of the ledger bring: one statement a trigger that is met, however many
 * records. The maps follow in order of their ids, so that two who let records in never wait for each other in a circle.
 */
export async function followTriggers(db: AccountDb, batchId: number, kinds: readonly string[]): Promise<void> {
  const triggers = await triggersOfKinds(db, kinds);
  if (triggers.length === 0) return;
  const happened = await matterOfBatch(db, batchId, [...new Set(triggers.map(({ trigger }) => trigger.event))]);
  const met = triggers.filter(({ object_id, trigger }) =>
    happened.some(
      (event) =>
        event.kind === trigger.event &&
        event.object_id === object_id &&
        (trigger.subject === undefined || trigger.subject.includes(event.subject_id ?? 0)),
    ),
  );
  for (const row of met) await enterBy(db, batchId, row);
}

async function enterBy(db: AccountDb, batchId: number, { automation_id, object_id, trigger }: TriggerRow): Promise<void> {
  const kind = eventKinds().find((candidate) => candidate.kind === trigger.event);
  if (!kind) return;
  const events = eventsOfBatch(db, { id: batchId, kind, objectId: object_id });
  try {
    await enterRecords(db, system, {
      automationId: automation_id,
      candidates: candidatesFrom(events, trigger),
      criteria: trigger.criteria ?? undefined,
      data: { trigger: trigger.id },
    });
  } catch (error) {
    // Conditions that no longer hold together (a field was deleted) let nobody in; the editor shows the same sentence beside them.
    if (!(error instanceof Problem)) throw error;
    log.warn({ accountId: db.accountId, automation: automation_id, trigger: trigger.id, reason: error.message }, 'trigger cannot run');
  }
}
