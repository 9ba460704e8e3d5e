import { afterAll, beforeEach, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { plainActions } from '../../../test/automations/plain-actions.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { routesOn } from '../../../test/routes.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import { runJob } from '../../app/jobs.ts';
import type { AccountDb } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { register } from '../../app/registry.ts';
import { domains } from '../../domains.ts';
import { countSteps } from './count-steps.ts';
import { enrolRecords } from '../people/enrol-records.ts';
import { movePeople } from './move-people.ts';

register([...domains, plainActions]);

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
let sales: TestSeat;
let reader: TestSeat;
let stranger: TestSeat;

afterAll(() => register(domains));
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test, { timeZone: 'Europe/Berlin' });
  sales = await makeUser(test, owner, { role: 'Sales' });
  reader = await makeUser(test, owner, { role: 'Read only' });
  stranger = await makeAccount(test);
});

const DAY = ['wait', { wait: 'for', amount: 1, unit: 'days' }] as [string, Record<string, unknown>];
const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(owner.accountId, work);
const enrol = (automationId: number, recordIds: number[]) =>
  as((db) => enrolRecords(db, owner.actor, { automationId, records: { recordIds }, viewer: everyone }));
/** From now on the role sees the records it owns, and no others. */
const restrict = (seat: TestSeat) =>
  test.owner.query(
    `update roles set rights = jsonb_set(rights || '{"objects": {}}', '{otherObjects,view}', '"own"')
     where account_id = $1 and id = (select role_id from users where account_id = $1 and id = $2)`,
    [seat.accountId, seat.userId],
  );

/** A condition on the name: who has an A goes on to a wait, all others to a step that refuses an x. */
async function world() {
  const id = await makeAutomation(
    test,
    owner,
    makeMap([
      ['condition', { criteria: { field: 1, operator: 'contains', values: ['A'] } }, [2, 3]],
      DAY,
      ['test.refuse', { letter: 'x' }, [null]],
    ]),
  );
  const [ada] = await makeContacts(test, owner, ['Ada'], { ownerId: sales.userId });
  const [anna, bob, max] = await makeContacts(test, owner, ['Anna', 'Bob', 'Rex']);
  await enrol(id, [ada!, anna!, bob!, max!]);
  await test.settle();
  return { id, ada: ada!, anna: anna!, bob: bob!, max: max! };
}
const stepsOf = (counts: { steps: { id: number }[] }) => Object.fromEntries(counts.steps.map(({ id, ...step }) => [id, step]));

describe('counting', () => {
  it('the sums of the days and the ledger say the same, also of waits that are over and of moves written before exits were', async () => {
    const { id } = await world();
    test.clock.moveBy(24 * 3_600_000);
    await test.settle();
    const bySums = await as((db) => countSteps(db, id));
    const byLedger = await as((db) =>
      countSteps(db, id, { viewer: everyone, criteria: { any: [{ field: 1, operator: 'is_not_blank' }] } as never }),
    );
    expect(byLedger.entered).toBe(4);
    expect(stepsOf(byLedger)).toEqual(stepsOf(bySums));
    expect(stepsOf(bySums)[2]).toMatchObject({ arrived: 2, exits: [2], standing: 0 });
    await test.owner.query(`update events set data = data - 'exits' - 'from' where account_id = $1 and kind = 'automation.moved'`, [
      owner.accountId,
    ]);
    const byOldRows = await as((db) =>
      countSteps(db, id, { viewer: everyone, criteria: { all: [{ field: 1, operator: 'is_not_blank' }] } as never }),
    );
    expect(stepsOf(byOldRows)).toEqual(stepsOf(bySums));
  });

  it('days are those of the account, both of them in the range', async () => {
    test.clock.moveTo('2026-03-02T23:30:00Z');
    const { id } = await world();
    const on = async (query: string) => (await ask(owner, 'GET', `/api/automations/${id}/counts?${query}`)).body.entered;
    const filter = `&criteria=${encodeURIComponent(JSON.stringify({ any: [{ field: 1, operator: 'is_not_blank' }] }))}`;
    for (const criteria of ['', filter]) {
      expect(await on(`from=2026-03-03&to=2026-03-03${criteria}`)).toBe(4);
      expect(await on(`from=2026-03-02&to=2026-03-02${criteria}`)).toBe(0);
      expect(await on(`from=2026-03-04${criteria}`)).toBe(0);
    }
    expect((await ask(owner, 'GET', `/api/automations/${id}/counts?from=2026-03-04&to=2026-03-03`)).status).toBe(422);
    expect((await ask(owner, 'GET', `/api/automations/${id}/counts?from=yesterday`)).status).toBe(422);
  });

  it('who sees only their own records counts only those, and a filter narrows every number', async () => {
    const { id } = await world();
    await restrict(sales);
    const { body: mine } = await ask(sales, 'GET', `/api/automations/${id}/counts`);
    expect(mine.entered).toBe(1);
    expect(stepsOf(mine)).toEqual({
      1: { arrived: 1, standing: 0, held: 0, failed: 0, exits: [1] },
      2: { arrived: 1, standing: 1, held: 0, failed: 0, exits: [] },
    });
    const bobs = encodeURIComponent(JSON.stringify({ field: 1, operator: 'is', values: ['Bob'] }));
    const { body: filtered } = await ask(owner, 'GET', `/api/automations/${id}/counts?criteria=${bobs}`);
    expect(filtered.entered).toBe(1);
    expect(stepsOf(filtered)[1]).toMatchObject({ exits: [0, 1] });
    expect(stepsOf(filtered)[3]).toMatchObject({ arrived: 1, failed: 0 });
  });
});

