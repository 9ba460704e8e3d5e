import { beforeAll, describe, expect, it } from 'vitest';
import { luckFrom } from '../../test/random-input.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../../test/mail.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { prepareInstallation, viewerOf } from '../accounts/index.ts';
import type { Asker } from './letters/receiver.ts';
import { linkToken } from './letters/link-tokens.ts';
import { endLetters } from './end-letters.ts';
import { makeReport } from './reports/make-report.ts';
import { sendMessage } from './send-message.ts';
import { trackClick } from './track-click.ts';
import { trackOpen } from './track-open.ts';
import { BROWSER } from '../../test/reader.ts';

const SECRET = 'a secret key of thirty-two letters';
const SEED = Number(process.env.SEED ?? 20_261_124);
const PROXY = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const test = testDatabase();

beforeAll(() => prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: SECRET }));

const TEXT = 'see https://a.example/1 and https://a.example/2 and https://a.example/3 and https://a.example/4';

interface World {
  seat: TestSeat;
  messageId: number;
  letters: number[];
}

/** Letters as if they had left an hour ago. */
async function sent(count: number, changes: object = {}): Promise<World> {
  const seat = await makeAccount(test);
  await givePostalAddress(test, seat);
  const recordIds = await makeContacts(test, seat, count);
  const messageId = await makeMessage(test, seat, { body: { kind: 'plain', text: TEXT }, ...changes });
  await test.database.account(seat.accountId, (db) => sendMessage(db, seat.actor, { messageId, objectId: 0, recordIds, ids: seat.ids }));
  await test.settle(seat.accountId);
  const { rows } = await test.owner.query<{ id: number }>(
    "update deliveries set status = 'sent', sent_at = $2 where account_id = $1 returning id::int",
    [seat.accountId, new Date(test.clock.now().getTime() - 3_600_000)],
  );
  return { seat, messageId, letters: rows.map(({ id }) => id).toSorted((one, other) => one - other) };
}

const asker = (changes: Partial<Asker> = {}): Asker => ({ method: 'GET', userAgent: BROWSER, ...changes });
const open = ({ seat }: World, deliveryId: number, by: Asker = asker()) =>
  trackOpen(test.database, linkToken(SECRET, { accountId: seat.accountId, deliveryId, purpose: 'open' }), by);
const click = ({ seat }: World, deliveryId: number, link: number, by: Asker = asker()) =>
  trackClick(test.database, linkToken(SECRET, { accountId: seat.accountId, deliveryId, purpose: link }), by);
const reportOf = ({ seat, messageId }: World) =>
  test.database.account(seat.accountId, async (db) => makeReport(db, await viewerOf(db, seat.userId), { message: messageId }));
const eventsOf = async ({ seat }: World, ...kinds: string[]) =>
  (
    await test.owner.query<{ kind: string; data: { delivery: number; link?: number; links?: number[]; by?: string; via?: string } }>(
      'select kind, data from events where account_id = $1 and kind = any($2) order by id',
      [seat.accountId, kinds],
    )
  ).rows;

describe('the pixel of a letter', () => {
  it('counts a person, and a picture proxy as the person behind it', async () => {
    const world = await sent(2);
    await open(world, world.letters[0]!);
    await open(world, world.letters[1]!, asker({ userAgent: PROXY }));
    expect((await reportOf(world)).counts).toMatchObject({ opened: 2, machineOpened: 0 });
    expect((await eventsOf(world, 'email.opened')).map(({ data }) => data.via)).toEqual([undefined, 'proxy']);
  });

  it.each([
    ['a mail program that hides its users', { userAgent: 'Mozilla/5.0' }],
    ['a crawler', { userAgent: 'Mozilla/5.0 (compatible; bingbot/2.0)' }],
    ['a program without a name', { userAgent: '' }],
    ['HEAD', { method: 'HEAD' }],
    ['a page loaded ahead', { purpose: 'prefetch;prerender' }],
  ])('tells %s apart, and counts it for nobody', async (_, changes) => {
    const world = await sent(1);
    await open(world, world.letters[0]!, asker(changes));
    expect((await reportOf(world)).counts).toMatchObject({ opened: 0, machineOpened: 1, unopened: 0 });
    expect(await eventsOf(world, 'email.opened')).toEqual([]);
    expect(await eventsOf(world, 'email.machine_opened')).toHaveLength(1);
  });

  it('counts the person who opens it after a program did', async () => {
    const world = await sent(1);
    await open(world, world.letters[0]!, asker({ userAgent: 'Mozilla/5.0' }));
    await open(world, world.letters[0]!);
    expect((await reportOf(world)).counts).toMatchObject({ opened: 1, machineOpened: 0 });
  });

  it('does not believe whoever opens within a second of its leaving', async () => {
    const world = await sent(1);
    await test.owner.query('update deliveries set sent_at = $2 where account_id = $1', [world.seat.accountId, test.clock.now()]);
    await open(world, world.letters[0]!);
    expect((await reportOf(world)).counts).toMatchObject({ opened: 0, machineOpened: 1 });
  });
});

