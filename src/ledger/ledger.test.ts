import { describe, expect, it } from 'vitest';
import { makeBareAccount } from '../../test/factories.ts';
import { inAccount, testDatabase } from '../../test/harness.ts';
import { sql, type AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import type { Domain, Follower } from '../app/kernel/domain.ts';
import { domains as registered, register } from '../app/registry.ts';
import { eventKind } from './events.ts';
import { followNext } from './follow-next.ts';
import { eventsByCause, eventsOfRecord } from './queries/reading.ts';
import { forgetPersonal } from './queries/upkeep.ts';
import { recordEvent, recordEvents } from './record-event.ts';

const test = testDatabase();
const rang = eventKind('bell.rang', { retention: 'business' });
const CONTACT = { objectId: 0, id: 7 };

describe('an event', () => {
  it('stands on the record’s timeline, newest first, with its cause and its personal part', async () => {
    const account = await makeBareAccount(test);
    await inAccount(test.database, account, async (db) => {
      const first = await recordEvent(db, system, { kind: rang, record: CONTACT, data: { times: 1 } });
      await recordEvent(db, { type: 'user', id: '3' }, { kind: rang, record: CONTACT, causeId: first, personal: { by: 'Ada' } });
    });
    await inAccount(test.database, account, async (db) => {
      const events = await eventsOfRecord(db, CONTACT, { limit: 10 });
      expect(events.map(({ kind, actor_type, personal, data }) => ({ kind, actor_type, personal, data }))).toEqual([
        { kind: 'bell.rang', actor_type: 'user', personal: { by: 'Ada' }, data: null },
        { kind: 'bell.rang', actor_type: 'system', personal: null, data: { times: 1 } },
      ]);
      expect(await eventsByCause(db, events[1]!.id, 10)).toHaveLength(2);
    });
  });

  it('stands where it belongs in time, whichever connection wrote it', async () => {
    const account = await makeBareAccount(test);
    const ring = (db: AccountDb, times: number) => recordEvent(db, system, { kind: rang, record: CONTACT, data: { times } });
    await inAccount(test.database, account, async (one) => {
      await ring(one, 1);
      await inAccount(test.database, account, (another) => ring(another, 2));
      await ring(one, 3);
    });
    const events = await inAccount(test.database, account, (db) => eventsOfRecord(db, CONTACT, { limit: 10 }));
    expect(events.map(({ data }) => data)).toEqual([{ times: 3 }, { times: 2 }, { times: 1 }]);
  });

  it('is told for a whole set in one statement', async () => {
    const account = await makeBareAccount(test);
    const written = await inAccount(test.database, account, (db) =>
      recordEvents(db, system, {
        kind: rang,
        columns: ['object_id', 'record_id'],
        rows: sql`select 0 as object_id, n as record_id from generate_series(1, 500) n`,
      }),
    );
    expect(written).toBe(500);
  });

  it('cannot be changed or removed by the product, but for its personal part', async () => {
    const account = await makeBareAccount(test);
    await inAccount(test.database, account, (db) => recordEvent(db, system, { kind: rang, record: CONTACT, personal: { by: 'Ada' } }));
    const attempt = (statement: (db: AccountDb) => Promise<unknown>) => inAccount(test.database, account, statement);
    await expect(attempt((db) => db.run(sql`delete from events where account_id = ${account}`))).rejects.toThrow(/permission denied/);
    await expect(attempt((db) => db.run(sql`update events set kind = 'x' where account_id = ${account}`))).rejects.toThrow(
      /permission denied/,
    );
    expect(await attempt((db) => forgetPersonal(db, CONTACT.objectId, [CONTACT.id]))).toBe(1);
  });

  it('of another account is out of reach even without the product’s own filter', async () => {
    const account = await makeBareAccount(test);
    const other = await makeBareAccount(test);
    await inAccount(test.database, account, (db) => recordEvent(db, system, { kind: rang, record: CONTACT }));
    const seen = await inAccount(test.database, other, (db) => db.many(sql`select id from events where record_id = 7`));
    expect(seen).toEqual([]);
    await expect(
      inAccount(test.database, other, (db) =>
        db.run(
          sql`insert into events (account_id, retention, at, batch_id, kind, actor_type) values (${account}, 'business', ${db.now}, 1, 'x', 'system')`,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe('a follower', () => {
  it('sees two batches that commit in the reverse of the order they began in, each once', async () => {
    const account = await makeBareAccount(test);
    const seen: number[] = [];
    const follower: Follower = { name: 'test.bells', kinds: ['bell.rang'], follow: async (_db, batchId) => void seen.push(batchId) };
    await withFollower(follower, async () => {
      const first = gate();
      const firstBegan = gate();
      let early = 0;
      let late = 0;
      const slow = inAccount(test.database, account, async (db) => {
        await recordEvent(db, system, { kind: rang });
        early = db.batch.id!;
        firstBegan.open();
        await first.opened;
      });
      await firstBegan.opened;
      await inAccount(test.database, account, async (db) => {
        await recordEvent(db, system, { kind: rang });
        late = db.batch.id!;
      });
      expect(await followNext(test.database, account, follower)).toBe(true);
      expect(seen).toEqual([late]);
      first.open();
      await slow;
      expect(await followNext(test.database, account, follower)).toBe(true);
      expect(await followNext(test.database, account, follower)).toBe(false);
      expect(seen).toEqual([late, early]);
    });
  });

  it('that throws leaves no trace of its work, tries again, and is set aside after five tries without holding up the next', async () => {
    const account = await makeBareAccount(test);
    const bad = new Set<number>();
    const seen: number[] = [];
    const follower: Follower = {
      name: 'test.fails',
      kinds: ['bell.rang'],
      follow: async (db, batchId) => {
        await recordEvent(db, system, { kind: eventKind('bell.heard', { retention: 'business' }) });
        if (bad.has(batchId)) throw new Error('cannot hear');
        seen.push(batchId);
      },
    };
    await withFollower(follower, async () => {
      const ids: number[] = [];
      for (let n = 0; n < 2; n++) {
        await inAccount(test.database, account, async (db) => {
          await recordEvent(db, system, { kind: rang });
          ids.push(db.batch.id!);
        });
      }
      bad.add(ids[0]!);
      for (let tries = 0; tries < 6; tries++) await followNext(test.database, account, follower);
      expect(seen).toEqual([ids[1]]);
      const { rows } = await test.owner.query('select batch_id::int, attempts, failure from event_batches where account_id = $1', [
        account,
      ]);
      expect(rows).toEqual([{ batch_id: ids[0], attempts: 5, failure: 'cannot hear' }]);
      const heard = await test.owner.query("select 1 from events where account_id = $1 and kind = 'bell.heard'", [account]);
      expect(heard.rowCount).toBe(1);
    });
  });

  it('that reads several reads small batches in one transaction and in their order, and a large one alone', async () => {
    const account = await makeBareAccount(test);
    const read: number[][] = [];
    const follower: Follower = {
      name: 'test.several',
      kinds: ['bell.rang'],
      follow: async (_db, batchId) => void read.push([batchId]),
      followSeveral: async (_db, batches) => void read.push(batches.map(({ batchId }) => batchId)),
    };
    await withFollower(follower, async () => {
      const [a, b, large, c, d] = [
        await ring(account),
        await ring(account),
        await ring(account, 501),
        await ring(account),
        await ring(account),
      ];
      while (await followNext(test.database, account, follower));
      expect(read).toEqual([[a, b], [large], [c, d]]);
    });
  });

  it('that reads several and throws at one leaves no trace of any, reads those before it, and goes on behind it when it is set aside', async () => {
    const account = await makeBareAccount(test);
    const heard = eventKind('bell.heard', { retention: 'business' });
    let bad = 0;
    const follow: Follower['follow'] = async (db, batchId) => {
      await recordEvent(db, system, { kind: heard, data: { batchId } });
      if (batchId === bad) throw new Error('cannot hear');
    };
    const followSeveral: Follower['followSeveral'] = async (db, batches) => {
      for (const { batchId, kinds } of batches) await follow(db, batchId, kinds, async () => 1);
    };
    const follower: Follower = { name: 'test.several-fail', kinds: ['bell.rang'], follow, followSeveral };
    await withFollower(follower, async () => {
      const [first, second, third, fourth] = [await ring(account), await ring(account), await ring(account), await ring(account)];
      bad = second;
      const heardOf = async (): Promise<number[]> => {
        const { rows } = await test.owner.query<{ id: number }>(
          "select (data->>'batchId')::int as id from events where account_id = $1 and kind = 'bell.heard' order by id",
          [account],
        );
        return rows.map(({ id }) => id);
      };
      await followNext(test.database, account, follower);
      expect(await heardOf(), 'nobody passes the one in the way').toEqual([first]);
      while (await followNext(test.database, account, follower));
      expect(await heardOf()).toEqual([first, third, fourth]);
      const { rows } = await test.owner.query('select batch_id::int, attempts, failure from event_batches where account_id = $1', [
        account,
      ]);
      expect(rows).toEqual([{ batch_id: second, attempts: 5, failure: 'cannot hear' }]);
    });
  });

  it('leaves no batch behind when the transaction that wrote it rolls back', async () => {
    const account = await makeBareAccount(test);
    const follower: Follower = { name: 'test.never', kinds: 'all', follow: async () => undefined };
    await withFollower(follower, async () => {
      const failing = inAccount(test.database, account, async (db) => {
        await recordEvent(db, system, { kind: rang });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await followNext(test.database, account, follower)).toBe(false);
    });
  });
});

/** A transaction of so many rings; gives its batch. */
async function ring(account: number, times = 1): Promise<number> {
  return inAccount(test.database, account, async (db) => {
    const rows = sql`select n as record_id from generate_series(1, ${times}::integer) n`;
    await recordEvents(db, system, { kind: rang, columns: ['record_id'], rows });
    return db.batch.id!;
  });
}

async function withFollower(follower: Follower, work: () => Promise<void>): Promise<void> {
  const before = registered();
  const domain: Domain = { name: 'test', followers: [follower] };
  register([...before.map((each) => ({ ...each, followers: [] })), domain]);
  try {
    await work();
  } finally {
    register(before);
  }
}

function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
