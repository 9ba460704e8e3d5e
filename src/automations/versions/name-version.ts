import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { automationVersionNamed } from '../events.ts';
import { loadAutomation } from '../load-automation.ts';
import { nameVersion as keepName } from '../queries/versions.ts';

export interface NamedVersion {
  version: number;
  name: string;
  note: string;
}

/** Gives a version a name and a note, so that it is found again. Refuses with `not_found`. */
export async function nameVersion(db: AccountDb, actor: Actor, id: number, named: NamedVersion): Promise<void> {
  await loadAutomation(db, id);
  if (!(await keepName(db, id, named))) throw notFound('version');
  await recordEvent(db, actor, { kind: automationVersionNamed, subject: { type: 'automation', id }, data: { version: named.version } });
}