describe('a link of a letter', () => {
  it('counts a person once however often, and that they have the letter before them', async () => {
    const world = await sent(1);
    expect(await click(world, world.letters[0]!, 0)).toBe('https://a.example/1');
    await click(world, world.letters[0]!, 0);
    expect((await reportOf(world)).counts).toMatchObject({ clicked: 1, opened: 1 });
    expect(await eventsOf(world, 'email.clicked')).toHaveLength(1);
  });

  it('leads programs on and counts them for nobody', async () => {
    const world = await sent(1);
    expect(await click(world, world.letters[0]!, 0, asker({ method: 'HEAD' }))).toBe('https://a.example/1');
    expect(await click(world, world.letters[0]!, 1, asker({ userAgent: 'python-requests/2.32' }))).toBe('https://a.example/2');
    expect((await reportOf(world)).counts).toMatchObject({ clicked: 0, opened: 0, machineClicked: 1 });
    expect(await eventsOf(world, 'email.clicked')).toEqual([]);
  });

  it('takes back what was counted when somebody follows all links at once', async () => {
    const world = await sent(1);
    for (const link of [0, 1, 2, 3]) {
      await click(world, world.letters[0]!, link);
      test.clock.moveBy(200);
    }
    const report = await reportOf(world);
    expect(report.counts).toMatchObject({ clicked: 0, opened: 0, machineClicked: 1 });
    expect(report.links.map(({ people }) => people)).toEqual([0, 0, 0, 0]);
    expect((await eventsOf(world, 'email.clicks_taken_back')).map(({ data }) => data.links)).toEqual([[0, 1]]);
    test.clock.moveBy(60_000);
    await click(world, world.letters[0]!, 1);
    expect((await reportOf(world)).counts).toMatchObject({ clicked: 1, opened: 1, machineClicked: 0 });
  });

  it('keeps what a person followed before a program came', async () => {
    const world = await sent(1);
    await open(world, world.letters[0]!);
    await click(world, world.letters[0]!, 3);
    test.clock.moveBy(60_000);
    for (const link of [0, 1, 2, 3]) await click(world, world.letters[0]!, link);
    const report = await reportOf(world);
    expect(report.counts).toMatchObject({ clicked: 1, opened: 1 });
    expect(report.links.find(({ url }) => url.endsWith('/4'))!.people).toBe(1);
  });

  it('that was made up, changed or taken from another letter counts nothing', async () => {
    const world = await sent(2);
    const token = linkToken(SECRET, { accountId: world.seat.accountId, deliveryId: world.letters[0]!, purpose: 0 });
    const [account, , purpose, mac] = token.split('.');
    const forged = [
      token.slice(0, -1),
      `${account}.${world.letters[1]!.toString(36)}.${purpose}.${mac}`,
      linkToken('another key, as long as the first', { accountId: world.seat.accountId, deliveryId: world.letters[0]!, purpose: 0 }),
    ];
    for (const each of forged) expect(await trackClick(test.database, each, asker())).toBeUndefined();
    expect(
      await trackClick(
        test.database,
        linkToken(SECRET, { accountId: world.seat.accountId, deliveryId: world.letters[0]!, purpose: 99 }),
        asker(),
      ),
    ).toBeUndefined();
    expect((await reportOf(world)).counts).toMatchObject({ clicked: 0, machineClicked: 0 });
  });

  it('is marked as the message says, by the message’s name where it names no campaign', async () => {
    const utm = { source: 'letters', medium: 'email', campaign: '', content: '', term: '' };
    const world = await sent(1, { name: 'Spring & more', utm, body: { kind: 'plain', text: 'https://a.example/1?utm_source=own#top' } });
    expect(await click(world, world.letters[0]!, 0)).toBe(
      'https://a.example/1?utm_source=own&utm_medium=email&utm_campaign=Spring%20%26%20more#top',
    );
  });
});

