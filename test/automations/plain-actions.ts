import { z } from 'zod';
import { sql } from '../../src/app/db.ts';
import type { Action, Domain } from '../../src/app/kernel/domain.ts';
import { Problem } from '../../src/app/kernel/problem.ts';
import { recordsByIds, writeRecords } from '../../src/records/index.ts';

const settings = z.object({ letter: z.string() });
type Settings = z.infer<typeof settings>;

/** Appends a letter to the first name: done twice, it shows. */
const append: Action<Settings> = {
  kind: 'test.append',
  settings,
  async apply(db, { actor, objectId, recordIds, causeIds, settings: { letter } }) {
    await writeRecords(db, actor, {
      objectId,
      source: sql`select r.id, false as is_new, jsonb_build_object('1', coalesce(r.values->>'1', '') || ${letter}::text) as changes, c.cause_id
        from unnest(${recordIds}::bigint[], ${causeIds}::bigint[]) as c (id, cause_id)
        join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = c.id`,
      columns: ['cause_id'],
    });
    return {};
  },
};

/** The same, reaching people with it. */
const reach: Action<Settings> = { ...append, kind: 'test.reach', reaches: 'email' };

/** Writes to all and then throws when the letter stands in the first name of any: what it wrote must not stay. */
const explode: Action<Settings> = {
  kind: 'test.explode',
  settings,
  async apply(db, step) {
    await append.apply(db, { ...step, settings: { letter: '!' } });
    const records = await recordsByIds(db, step.objectId, step.recordIds);
    const bad = records.find((record) => String(record.values[1]).includes(step.settings.letter));
    if (bad) throw new Problem('test_exploded', `Record ${bad.id} has ${step.settings.letter} in its name.`);
    await append.apply(db, { ...step, settings: { letter: '?' } });
    return {};
  },
};

/** Names the records that cannot take the step, and lets the others pass. */
const refuse: Action<Settings> = {
  kind: 'test.refuse',
  settings,
  async apply(db, { objectId, recordIds, settings: { letter } }) {
    const records = await recordsByIds(db, objectId, recordIds);
    const bad = records.filter((record) => String(record.values[1]).includes(letter));
    return { failed: new Map(bad.map(({ id }) => [id, `There is ${letter} in the name.`])) };
  },
};

/** How often `test.stumble` still fails, as when a server is being restarted. */
export const stumbling = { times: 0 };

/** Writes to all, and then fails for a reason that passes and lies in no record. */
const stumble: Action<Settings> = {
  kind: 'test.stumble',
  settings,
  async apply(db, step) {
    await append.apply(db, step);
    if (stumbling.times-- > 0) throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
    return {};
  },
};

export const plainActions: Domain = { name: 'test', actions: [append, reach, explode, refuse, stumble] };
