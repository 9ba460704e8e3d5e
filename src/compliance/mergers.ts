import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { MergedPair, Merger, MergeMove } from '../app/kernel/domain.ts';
import { setPermissionStatus } from '../records/index.ts';
import { standingsOf, type Standing } from './queries/merging.ts';
import { mergeWishes } from './queries/wishes.ts';
import { mergedStatus } from './rules/merged-status.ts';
import { CHANNELS, type Channel } from './schema.ts';
import { unsubscribe } from './unsubscribe.ts';

const isOut = ({ suppressed, said }: Standing): boolean => suppressed || said === 'withdrawn';

/** Gives a survivor what permits less of its own and the merged record's standing, on each channel; an opt-out of either is the survivor's too. */
async function mergePermission(db: AccountDb, actor: Actor, pair: MergedPair): Promise<MergeMove[]> {
  const moves: MergeMove[] = [];
  for (const channel of CHANNELS) {
    const [survivor, merged] = await standings(db, pair, channel);
    if (!survivor || !merged) continue;
    const status = mergedStatus({ ...survivor, isOut: isOut(survivor) }, { ...merged, isOut: isOut(merged) });
    if (isOut(merged) || (isOut(survivor) && survivor.said === 'withdrawn' && !survivor.suppressed)) await optOut(db, actor, pair, channel);
    const recordIds = [pair.survivorId];
    await setPermissionStatus(db, { objectId: pair.objectId, recordIds, channel, status });
    const [now] = await standings(db, pair, channel);
    moves.push({ what: channel, ids: [now?.said_id ?? 0], others: [now?.suppressed ? 1 : 0] });
  }
  await mergeWishes(db, pair.objectId, pair.mergedId, pair.survivorId);
  return moves;
}

/** What was withdrawn since the merge was withdrawn by this person: who comes back has withdrawn it, too. Nothing is raised. */
async function unmergePermission(db: AccountDb, actor: Actor, pair: MergedPair, moves: readonly MergeMove[]): Promise<string[]> {
  const kept: string[] = [];
  for (const channel of CHANNELS) {
    const last = moves.findLast(({ what }) => what === channel);
    const [survivor, merged] = await standings(db, pair, channel);
    if (!last || !survivor || !merged) continue;
    const withdrewSince = survivor.said === 'withdrawn' && survivor.said_id !== last.ids[0];
    const barredSince = survivor.suppressed && last.others?.[0] === 0;
    if (withdrewSince || barredSince) {
      await unsubscribe(db, actor, { objectId: pair.objectId, recordIds: [pair.mergedId], channel, how: 'user', evidence: SINCE });
      kept.push(`${channel === 'email' ? 'Mail' : 'Texts'}: the opt-out since the merge counts for both.`);
    }
  }
  return kept;
}

const MERGED = 'Merged with a record of the same person, who had opted out';
const SINCE = 'Opted out while this record was merged with another';

async function optOut(db: AccountDb, actor: Actor, { objectId, survivorId }: MergedPair, channel: Channel): Promise<void> {
  await unsubscribe(db, actor, { objectId, recordIds: [survivorId], channel, how: 'user', evidence: MERGED });
}

async function standings(
  db: AccountDb,
  { objectId, survivorId, mergedId }: MergedPair,
  channel: Channel,
): Promise<(Standing | undefined)[]> {
  const found = await standingsOf(db, { objectId, recordIds: [survivorId, mergedId], channel });
  return [survivorId, mergedId].map((id) => found.find((standing) => standing.id === id));
}

export const mergers: readonly Merger[] = [{ name: 'compliance.permission', merge: mergePermission, unmerge: unmergePermission }];