describe('people behind a number', () => {
  it('who stands, who came, who left by an exit and who was set aside with why', async () => {
    const { id, ada, anna, bob, max } = await world();
    const names = async (url: string) =>
      (await ask(owner, 'GET', `/api/automations/${id}/steps/${url}`)).body.people.map(({ recordId }: { recordId: number }) => recordId);
    expect(await names('2/people?state=standing')).toEqual([ada, anna]);
    expect(new Set(await names('0/passes'))).toEqual(new Set([ada, anna, bob, max]));
    expect(new Set(await names('1/passes?exit=1'))).toEqual(new Set([bob, max]));
    expect(await names('3/passes?exit=0')).toEqual([bob]);
    expect(await names('1/passes?from=2026-03-03')).toEqual([]);
    const { body: failed } = await ask(owner, 'GET', `/api/automations/${id}/steps/3/people?state=failed`);
    expect(failed.failures).toEqual([{ reason: 'There is x in the name.', records: 1 }]);
    expect(failed.people).toMatchObject([{ recordId: max, failure: 'There is x in the name.' }]);
  });

  it('pages follow each other without a gap or a double, and rights hold on each', async () => {
    const { id, ada } = await world();
    const seen: number[] = [];
    let next: string | null = '';
    while (next !== null) {
      const before = next === '' ? '' : `&before=${encodeURIComponent(next)}`;
      const { body } = await ask(owner, 'GET', `/api/automations/${id}/steps/1/passes?limit=1${before}`);
      seen.push(...body.people.map(({ recordId }: { recordId: number }) => recordId));
      next = body.next;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
    await restrict(sales);
    const { body: mine } = await ask(sales, 'GET', `/api/automations/${id}/steps/1/passes`);
    expect(mine.people).toMatchObject([{ recordId: ada, name: 'Ada', times: 1 }]);
  });
});

describe('moving by hand', () => {
  it('whoever was set aside goes to another step, to the end, or tries again, and the ledger says who moved them', async () => {
    const { id, bob, max } = await world();
    const move = (whom: object, seat = owner) => ask(seat, 'POST', `/api/automations/${id}/steps/3/move`, whom);
    expect((await move({ all: 'failed', to: 'again' })).body).toEqual({ moved: 1, goesOn: false });
    await test.settle();
    expect((await move({ recordIds: [max, bob], to: 2 })).body).toEqual({ moved: 1, goesOn: false });
    await test.settle();
    const { body: way } = await ask(owner, 'GET', `/api/automations/${id}/records/${max}/way`);
    expect(way.lines.map(({ kind }: { kind: string }) => kind)).toEqual([
      'automation.moved',
      'automation.moved_by_hand',
      'automation.moved',
      'automation.moved',
      'automation.entered',
    ]);
    expect(way.lines[1]).toMatchObject({ from: 3, stepId: 2, actor: { type: 'user' } });
    expect(way.standing).toMatchObject([{ stepId: 2, state: 'waiting', failure: null }]);
    expect((await ask(owner, 'POST', `/api/automations/${id}/steps/2/move`, { all: 'standing', to: 'end' })).body.moved).toBe(3);
    expect((await as((db) => countSteps(db, id))).steps.every(({ standing, failed }) => standing + failed === 0)).toBe(true);
  });

  it('refuses the same step, a step the map does not have, and nobody at all', async () => {
    const { id } = await world();
    const move = (whom: object) => ask(owner, 'POST', `/api/automations/${id}/steps/3/move`, whom);
    expect((await move({ all: 'failed', to: 3 })).body.code).toBe('same_step');
    expect((await move({ all: 'failed', to: 99 })).body.code).toBe('step_gone');
    expect((await move({ recordIds: [], to: 2 })).status).toBe(422);
    expect((await move({ to: 2 })).status).toBe(422);
    expect((await move({ all: 'failed', recordIds: [1], to: 2 })).status).toBe(422);
  });

  it('a manager who sees only their own records moves only those', async () => {
    const { id } = await world();
    const mine = { ...everyone, userId: sales.userId, on: () => ({ ...everyone.on(0), view: 'own' as const }) };
    const moved = await as((db) =>
      movePeople(db, owner.actor, { automationId: id, stepId: 2, whom: { all: 'standing' }, viewer: mine, to: 'end' }),
    );
    expect(moved).toEqual({ moved: 1, goesOn: false });
  });

  it('more than a transaction should move go on in the background, once each', async () => {
    const id = await makeAutomation(test, owner, makeMap([DAY, DAY]));
    await enrol(
      id,
      await makeContacts(
        test,
        owner,
        Array.from({ length: 25 }, (_, index) => `P${index}`),
      ),
    );
    await test.settle();
    const moving = { automationId: id, stepId: 1, whom: { all: 'standing' }, viewer: everyone, to: 2 } as const;
    expect(await as((db) => movePeople(db, owner.actor, { ...moving, limit: 20 }))).toEqual({ moved: 20, goesOn: true });
    const { rows } = await test.owner.query(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'automations.move-people'`,
    );
    expect(rows).toHaveLength(1);
    for (const { payload } of rows) await runJob(test.database, 'automations.move-people', payload);
    await test.settle();
    expect(stepsOf(await as((db) => countSteps(db, id)))).toMatchObject({ 1: { standing: 0 }, 2: { standing: 25, arrived: 25 } });
  });
});

describe('telling of people set aside', () => {
  it('the owners of the account are told once a day and map, and nobody else is', async () => {
    const { id } = await world();
    await test.settle();
    const told = async (seat: TestSeat) =>
      (
        await test.owner.query('select kind, subject_id::int as subject from notifications where account_id = $1 and user_id = $2', [
          seat.accountId,
          seat.userId,
        ])
      ).rows;
    expect(await told(owner)).toEqual([{ kind: 'automation.set_aside', subject: id }]);
    expect(await told(sales)).toEqual([]);
    await ask(owner, 'POST', `/api/automations/${id}/steps/3/retry`);
    await test.settle();
    expect(await told(owner)).toHaveLength(1);
    test.clock.moveBy(25 * 3_600_000);
    await ask(owner, 'POST', `/api/automations/${id}/steps/3/retry`);
    await test.settle();
    expect(await told(owner)).toHaveLength(2);
  });
});

describe('following one person', () => {
  it('each move has what caused it and what it led to, step by step', async () => {
    const id = await makeAutomation(test, owner, makeMap([['tag.add', { tag: 'Seen' }], DAY], { triggers: [{ event: 'record.created' }] }));
    const [ada] = await makeContacts(test, owner, ['Ada']);
    await test.settle();
    const { body: way } = await ask(reader, 'GET', `/api/automations/${id}/records/${ada}/way`);
    expect(way.record).toEqual({ id: ada, objectId: 0, name: 'Ada' });
    expect(way.lines).toMatchObject([
      {
        kind: 'automation.moved',
        path: [1, 2],
        exits: [0, null],
        outcome: 'waiting',
        stepId: 2,
        effects: [{ kind: 'tag.added', subject: { name: 'Seen' }, actor: { type: 'step', id: `${id}.1` } }],
      },
      { kind: 'automation.entered', trigger: 1001, cause: { kind: 'record.created' } },
    ]);
    expect(way.standing).toMatchObject([{ stepId: 2, state: 'waiting', dueAt: '2026-03-03T09:00:00.000Z', version: 1 }]);
    expect(way.versions).toMatchObject([{ version: 1, map: { start: 1 } }]);
  });

  it('what brought somebody here again is told once where it was done, and as the cause where they came in', async () => {
    const steps: Parameters<typeof makeMap>[0] = [['tag.add', { tag: 'Friend' }], ['end']];
    const id = await makeAutomation(test, owner, makeMap(steps, { triggers: [{ event: 'record.created' }, { event: 'tag.added' }] }));
    const [ada] = await makeContacts(test, owner, ['Ada']);
    await test.settle();
    const { body: way } = await ask(reader, 'GET', `/api/automations/${id}/records/${ada}/way`);
    const added = way.lines
      .flatMap(({ effects }: { effects: { kind: string }[] }) => effects)
      .filter(({ kind }: { kind: string }) => kind === 'tag.added');
    expect(added).toHaveLength(1);
    expect(way.lines.filter(({ cause }: { cause: { kind: string } | null }) => cause?.kind === 'tag.added')).toHaveLength(1);
  });

  it('a record somebody may not see has no way for them', async () => {
    const { id, bob } = await world();
    await restrict(sales);
    expect((await ask(sales, 'GET', `/api/automations/${id}/records/${bob}/way`)).status).toBe(404);
  });
});

it('another account finds none of it, and a role without the right moves nobody', async () => {
  const { id, bob } = await world();
  const at = `/api/automations/${id}`;
  for (const url of [`${at}/counts`, `${at}/steps/1/passes`, `${at}/steps/0/passes`, `${at}/records/${bob}/way`]) {
    expect((await ask(stranger, 'GET', url)).status, url).toBe(404);
    expect((await ask(reader, 'GET', url)).status, url).toBe(200);
  }
  const body = { all: 'standing', to: 'end' };
  expect((await ask(stranger, 'POST', `${at}/steps/2/move`, body)).status).toBe(404);
  expect((await ask(reader, 'POST', `${at}/steps/2/move`, body)).status).toBe(403);
});
