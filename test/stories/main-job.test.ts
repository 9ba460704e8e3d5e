import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, prepareInstallation } from '../../src/accounts/index.ts';
import { buildServer } from '../../src/app/server.ts';
import { visitor, type Visitor } from '../browser.ts';
import { testDatabase } from '../harness.ts';
import { startMailServer, type MailServer } from '../mail-server.ts';
import { BROWSER } from '../reader.ts';

const test = testDatabase({ now: '2026-03-02T09:00:00Z' });
const CONTACTS = Number(process.env.STORY_CONTACTS ?? 10_000);
const BASE_URL = 'http://quayside.test';
const PASSWORD = 'a sturdy lighthouse 7';
const DAY_MS = 86_400_000;

/**
 * The main job from end to end, on a clock that moves: somebody signs up, brings ten thousand contacts in, makes a group of some,
 * publishes an automation, the letters stand in the Outbox, one is clicked, one unsubscribes, and the ledger says why what followed
 * did or did not.
 */
describe('a small company', () => {
  let server: FastifyInstance;
  let owner: Visitor;
  let mail: MailServer;

  beforeAll(async () => {
    mail = await startMailServer();
    prepareInstallation(test.database, {
      baseUrl: BASE_URL,
      secretKey: 'a key for tests alone, long enough for everybody',
      smtpUrl: `smtp://127.0.0.1:${mail.port}`,
    });
    await test.owner.query(
      "insert into installation_settings (name, value) values ('hosting', '\"hosts\"') on conflict (name) do update set value = excluded.value",
    );
    server = await buildServer({ database: test.database, identify, baseUrl: BASE_URL, port: 0 });
    owner = visitor(server);
  });
  afterAll(async () => {
    await server.close();
    await mail.close();
  });

  it('signs up, imports, groups, automates, writes with permission, and finds it all on record', async () => {
    await signUp();
    await owner.patch('/api/account', { postalAddress: 'Harbour Bakery\n3 Quay Street\nSaltmarsh' });

    const finished = await importContacts();
    expect(finished).toMatchObject({ rowsRead: CONTACTS, created: CONTACTS - 1, updated: 0, rejected: 1 });
    expect((await owner.get('/api/records/0/count')).count).toBe(CONTACTS - 1);

    const group = await owner.post('/api/groups', {
      objectId: 0,
      name: 'Bakers of Kiel',
      criteria: { field: 11, operator: 'is', values: ['Kiel'] },
    });
    const inKiel = (await owner.get(`/api/records/0/count?group=${group.id}`)).count;
    expect(inKiel).toBe(Math.ceil((CONTACTS - 8) / 100));

    const letters = await writeLetters();
    const automation = await publishMap(group.id, letters);
    await test.settle();
    await owner.post(`/api/automations/${automation}/records`, { criteria: { group: group.id, operator: 'in' } });
    await test.settle();

    const outbox = await owner.get('/api/outbox?status=captured&limit=100');
    expect(outbox.letters).toHaveLength(inKiel - optedOutInKiel());
    const [clicks, leaves, ignores] = outbox.letters as [
      { id: number; recordId: number },
      { id: number; recordId: number },
      { id: number; recordId: number },
    ];

    // Who follows a link at once is taken for a program.
    test.clock.moveBy(60_000);
    await follow(clicks.id);
    await unsubscribe(leaves.id);
    test.clock.moveBy(2 * DAY_MS + 60_000);
    await test.settle();

    expect(await tagsOf(clicks.recordId)).toContain('Clicked');
    expect(await tagsOf(ignores.recordId)).not.toContain('Clicked');
    const second = await owner.get(`/api/outbox?status=captured&message=${letters.second}&limit=100`);
    const written = second.letters.map(({ recordId }: { recordId: number }) => recordId);
    expect(written).toContain(ignores.recordId);
    expect(written).not.toContain(clicks.recordId);
    expect(written).not.toContain(leaves.recordId);

    const refusals = await eventsOf(leaves.recordId, 'mail.refused');
    expect(refusals.map(({ data }) => data.reason)).toEqual(['suppressed']);
    expect((await eventsOf(leaves.recordId, 'email.unsubscribed')).length).toBe(1);
    expect((await eventsOf(clicks.recordId, 'email.clicked')).length).toBe(1);
    expect(mail.letters.flatMap(({ to }) => to).filter((address) => address.startsWith('person'))).toEqual([]);
  });

  async function signUp(): Promise<void> {
    await owner.post('/api/identity/sign-up', {
      name: 'Mina Harbour',
      email: 'mina@example.com',
      password: PASSWORD,
      companyName: 'Harbour Bakery',
      timeZone: 'Europe/Vienna',
      currency: 'EUR',
      ageConfirmed: true,
      termsVersion: '2026-11',
      website: '',
      proof: await owner.proof(),
    });
    const { rows } = await test.owner.query<{ link: string }>("select link from identity_mails where email = 'mina@example.com'");
    await owner.post('/api/identity/verify', { token: new URL(rows[0]!.link).searchParams.get('token')! });
    await owner.post('/api/identity/sign-in', { email: 'mina@example.com', password: PASSWORD });
    const { accounts } = await owner.get('/api/session');
    owner.account = accounts[0].id;
  }

  /** One row in a hundred lives in Kiel; every thousandth has opted out; the last row's address is none. */
  async function importContacts(): Promise<Record<string, number>> {
    const rows = Array.from({ length: CONTACTS }, (_, n) => {
      const email = n === CONTACTS - 1 ? 'no address' : `person${n}@example.com`;
      return `Given${n},Family${n},${email},${n % 100 === 7 ? 'Kiel' : 'Lübeck'},${n % 1000 === 7 ? 'yes' : ''}`;
    });
    const file = { name: 'people.csv', text: `First name,Last name,E-mail,City,Unsubscribed\n${rows.join('\n')}\n` };
    const uploaded = await owner.upload('/api/imports?object=0', file);
    const preview = await owner.get(`/api/imports/${uploaded.id}/preview`);
    await owner.put(`/api/imports/${uploaded.id}/mapping`, {
      mapping: preview.columns.map(({ proposal }: { proposal: object }) => proposal),
      options: { match: [3], mode: 'both', tags: [], ownerId: null },
    });
    await owner.post(`/api/imports/${uploaded.id}/start`, {
      permission: 'They signed up for the newsletter on our website between 2021 and 2025.',
    });
    await test.settle();
    const done = await owner.get(`/api/imports/${uploaded.id}`);
    expect(done.status).toBe('finished');
    return done.progress;
  }

  const optedOutInKiel = (): number => Math.ceil((CONTACTS - 7) / 1000);

  async function writeLetters(): Promise<{ first: number; second: number }> {
    const letter = async (name: string, blocks: object[]): Promise<number> => {
      const { message } = await owner.post('/api/messages', {
        objectId: 0,
        name,
        subject: `${name}, {{ contact.first_name | default: "friend" }}`,
        body: { kind: 'blocks', blocks },
      });
      await owner.post(`/api/messages/${message.id}/publish`);
      return message.id;
    };
    return {
      first: await letter('Fresh bread', [
        { type: 'text', text: 'Good morning {{ contact.first_name }}.' },
        { type: 'button', label: 'See the bread', url: 'https://bakery.example/bread' },
      ]),
      second: await letter('Still hungry', [{ type: 'text', text: 'The rye is still warm.' }]),
    };
  }

  async function publishMap(_group: number, letters: { first: number; second: number }): Promise<number> {
    const { id } = await owner.post('/api/automations', {
      name: 'Bread for Kiel',
      objectId: 0,
      map: {
        triggers: [{ id: 1, event: 'group.entered', subject: [_group] }],
        start: 2,
        steps: [
          { id: 2, kind: 'email.send', settings: { messageId: letters.first }, next: [3] },
          { id: 3, kind: 'wait', settings: { wait: 'for', amount: 2, unit: 'days' }, next: [4] },
          { id: 4, kind: 'condition', settings: { criteria: { behaviour: 'email.clicked', subject: [letters.first] } }, next: [5, 6] },
          { id: 5, kind: 'tag.add', settings: { tag: 'Clicked' }, next: [7] },
          { id: 6, kind: 'email.send', settings: { messageId: letters.second }, next: [7] },
          { id: 7, kind: 'end', settings: {}, next: [] },
        ],
      },
    });
    await owner.post(`/api/automations/${id}/publish`);
    return id;
  }

  async function follow(letter: number): Promise<void> {
    const { links } = await owner.get(`/api/outbox/${letter}`);
    const answer = await server.inject({ url: new URL(links[0].follow).pathname, headers: { 'user-agent': BROWSER } });
    expect([answer.statusCode, answer.headers.location]).toEqual([302, 'https://bakery.example/bread']);
  }

  async function unsubscribe(letter: number): Promise<void> {
    const { unsubscribe: link } = await owner.get(`/api/outbox/${letter}`);
    const url = new URL(link).pathname;
    expect((await server.inject({ url })).statusCode).toBe(200);
    const answer = await server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(answer.statusCode).toBeLessThan(300);
  }

  async function tagsOf(recordId: number): Promise<string[]> {
    const { rows } = await test.owner.query<{ name: string }>(
      `select t.name from record_tags rt join tags t on t.account_id = rt.account_id and t.object_id = rt.object_id and t.id = rt.tag_id
       where rt.account_id = $1 and rt.object_id = 0 and rt.record_id = $2`,
      [owner.account, recordId],
    );
    return rows.map(({ name }) => name);
  }

  async function eventsOf(recordId: number, kind: string): Promise<{ data: Record<string, unknown> }[]> {
    const { rows } = await test.owner.query(
      'select data from events where account_id = $1 and object_id = 0 and record_id = $2 and kind = $3',
      [owner.account, recordId, kind],
    );
    return rows;
  }
});
