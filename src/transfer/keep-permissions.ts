import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { declarePermission, keepHardBounces, keepOptOuts, proveDeclared } from '../compliance/index.ts';
import type { Merge } from './merge-chunk.ts';
import { declaredPeople, saidRows, type SaidRow } from './queries/merge.ts';
import type { Said } from './schema.ts';

const PROOF: ReadonlySet<string> = new Set(['since', 'source', 'address']);

/**
 * Keeps what the rows that were merged say of permission: opt-outs, bounces and complaints of everybody in the file; for those who are new
 * and began with permission, the proof of it. Nobody is raised who was there before. A declared opt-in to texts is put on record and allows
 * none. Gives how many people the file keeps out of mail.
 */
export async function keepPermissions(db: AccountDb, actor: Actor, { imported, shape, set, span }: Merge): Promise<number> {
  if (!shape.person) return 0;
  const importId = imported.id;
  const speaks = imported.options!.standing !== null || imported.mapping!.some(({ to }) => to === 'permission');
  const hasProof = imported.mapping!.some((target) => target.to === 'permission' && PROOF.has(target.says));
  const said = speaks ? await saidRows(db, set) : [];
  const of = (channel: SaidRow['channel'], ...standings: Said[]) => peopleOf(shape.id, said, channel, standings);
  const declaration = imported.permission ?? '';
  const out = of('email', 'out');
  const complained = of('email', 'complained', 'complained_bounced');
  const bounced = of('email', 'bounced', 'complained_bounced');
  if (out.recordIds.length > 0) await keepOptOuts(db, actor, { ...out, channel: 'email', importId });
  if (complained.recordIds.length > 0) await keepOptOuts(db, actor, { ...complained, channel: 'email', importId, complained: true });
  if (bounced.recordIds.length > 0) await keepHardBounces(db, actor, { ...bounced, importId });
  const noTexts = of('sms', 'out', 'bounced', 'complained', 'complained_bounced');
  if (noTexts.recordIds.length > 0) await keepOptOuts(db, actor, { ...noTexts, channel: 'sms', importId });
  const texts = of('sms', 'in');
  if (texts.recordIds.length > 0) await declarePermission(db, actor, { ...texts, channel: 'sms', importId, declaration });
  if (set.firstId > 0)
    await proveDeclared(db, actor, { objectId: shape.id, importId, declaration, people: declaredPeople(db, set, { span, hasProof }) });
  return new Set([...out.recordIds, ...complained.recordIds, ...bounced.recordIds]).size;
}

function peopleOf(objectId: number, said: readonly SaidRow[], channel: SaidRow['channel'], standings: readonly Said[]) {
  const rows = said.filter((row) => row.channel === channel && standings.includes(row.says));
  return { objectId, recordIds: rows.map(({ id }) => id), evidences: rows.map(evidenceOf) };
}

/** What the file tells of when and where, in words. */
function evidenceOf({ says, proof }: SaidRow): string | null {
  if (!proof) return null;
  const { since, until, source, address } = proof;
  const parts = [
    says === 'in' && since ? `opted in ${since}` : undefined,
    says !== 'in' && until ? `opted out ${until}` : undefined,
    source,
    address ? `from ${address}` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(', ');
}
