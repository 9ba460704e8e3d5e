import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { givePostalAddress, makeContacts } from '../../test/mail.ts';
import { routesOn } from '../../test/routes.ts';
import { mergers } from './mergers.ts';
import { termsOf } from './permit-mail.ts';
import { keepWishes } from './preferences/keep-wishes.ts';
import { verdictsOf } from './queries/verdict.ts';
import { wishesOf } from './queries/wishes.ts';
import { chooseTopics } from './topics/choose-topics.ts';

const db = testDatabase();
const ask = routesOn(db);
const digestOf = (address: string): string => createHash('sha256').update(address).digest('hex');

const refusals = (seat: TestSeat, recordIds: number[]) =>
  db.database.account(seat.accountId, async (account) => {
    const causeIds = recordIds.map(() => null);
    const verdicts = await verdictsOf(account, await termsOf(account), { objectId: 0, recordIds, causeIds, purpose: 'bulk' });
    return verdicts.map(({ reason }) => reason);
  });

test('a list of addresses and hashes bars both, says what it could not read, and takes a line once', async () => {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  const [byAddress, byHash, free] = await makeContacts(db, seat, 3);
  const address = (n: number): string => `ada${n}.${seat.accountId}@example.com`;
  const lines = [`"${address(0).toUpperCase()}",asked`, digestOf(address(1)), 'no address at all', ''].join('\r\n');
  expect((await ask(seat, 'POST', '/api/suppressions/import', { lines })).body).toEqual({
    taken: 2,
    known: 0,
    unread: ['no address at all'],
  });
  expect((await ask(seat, 'POST', '/api/suppressions/import', { lines })).body).toMatchObject({ taken: 0, known: 2 });
  expect(await refusals(seat, [byAddress!, byHash!, free!])).toEqual(['suppressed', 'suppressed', null]);
  expect((await ask(seat, 'GET', '/api/suppressions')).body.total).toBe(2);
});

test('what an account bars leaves it as hashes, which bar the same people elsewhere', async () => {
  const seat = await makeAccount(db);
  const other = await makeAccount(db);
  await givePostalAddress(db, other);
  const [one, two, free] = (await makeContacts(db, other, 3, 'moved')) as [number, number, number];
  const address = (n: number): string => `moved${n}.${other.accountId}@example.com`;
  for (const n of [0, 1, 2]) await ask(seat, 'POST', '/api/records/0', { values: { 3: address(n) } });
  await ask(seat, 'POST', '/api/suppressions', { channel: 'email', address: address(0) });
  await ask(seat, 'POST', '/api/suppressions/import', { lines: digestOf(address(1)) });
  const exported = (await ask.raw(seat, '/api/suppressions/export')).body;
  expect([0, 1, 2].map((n) => exported.includes(digestOf(address(n))))).toEqual([true, true, false]);
  expect(exported).not.toContain('@');
  await ask(other, 'POST', '/api/suppressions/import', { lines: exported });
  expect(await refusals(other, [one, two, free])).toEqual(['suppressed', 'suppressed', null]);
});

test('topics are made, arranged, renamed, archived and taken up, and no name stands twice', async () => {
  const seat = await makeAccount(db);
  const news = (await ask(seat, 'POST', '/api/topics', { name: 'News' })).body.id;
  const offers = (
    await ask(seat, 'POST', '/api/topics', { name: 'Offers', begins: 'out', names: { de: { name: 'Angebote', description: '' } } })
  ).body.id;
  expect((await ask(seat, 'POST', '/api/topics', { name: 'news' })).body.code).toBe('name_taken');
  expect((await ask(seat, 'PATCH', `/api/topics/${offers}`, { name: 'NEWS' })).body.code).toBe('name_taken');
  expect((await ask(seat, 'POST', '/api/topics/arrange', { ids: [offers, news] })).status).toBe(204);
  expect((await ask(seat, 'PATCH', `/api/topics/${news}`, { name: 'Harbour news', archived: true })).status).toBe(204);
  const shown = (await ask(seat, 'GET', '/api/topics')).body as { id: number; name: string; archived: boolean }[];
  expect(shown.map(({ id, name, archived }) => [id, name, archived])).toEqual([
    [offers, 'Offers', false],
    [news, 'Harbour news', true],
  ]);
  await ask(seat, 'PATCH', `/api/topics/${news}`, { archived: false });
  expect((await ask(seat, 'GET', '/api/topics')).body.every(({ archived }: { archived: boolean }) => !archived)).toBe(true);
});

