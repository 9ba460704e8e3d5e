import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { recordEvent } from '../ledger/index.ts';
import { objectShape } from '../records/index.ts';
import { automationCreated } from './events.ts';
import { loadAutomation } from './load-automation.ts';
import { insertAutomation, type AutomationRow } from './queries/automations.ts';
import { EMPTY_MAP, withLastId, type CreateAutomation } from './schema.ts';

/** Begins an automation for an object, as a draft. Refuses an unknown object. */
export async function createAutomation(db: AccountDb, actor: Actor, ids: NextIds, input: CreateAutomation): Promise<AutomationRow> {
  await objectShape(db, input.objectId);
  const id = await ids('automation', 1);
  const map = input.map ? withLastId(input.map) : EMPTY_MAP;
  await insertAutomation(db, { id, objectId: input.objectId, name: input.name, map });
  await recordEvent(db, actor, { kind: automationCreated, subject: { type: 'automation', id }, data: { objectId: input.objectId } });
  return loadAutomation(db, id);
}
