import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitor } from '../../../test/browser.ts';
import { startDnsServer, type DnsServer } from '../../../test/dns-server.ts';
import { makeAccount, makeUser, signedIn } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { identify, prepareInstallation } from '../../accounts/index.ts';
import { buildServer } from '../../app/server.ts';
import type { Deliverability } from '../rules/deliverability-schema.ts';
import { standingOf } from '../rules/mailbox-providers.ts';

const db = testDatabase();
let dns: DnsServer;

beforeAll(async () => {
  dns = await startDnsServer();
  prepareInstallation(db.database, { baseUrl: 'http://localhost', secretKey: 's'.repeat(40), dnsServers: [dns.address] });
});
afterAll(() => dns.close());

test('letters are counted by who keeps the mailboxes, by domain, day and reason, those of this account alone', async () => {
  const seat = await makeAccount(db);
  const stranger = await makeAccount(db);
  dns.set('MX', 'workshop.example', '1 aspmx.l.google.com');
  const write = async (accountId: number, from: number, domain: string, count: number, more = '') => {
    await db.owner.query(
      `insert into deliveries (account_id, id, message_id, version, object_id, record_id, purpose, status, practising, queued_at, due_at, sent_at, domain, sender_domain)
       select $1, $2 + n, 1, 1, 0, n, 'bulk', 'sent', false, $3, $3, $3, $4, case when $4 = 'gmail.com' then 'bakery.example' end from generate_series(1, $5::int) n`,
      [accountId, from, new Date(db.clock.now().getTime() - 3_600_000), domain, count],
    );
    if (more) {
      await db.owner.query(`update deliveries set ${more} where account_id = $1 and id between $2 and $3`, [
        accountId,
        from + 1,
        from + 10,
      ]);
    }
  };
  await write(seat.accountId, 0, 'gmail.com', 1_000, "bounced_at = now(), bounce_class = 'full'");
  await write(seat.accountId, 2_000, 'workshop.example', 500, 'opened_at = now()');
  await write(seat.accountId, 3_000, 'elsewhere.example', 200, 'complained_at = now(), deferred_at = now()');
  await write(stranger.accountId, 0, 'gmail.com', 7);
  const server = await buildServer({ database: db.database, identify, baseUrl: 'http://localhost', port: 0 });
  const owner = visitor(server, await signedIn(db, seat));
  const all = await owner.get<Deliverability>('/api/deliverability?days=30');
  expect(all.total).toEqual({ sent: 1_700, bounced: 10, deferred: 10, complained: 10, opened: 10 });
  expect(all.byProvider.map(({ provider, sent, domains }) => [provider, sent, domains])).toEqual([
    ['google', 1_500, 2],
    ['other', 200, 1],
  ]);
  expect(all.bySender).toEqual([
    { domain: 'bakery.example', sent: 1_000, bounced: 10, deferred: 0, complained: 0, opened: 0 },
    { domain: null, sent: 700, bounced: 0, deferred: 10, complained: 10, opened: 10 },
  ]);
  expect(all.byDay).toMatchObject([{ day: '2026-03-02', sent: 1_700 }]);
  expect(all.byClass).toEqual([{ class: 'full', count: 10 }]);
  const google = await owner.get<Deliverability>('/api/deliverability?days=30&provider=google');
  expect(google).toMatchObject({
    total: { sent: 1_500, complained: 0 },
    bySender: [
      { domain: 'bakery.example', sent: 1_000 },
      { domain: null, sent: 500 },
    ],
    byDomain: [{ domain: 'gmail.com' }, { domain: 'workshop.example' }],
  });
  const clerk = await makeUser(db, seat, { role: 'Read only' });
  expect((await server.inject({ url: '/api/deliverability', headers: await signedIn(db, clerk) })).statusCode).toBe(403);
  expect((await visitor(server, await signedIn(db, stranger)).get<Deliverability>('/api/deliverability')).total.sent).toBe(7);
  await server.close();
});

test('a rate is judged by the published limits, and not of a few letters', () => {
  expect(standingOf('complained', 1, 50)).toBe('unknown');
  expect(standingOf('complained', 0, 1_000)).toBe('good');
  expect(standingOf('complained', 1, 1_000)).toBe('warn');
  expect(standingOf('complained', 3, 1_000)).toBe('bad');
  expect(standingOf('bounced', 21, 1_000)).toBe('warn');
});