describe('a report', () => {
  it(`counts what a plain recount of the ledger counts, whatever happened (seed ${SEED})`, async () => {
    const luck = luckFrom(SEED);
    const upTo = (below: number): number => Math.floor(luck() * below);
    const world = await sent(60);
    const userAgents = [BROWSER, BROWSER, BROWSER, PROXY, 'Mozilla/5.0', 'curl/8'];
    for (let step = 0; step < 240; step++) {
      const letter = world.letters[upTo(world.letters.length)]!;
      const by = asker({ userAgent: userAgents[upTo(userAgents.length)]!, method: luck() < 0.05 ? 'HEAD' : 'GET' });
      const what = luck();
      if (what < 0.3) await open(world, letter, by);
      else if (what < 0.93) await click(world, letter, upTo(4), by);
      else
        await endLetters(test.database, linkToken(SECRET, { accountId: world.seat.accountId, deliveryId: letter, purpose: 'unsubscribe' }));
      test.clock.moveBy([0, 300, 900, 4_000, 70_000][upTo(5)]!);
    }
    const { counts, links } = await reportOf(world);
    const recount = recountOf(
      await eventsOf(
        world,
        'email.opened',
        'email.clicked',
        'email.clicks_taken_back',
        'email.machine_opened',
        'email.machine_clicked',
        'email.unsubscribed',
      ),
    );
    expect({
      opened: counts.opened,
      clicked: counts.clicked,
      machineOpened: counts.machineOpened,
      machineClicked: counts.machineClicked,
      unsubscribed: counts.unsubscribed,
      links: Object.fromEntries(links.map(({ url, people }) => [Number(url.at(-1)) - 1, people])),
    }).toEqual(recount);
  });
});

/** The same numbers from what the ledger says happened, letter by letter and in its order. */
function recountOf(events: readonly { kind: string; data: { delivery: number; link?: number; links?: number[] } }[]): object {
  const letters = new Map<
    number,
    { opened: boolean; links: Set<number>; machineOpened: boolean; machineClicked: boolean; ended: boolean }
  >();
  for (const { kind, data } of events) {
    const letter = letters.get(data.delivery) ?? {
      opened: false,
      links: new Set(),
      machineOpened: false,
      machineClicked: false,
      ended: false,
    };
    letters.set(data.delivery, letter);
    if (kind === 'email.opened') letter.opened = true;
    if (kind === 'email.clicked') letter.links.add(data.link!);
    if (kind === 'email.clicks_taken_back') for (const link of data.links!) letter.links.delete(link);
    if (kind === 'email.machine_opened') letter.machineOpened = true;
    if (kind === 'email.machine_clicked') letter.machineClicked = true;
    if (kind === 'email.unsubscribed') letter.ended = true;
  }
  const all = [...letters.values()];
  const isRead = (letter: (typeof all)[number]): boolean => letter.opened || letter.links.size > 0;
  return {
    opened: all.filter(isRead).length,
    clicked: all.filter(({ links }) => links.size > 0).length,
    machineOpened: all.filter((letter) => letter.machineOpened && !isRead(letter)).length,
    machineClicked: all.filter((letter) => letter.machineClicked && letter.links.size === 0).length,
    unsubscribed: all.filter(({ ended }) => ended).length,
    links: Object.fromEntries([0, 1, 2, 3].map((link) => [link, all.filter(({ links }) => links.has(link)).length])),
  };
}
