import { accountSettings, usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { changesOfRecord, type EventRow } from '../ledger/index.ts';
import { ownerChanged, recordUpdated } from './events.ts';
import { recordById } from './queries/records.ts';
import type { Changes } from './rules/parse-changes.ts';
import { sameValue } from './rules/same-value.ts';
import { storedValues } from './rules/stored-value.ts';
import type { ObjectShape, Value } from './schema.ts';

/** So many changes are looked through; whoever comes back after more of them is asked to look again. */
const LOOKED_THROUGH = 1_000;

export interface LateChange {
  shape: ObjectShape;
  id: number;
  values: Changes;
  ownerId?: number | undefined;
  /** The version that was looked at, which is no longer the newest. */
  version: number;
}

/**
 * Refuses a change made upon an older version where it would overwrite what somebody else wrote since into the same field, or an owner
 * given since; what others did to other fields stays beside it. Says who changed what, and when, with the values that stand now.
 */
export async function refuseChangedMeanwhile(db: AccountDb, late: LateChange): Promise<void> {
  const { shape, id, values, ownerId, version } = late;
  const record = { objectId: shape.id, id };
  const since = await changesOfRecord(db, record, {
    kinds: [recordUpdated.kind, ownerChanged.kind],
    since: version,
    limit: LOOKED_THROUGH,
  });
  const touched = new Set(since.flatMap((event) => (event.data?.fields ?? []) as number[]).map(String));
  const stands = await recordById(db, shape.id, id);
  const standing = stands ? storedValues(shape, stands) : {};
  const theirs: Record<string, Value> = {};
  for (const [field, mine] of Object.entries(values)) {
    const now = standing[field] ?? null;
    if ((touched.has(field) || since.length === LOOKED_THROUGH) && !sameValue(now, mine)) theirs[field] = now;
  }
  const isOwnerTaken = ownerId !== undefined && ownerId !== stands?.owner_id && since.some(({ kind }) => kind === ownerChanged.kind);
  if (Object.keys(theirs).length === 0 && !isOwnerTaken) return;
  const last = since.find(
    ({ kind, data }) =>
      (isOwnerTaken && kind === ownerChanged.kind) || ((data?.fields ?? []) as number[]).some((field) => String(field) in theirs),
  );
  throw await changedMeanwhile(db, { shape, theirs, isOwnerTaken, last, version: stands?.version ?? version });
}

interface Meanwhile {
  shape: ObjectShape;
  theirs: Record<string, Value>;
  isOwnerTaken: boolean;
  last: EventRow | undefined;
  version: number;
}

async function changedMeanwhile(db: AccountDb, { shape, theirs, isOwnerTaken, last, version }: Meanwhile): Promise<Problem> {
  const user = last?.actor_type === 'user' ? (await usersOf(db)).find(({ id }) => String(id) === last.actor_id) : undefined;
  const { locale, timeZone } = await accountSettings(db);
  const when = last ? ` on ${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(last.at)}` : '';
  const labels = shape.fields.filter(({ id }) => String(id) in theirs).map(({ label }) => label);
  const what = [...labels, ...(isOwnerTaken ? ['the owner'] : [])].join(', ');
  return new Problem(
    'changed_meanwhile',
    `${user?.name ?? 'Somebody else'} changed ${what}${when}, after you opened it. Look at what stands there now and save again.`,
    {
      status: 409,
      details: {
        changedBy: last ? { type: last.actor_type, id: last.actor_id, name: user?.name ?? null } : null,
        changedAt: last?.at.toISOString() ?? null,
        theirs,
        version,
      },
    },
  );
}
