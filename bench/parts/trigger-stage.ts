import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createAccount } from '../../src/accounts/index.ts';
import type { AccountDb, Database } from '../../src/app/db.ts';
import { createAutomation, publishAutomation } from '../../src/automations/index.ts';
import { mapSchema, type AutomationMap, type Trigger } from '../../src/automations/schema.ts';
import { ensureTag } from '../../src/records/index.ts';

const KINDS = ['tag.added', 'record.updated', 'note.added'] as const;
const wordOf = (map: number): string => `word${map}x`;

export interface Stage {
  accountId: number;
  userId: number;
  tagIds: number[];
}

/** So many events, so many of them a transaction. */
export interface Happening {
  events: number;
  size: number;
}

/** An account of contacts with a published map for each trigger. */
export async function prepareStage(
  database: Database,
  owner: pg.Client,
  { records, maps }: { records: number; maps: number },
): Promise<Stage> {
  const { accountId, ownerUserId: userId } = await createAccount(database, {
    name: 'Harbour Bakery',
    kind: 'client',
    owner: { identityId: randomUUID(), name: 'Robin Person', email: 'robin@example.com' },
  });
  await owner.query(
    `insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, created_at, updated_at, values)
     select $1, 0, id, 'u' || id, 1, 'First' || id, 'first' || id, now(), now(), jsonb_build_object('1', 'First' || id)
     from generate_series(1, $2::bigint) id`,
    [accountId, records],
  );
  const tagIds: number[] = [];
  const ids = (name: string, count: number) => database.nextIds(accountId, name, count);
  for (let map = 0; map < maps; map++) {
    await database.account(accountId, async (db) => {
      tagIds.push(await ensureTag(db, ids, 0, `Tag ${map}`));
      await publishMap(database, { accountId, userId, tagIds }, mapFor(triggerOf(map, tagIds)), db);
    });
  }
  await owner.query('vacuum (analyze) records');
  return { accountId, userId, tagIds };
}

function triggerOf(map: number, tagIds: readonly number[]): Trigger {
  const event = KINDS[map % KINDS.length]!;
  const trigger = { id: 1001, event };
  if (event === 'tag.added') return { ...trigger, subject: [tagIds[map]!] };
  const where = [
    { key: event === 'note.added' ? 'body' : 'after', operator: event === 'note.added' ? 'contains' : 'is', values: [wordOf(map)] },
  ] as Trigger['where'];
  return event === 'note.added' ? { ...trigger, where } : { ...trigger, fields: [6], where };
}

const mapFor = (trigger: Trigger): AutomationMap =>
  mapSchema.parse({
    triggers: [trigger],
    start: 1,
    steps: [{ id: 1, kind: 'wait', settings: { wait: 'for', amount: 1, unit: 'days' }, next: [null] }],
  });

/** Publishes a map for the contacts of a stage; gives its id. */
export async function publishMap(database: Database, { accountId, userId }: Stage, map: AutomationMap, db: AccountDb): Promise<number> {
  const actor = { type: 'user', id: String(userId) } as const;
  const ids = (name: string, count: number) => database.nextIds(accountId, name, count);
  const { id } = await createAutomation(db, actor, ids, { name: 'Bench', objectId: 0, map });
  await publishAutomation(db, actor, id);
  return id;
}

/** Writes the events, so many a transaction; those of one transaction meet one map. Gives the batches. */
export async function happen(owner: pg.Client, { accountId, tagIds }: Stage, { events, size }: Happening): Promise<number[]> {
  await owner.query('delete from event_batches where account_id = $1', [accountId]);
  const batches: number[] = [];
  for (let from = 1, turn = 0; from <= events; from += size, turn++) {
    const map = turn % tagIds.length;
    const kind = KINDS[map % KINDS.length]!;
    const { rows } = await owner.query<{ id: string }>("select nextval('batch_ids') as id");
    const batch = Number(rows[0]!.id);
    const personal = {
      'tag.added': null,
      'record.updated': { changes: { 6: [null, wordOf(map)] } },
      'note.added': { body: `About ${wordOf(map)} and more` },
    }[kind];
    await owner.query(
      `insert into events (account_id, retention, at, batch_id, kind, actor_type, actor_id, object_id, record_id, subject_type, subject_id, data, personal)
       select $1, 'business', now(), $2, $3, 'user', '1', 0, id, $4, $5, $6, $7 from generate_series($8::bigint, $9::bigint) id`,
      [
        accountId,
        batch,
        kind,
        kind === 'tag.added' ? 'tag' : null,
        kind === 'tag.added' ? tagIds[map] : null,
        kind === 'record.updated' ? { fields: [6] } : null,
        personal,
        from,
        Math.min(from + size - 1, events),
      ],
    );
    await owner.query("insert into event_batches (account_id, follower, batch_id, kinds) values ($1, 'automations.triggers', $2, $3)", [
      accountId,
      batch,
      [kind],
    ]);
    batches.push(batch);
  }
  await owner.query('analyze events');
  return batches;
}