test('a survivor of a merge declines what either declined, and keeps the rarer letters and the longer pause', async () => {
  const seat = await makeAccount(db);
  const [survivorId, mergedId] = (await makeContacts(db, seat, 2)) as [number, number];
  const names = ['Both', 'Only one', 'Neither'];
  const topics: number[] = [];
  for (const name of names) topics.push((await ask(seat, 'POST', '/api/topics', { name })).body.id);
  const how = { objectId: 0, how: 'preferences' as const };
  await db.database.account(seat.accountId, async (account) => {
    await chooseTopics(account, seat.actor, { ...how, recordIds: [survivorId] }, [
      { topicId: topics[0]!, wanted: false },
      { topicId: topics[1]!, wanted: true },
    ]);
    await chooseTopics(account, seat.actor, { ...how, recordIds: [mergedId] }, [
      { topicId: topics[0]!, wanted: true },
      { topicId: topics[1]!, wanted: false },
    ]);
    await keepWishes(account, seat.actor, { ...how, recordId: survivorId }, { frequency: 'weekly', pauseWeeks: 1 });
    await keepWishes(account, seat.actor, { ...how, recordId: mergedId }, { frequency: 'monthly', pauseWeeks: 3 });
    await mergers[0]!.merge(account, seat.actor, { objectId: 0, survivorId, mergedId, causeId: 0 });
  });
  const choices = await db.owner.query(
    'select topic_id, wanted from topic_choices where account_id = $1 and record_id = $2 order by topic_id',
    [seat.accountId, survivorId],
  );
  expect(choices.rows.map(({ wanted }) => wanted)).toEqual([false, false]);
  const wishes = await db.database.account(seat.accountId, (account) => wishesOf(account, 0, survivorId));
  expect(wishes.frequency).toBe('monthly');
  const weeks = (wishes.paused_until!.getTime() - db.clock.now().getTime()) / (7 * 86_400_000);
  expect(Math.round(weeks)).toBe(3);
});

test('settings of permission are their account’s alone, and changed only with the right to', async () => {
  const seat = await makeAccount(db);
  const stranger = await makeAccount(db);
  const reader = await makeUser(db, seat, { role: 'Read only' });
  const topic = (await ask(seat, 'POST', '/api/topics', { name: 'Ours' })).body.id;
  await ask(seat, 'POST', '/api/suppressions', { channel: 'email', address: 'ours@example.com' });
  await ask(seat, 'PATCH', '/api/permission-settings', { offersPause: false });

  const writes: [string, string, object][] = [
    ['PATCH', '/api/permission-settings', { offersPause: true }],
    ['POST', '/api/topics', { name: 'Theirs' }],
    ['POST', '/api/topics/arrange', { ids: [topic] }],
    ['PATCH', `/api/topics/${topic}`, { name: 'Taken over' }],
    ['POST', '/api/suppressions/look-up', { address: 'ours@example.com' }],
    ['POST', '/api/suppressions/import', { lines: 'a@b.example' }],
    ['GET', '/api/suppressions', undefined as never],
    ['GET', '/api/suppressions/export', undefined as never],
    ['GET', '/api/import-reviews', undefined as never],
    ['POST', '/api/import-reviews/1', { decision: 'release', reason: 'They are ours.' }],
  ];
  for (const [method, url, payload] of writes) expect([url, (await ask(reader, method, url, payload)).status]).toEqual([url, 403]);

  expect((await ask(stranger, 'PATCH', `/api/topics/${topic}`, { name: 'Taken over' })).status).toBe(404);
  await ask(stranger, 'POST', '/api/topics/arrange', { ids: [topic] });
  expect((await ask(stranger, 'GET', '/api/topics')).body).toEqual([]);
  expect((await ask(stranger, 'GET', '/api/suppressions')).body.total).toBe(0);
  expect((await ask(stranger, 'POST', '/api/suppressions/look-up', { address: 'ours@example.com' })).body.suppressed).toBe(false);
  expect((await ask.raw(stranger, '/api/suppressions/export')).body.trim().split('\n')).toHaveLength(1);
  expect((await ask(stranger, 'GET', '/api/permission-settings')).body.offersPause).toBe(true);
  expect((await ask(seat, 'GET', '/api/permission-settings')).body.offersPause).toBe(false);
  expect((await ask(seat, 'GET', '/api/topics')).body).toMatchObject([{ id: topic, name: 'Ours' }]);
});
