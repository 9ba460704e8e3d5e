import { beforeAll, describe, expect, it } from 'vitest';
import { givePostalAddress, makeContacts, makeMessage } from '../../../test/mail.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { prepareInstallation, viewerOf } from '../../accounts/index.ts';
import { unsubscribe } from '../../compliance/index.ts';
import { linkToken } from '../letters/link-tokens.ts';
import { planBroadcastBody } from '../schema.ts';
import { trackClick } from '../track-click.ts';
import { trackOpen } from '../track-open.ts';
import { makeReport } from '../reports/make-report.ts';
import { chooseVariant } from './choose-variant.ts';
import { moveBroadcast } from './move-broadcast.ts';
import { pauseBroadcast } from './pause-broadcast.ts';
import { planBroadcast } from './plan-broadcast.ts';
import { previewBroadcast } from './preview-broadcast.ts';
import { resumeBroadcast } from './resume-broadcast.ts';
import { runBroadcasts } from './run-broadcasts.ts';
import { showBroadcast } from './show-broadcast.ts';
import { stopBroadcast } from './stop-broadcast.ts';

const SECRET = 'a secret key of thirty-two letters';
const test = testDatabase();
let seat: TestSeat;
let keys = 0;

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: SECRET });
});

async function business(): Promise<TestSeat> {
  seat = await makeAccount(test);
  await givePostalAddress(test, seat);
  return seat;
}

const inSeat = <T>(work: Parameters<typeof test.database.account<T>>[1]): Promise<T> => test.database.account(seat.accountId, work);

async function plan(changes: object): Promise<number> {
  const asked = planBroadcastBody.parse({
    name: 'Spring',
    which: {},
    schedule: { when: 'now' },
    expected: 0,
    key: `broadcast-${++keys}`,
    ...changes,
  });
  return inSeat(async (db) => {
    const viewer = await viewerOf(db, seat.userId);
    const { reached } = await previewBroadcast(db, viewer, asked);
    return planBroadcast(db, { ...seat, viewer }, { ...asked, expected: reached });
  });
}

const show = (id: number) => inSeat(async (db) => showBroadcast(db, await viewerOf(db, seat.userId), id));
const reportOf = (id: number) => inSeat(async (db) => makeReport(db, await viewerOf(db, seat.userId), { broadcast: id }));

const lettersOf = async (id: number) =>
  (
    await test.owner.query<{ id: number; record_id: number; status: string; variant: number | null; version: number; due_at: Date }>(
      'select id::int, record_id::int, status, variant, version, due_at from deliveries where account_id = $1 and broadcast_id = $2 order by id',
      [seat.accountId, id],
    )
  ).rows;

const kindsOf = async (id: number) =>
  (
    await test.owner.query<{ kind: string }>(
      "select kind from events where account_id = $1 and subject_type = 'broadcast' and subject_id = $2 order by id",
      [seat.accountId, id],
    )
  ).rows.map(({ kind }) => kind);

describe('before a broadcast is sent', () => {
  it('those who get it and those who do not are counted by reason, and whoever shares an address gets one letter', async () => {
    await business();
    const ids = await makeContacts(test, seat, 6);
    const messageId = await makeMessage(test, seat);
    await inSeat((db) => unsubscribe(db, seat.actor, { objectId: 0, recordIds: [ids[0]!], channel: 'email', how: 'user' }));
    await test.owner.query(
      'update records set email = (select email from records where account_id = $1 and object_id = 0 and id = $2) where account_id = $1 and object_id = 0 and id = $3',
      [seat.accountId, ids[4], ids[5]],
    );
    const reach = await inSeat(async (db) =>
      previewBroadcast(db, await viewerOf(db, seat.userId), { objectId: 0, which: {}, variants: [{ messageId }] }),
    );
    expect(reach).toMatchObject({ total: 6, reached: 4, sameAddress: 1, problems: [] });
    expect(reach.refused.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });

  it('what keeps a message from being sent is told', async () => {
    await business();
    const asked = { objectId: 0, which: {}, variants: [{ messageId: 999 }] };
    const reach = await inSeat(async (db) => previewBroadcast(db, await viewerOf(db, seat.userId), asked));
    expect(reach.problems).toEqual([{ variant: 0, sentence: 'This message was deleted. Choose another.' }]);
  });
});

describe('a broadcast', () => {
  it('sends one letter to each, by the version as it stands at the start, and says when it is over', async () => {
    await business();
    await makeContacts(test, seat, 12);
    const messageId = await makeMessage(test, seat);
    const id = await plan({ variants: [{ messageId }] });
    await test.settle(seat.accountId);
    const letters = await lettersOf(id);
    expect(letters.map(({ status }) => status)).toEqual(Array(12).fill('captured'));
    expect(new Set(letters.map(({ record_id }) => record_id)).size).toBe(12);
    expect(await show(id)).toMatchObject({ state: 'finished', progress: { total: 12, queued: 12, waiting: 0 } });
    expect(await kindsOf(id)).toEqual(['broadcast.planned', 'broadcast.started', 'broadcast.finished']);
  });

  it('is planned once however often the same is asked', async () => {
    await business();
    await makeContacts(test, seat, 2);
    const messageId = await makeMessage(test, seat);
    const first = await plan({ variants: [{ messageId }], key: 'the same key' });
    expect(await plan({ variants: [{ messageId }], key: 'the same key' })).toBe(first);
  });

  it('waits for its time, can be moved, and stopped before it begins', async () => {
    await business();
    await makeContacts(test, seat, 3);
    const messageId = await makeMessage(test, seat);
    const at = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
    const moved = await plan({ variants: [{ messageId }], schedule: { when: 'at', at } });
    const stopped = await plan({ variants: [{ messageId }], schedule: { when: 'at', at } });
    await test.settle(seat.accountId);
    expect(await lettersOf(moved)).toEqual([]);
    await inSeat((db) => moveBroadcast(db, seat.actor, { id: moved, schedule: { when: 'now' } }));
    await inSeat((db) => stopBroadcast(db, seat.actor, stopped));
    await test.settle(seat.accountId);
    expect(await lettersOf(moved)).toHaveLength(3);
    test.clock.moveBy(7_200_000);
    await test.settle(seat.accountId);
    expect(await lettersOf(stopped)).toEqual([]);
    await expect(inSeat((db) => moveBroadcast(db, seat.actor, { id: moved, schedule: { when: 'now' } }))).rejects.toMatchObject({
      code: 'has_begun',
    });
  });

  it('does not begin in the past', async () => {
    await business();
    await makeContacts(test, seat, 1);
    const messageId = await makeMessage(test, seat);
    const at = new Date(test.clock.now().getTime() - 3_600_000).toISOString();
    await expect(plan({ variants: [{ messageId }], schedule: { when: 'at', at } })).rejects.toMatchObject({ code: 'time_over' });
  });

  it('holds its letters while it is paused, goes on where it was, and takes back what has not left when it is stopped', async () => {
    await business();
    await makeContacts(test, seat, 5);
    const messageId = await makeMessage(test, seat);
    const id = await plan({ variants: [{ messageId }], schedule: { when: 'spread', hours: 5 } });
    while (await runBroadcasts(test.database, seat.accountId));
    await inSeat((db) => pauseBroadcast(db, seat.actor, id));
    test.clock.moveBy(2 * 3_600_000);
    await test.settle(seat.accountId);
    expect((await lettersOf(id)).map(({ status }) => status)).toEqual(Array(5).fill('queued'));
    await inSeat((db) => resumeBroadcast(db, seat.actor, id));
    await test.settle(seat.accountId);
    expect((await lettersOf(id)).filter(({ status }) => status === 'captured')).toHaveLength(3);
    await inSeat((db) => stopBroadcast(db, seat.actor, id));
    test.clock.moveBy(9 * 3_600_000);
    await test.settle(seat.accountId);
    expect((await lettersOf(id)).map(({ status }) => status).toSorted()).toEqual([
      'cancelled',
      'cancelled',
      'captured',
      'captured',
      'captured',
    ]);
    expect((await show(id)).state).toBe('stopped');
  });

  it('comes at each receiver’s own nine o’clock', async () => {
    await business();
    const [berlin, york, nowhere] = await makeContacts(test, seat, 3);
    const zone = async (record: number, name: string) =>
      test.owner.query(
        "update records set values = values || jsonb_build_object((select id::text from fields where account_id = $1 and object_id = 0 and key = 'timezone'), $3::text) where account_id = $1 and object_id = 0 and id = $2",
        [seat.accountId, record, name],
      );
    await zone(berlin!, 'Europe/Berlin');
    await zone(york!, 'America/New_York');
    await zone(nowhere!, 'Somewhere/Else');
    await test.owner.query("update accounts set time_zone = 'Asia/Tokyo' where account_id = $1", [seat.accountId]);
    const messageId = await makeMessage(test, seat);
    const day = new Date(test.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    const id = await plan({ variants: [{ messageId }], schedule: { when: 'local', at: `${day}T09:00` } });
    test.clock.moveTo(new Date(Date.parse(`${day}T00:00:00Z`) - 4.5 * 3_600_000));
    while (await runBroadcasts(test.database, seat.accountId));
    const due = new Map((await lettersOf(id)).map(({ record_id, due_at }) => [record_id, due_at.toISOString().slice(11, 16)]));
    expect(due.get(berlin!)).toBe('08:00');
    expect(due.get(york!)).toBe('14:00');
    expect(due.get(nowhere!)).toBe('00:00');
  });

  it('that cannot begin any more is paused with the reason', async () => {
    await business();
    await makeContacts(test, seat, 2);
    const messageId = await makeMessage(test, seat);
    const at = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
    const id = await plan({ variants: [{ messageId }], schedule: { when: 'at', at } });
    await test.owner.query('update messages set deleted_at = now() where account_id = $1 and id = $2', [seat.accountId, messageId]);
    test.clock.moveBy(3_700_000);
    await test.settle(seat.accountId);
    expect(await show(id)).toMatchObject({ state: 'paused', failure: 'This message was deleted. Choose another.' });
  });

  it('goes again, as another, to those who did not open it', async () => {
    await business();
    const ids = await makeContacts(test, seat, 4);
    const messageId = await makeMessage(test, seat);
    const first = await plan({ variants: [{ messageId }] });
    await test.settle(seat.accountId);
    const letters = await lettersOf(first);
    const opened = letters.find(({ record_id }) => record_id === ids[0])!;
    const byMachine = letters.find(({ record_id }) => record_id === ids[1])!;
    const token = (deliveryId: number) => linkToken(SECRET, { accountId: seat.accountId, deliveryId, purpose: 'open' });
    await trackOpen(test.database, token(opened.id));
    await trackOpen(test.database, token(byMachine.id), { method: 'GET', userAgent: 'Mozilla/5.0' });
    const second = await plan({ variants: [{ messageId }], which: { unopenedOf: first } });
    await test.settle(seat.accountId);
    expect((await lettersOf(second)).map(({ record_id }) => record_id).toSorted()).toEqual(ids.slice(2));
  });
});

describe('a split test', () => {
  it('tries its variants on a share, waits, and sends the others what was opened most', async () => {
    await business();
    await makeContacts(test, seat, 200);
    const messageId = await makeMessage(test, seat);
    const id = await plan({
      variants: [{ messageId }, { messageId, subject: 'Quite another {{ contact.first_name }}' }],
      test: { share: 50, by: 'opens', waitMinutes: 60 },
    });
    await test.settle(seat.accountId);
    const tested = await lettersOf(id);
    expect(tested).toHaveLength(100);
    expect(tested.filter(({ variant }) => variant === 1)).toHaveLength(50);
    expect(await show(id)).toMatchObject({ state: 'running', phase: 'testing' });
    for (const letter of tested.filter(({ variant }) => variant === 1).slice(0, 30))
      await trackOpen(test.database, linkToken(SECRET, { accountId: seat.accountId, deliveryId: letter.id, purpose: 'open' }));
    test.clock.moveBy(61 * 60_000);
    await test.settle(seat.accountId);
    const all = await lettersOf(id);
    expect(all).toHaveLength(200);
    expect(
      all.slice(100).every(({ variant, version }) => variant === 1 && version === tested.find((each) => each.variant === 1)!.version),
    ).toBe(true);
    const done = await show(id);
    expect(done).toMatchObject({ state: 'finished', winner: { variant: 1, by: 'measure' } });
    expect(done.winner!.confidence).toBeGreaterThan(0.99);
    const { variants, result } = await reportOf(id);
    expect(variants.map(({ test: arm }) => arm)).toEqual([
      { delivered: 50, opened: 0, clicked: 0 },
      { delivered: 50, opened: 30, clicked: 0 },
    ]);
    expect(variants[1]!.counts.sent).toBe(150);
    expect(result).toMatchObject({ leader: 1, isEarly: false });
    const published = await test.owner.query('select published_version from messages where account_id = $1 and id = $2', [
      seat.accountId,
      messageId,
    ]);
    expect(published.rows).toEqual([{ published_version: 1 }]);
  });

  it('that somebody decides waits for them', async () => {
    await business();
    await makeContacts(test, seat, 20);
    const messageId = await makeMessage(test, seat);
    const other = await makeMessage(test, seat, { name: 'Other' });
    const id = await plan({ variants: [{ messageId }, { messageId: other }], test: { share: 40, by: 'hand' } });
    await test.settle(seat.accountId);
    test.clock.moveBy(86_400_000);
    await test.settle(seat.accountId);
    expect(await lettersOf(id)).toHaveLength(8);
    expect((await show(id)).phase).toBe('choosing');
    await inSeat((db) => chooseVariant(db, seat.actor, { id, variant: 0 }));
    await test.settle(seat.accountId);
    expect((await lettersOf(id)).filter(({ variant }) => variant === 0)).toHaveLength(16);
    await expect(inSeat((db) => chooseVariant(db, seat.actor, { id, variant: 1 }))).rejects.toMatchObject({ code: 'no_choice_open' });
  });

  it('counts the links of each variant, and a link that two versions share once', async () => {
    await business();
    await makeContacts(test, seat, 10);
    const messageId = await makeMessage(test, seat);
    const id = await plan({ variants: [{ messageId }, { messageId, subject: 'Other' }], test: { share: 100, by: 'clicks' } });
    await test.settle(seat.accountId);
    const [letter] = await lettersOf(id);
    await trackClick(test.database, linkToken(SECRET, { accountId: seat.accountId, deliveryId: letter!.id, purpose: 0 }));
    const { links, counts } = await reportOf(id);
    expect(links.map(({ variant, people }) => ({ variant, people }))).toEqual(
      letter!.variant === 0
        ? [
            { variant: 0, people: 1 },
            { variant: 1, people: 0 },
          ]
        : [
            { variant: 1, people: 1 },
            { variant: 0, people: 0 },
          ],
    );
    expect(counts).toMatchObject({ sent: 10, clicked: 1, opened: 1, unopened: 9 });
  });
});
