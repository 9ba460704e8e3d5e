import { createPrivateKey, createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { visitor, type Visitor } from '../../../test/browser.ts';
import { startDnsServer, type DnsServer } from '../../../test/dns-server.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { identify, prepareInstallation } from '../../accounts/index.ts';
import { runJob } from '../../app/jobs.ts';
import { buildServer, startServer, type Server } from '../../app/server.ts';
import type { SendingDomain } from '../rules/sending-domain-schema.ts';
import { fallbackReturnPath, signingFor } from './signing-for.ts';

const db = testDatabase();
const SECRET = 's'.repeat(40);
const MAIL_HOST = 'mail.quayside.example';
let dns: DnsServer;
let server: Server;
let seat: TestSeat;
let owner: Visitor;
let names = 0;
let name: string;

beforeAll(async () => {
  dns = await startDnsServer();
  // Listens before the address is known under which it is reached, so that the tracking host can be asked for real.
  server = await startServer({ database: db.database, identify, baseUrl: 'http://app.quayside.example', port: 0, host: '127.0.0.1' });
  const { port } = new URL(server.address);
  prepareInstallation(db.database, {
    baseUrl: `http://app.quayside.example:${port}`,
    secretKey: SECRET,
    allowsPrivateHosts: true,
    inbound: { smtpPort: 25, mailHost: MAIL_HOST },
    dnsServers: [dns.address],
  });
});
afterAll(async () => {
  await server.close();
  await dns.close();
});
beforeEach(async () => {
  seat = await makeAccount(db);
  owner = visitor(server.app, await signedIn(db, seat));
  name = `harbour${++names}.example.com`;
});

const inAccount = <T>(work: Parameters<typeof db.database.account<T>>[1]) => db.database.account(seat.accountId, work);
const of = (domain: SendingDomain, record: string) => domain.findings.find((each) => each.record === record)!;

/** Puts every record of a domain into the DNS as the product asks for it. */
function publish(domain: SendingDomain): void {
  for (const { type, name: at, expected } of domain.findings) dns.set(type, at, expected);
  dns.set('A', domain.trackingHost, '127.0.0.1');
}

test('the SPF record asks for every server that letters leave by, and for none twice', async () => {
  const way = (more: object) =>
    owner.post('/api/mail-transports', { name: 'Way out', kind: 'smtp', stream: 'bulk', smtpUser: '', ...more });
  await way({ smtpHost: 'SMTP.relay.example' });
  await way({ smtpHost: 'smtp.relay.example', stream: 'transactional' });
  await way({ smtpHost: '203.0.113.9', stream: 'confirmation' });
  await way({ smtpHost: 'old.relay.example', isActive: false });
  const added = await owner.post<SendingDomain>('/api/sending-domains', { name });
  expect(of(added, 'spf').expected).toBe('v=spf1 a:smtp.relay.example ip4:203.0.113.9 ~all');
});

test('a domain is added, waits for its records, and signs once they are there', async () => {
  const added = await owner.post<SendingDomain>('/api/sending-domains', { name });
  expect(added).toMatchObject({ name, state: 'waiting', selector: `q${seat.accountId.toString(36)}k1`, usesReturnPath: false });
  expect(added.findings.map(({ record, state }) => [record, state])).toEqual([
    ['dkim', 'missing'],
    ['spf', 'missing'],
    ['dmarc', 'missing'],
    ['return_path', 'missing'],
    ['return_path_spf', 'missing'],
    ['tracking', 'missing'],
  ]);
  expect(await inAccount((account) => signingFor(account, db.database, [`ada@${name}`]))).toEqual(new Map());

  publish(added);
  const verified = await owner.post<SendingDomain>(`/api/sending-domains/${added.id}/check`);
  expect(verified.findings.map(({ record, state }) => [record, state]).filter(([, state]) => state !== 'right')).toEqual([]);
  expect(verified).toMatchObject({ state: 'verified', usesReturnPath: true, usesTracking: true });
  expect(verified.alignment).toContain('carry its own signature');

  const signing = (await inAccount((account) => signingFor(account, db.database, [`ada@${name}`, 'bob@elsewhere.example']))).get(
    `ada@${name}`,
  )!;
  expect(signing).toMatchObject({ domain: name, selector: added.selector });
  expect(signing.returnPath!(7)).toMatch(new RegExp(`^b\\.${seat.accountId.toString(36)}\\.7\\.[a-z2-7]{16}@bounce\\.${name}$`));
  expect(signing.trackingBaseUrl).toBe(`http://links.${name}:${new URL(server.address).port}`);
  const published = createPublicKey(createPrivateKey(signing.privateKeyPem)).export({ type: 'spki', format: 'der' }).toString('base64');
  expect(of(added, 'dkim').expected).toBe(`v=DKIM1; k=rsa; p=${published}`);
  const { rows } = await db.owner.query('select * from sending_domain_keys where account_id = $1', [seat.accountId]);
  expect(JSON.stringify(rows)).not.toContain('PRIVATE KEY');
});

test('a domain whose key is gone signs no more and says so, and one nobody answers for keeps what it had', async () => {
  const added = await owner.post<SendingDomain>('/api/sending-domains', { name });
  publish(added);
  await owner.post(`/api/sending-domains/${added.id}/check`);
  dns.silent.add(of(added, 'dkim').name);
  expect(await owner.post(`/api/sending-domains/${added.id}/check`)).toMatchObject({ state: 'verified' });
  dns.silent.delete(of(added, 'dkim').name);
  dns.set('TXT', of(added, 'dkim').name);
  db.clock.moveBy(25 * 3_600_000);
  await runJob(db.database, 'email.check-sending-domains', {});
  const [failing] = (await owner.get<{ domains: SendingDomain[] }>('/api/sending-domains')).domains;
  expect(failing).toMatchObject({ state: 'failing' });
  expect(await inAccount((account) => signingFor(account, db.database, [`ada@${name}`]))).toEqual(new Map());
  const { rows } = await db.owner.query("select kind from events where account_id = $1 and kind like 'sending_domain.%' order by id", [
    seat.accountId,
  ]);
  expect(rows.map(({ kind }) => kind)).toEqual(['sending_domain.added', 'sending_domain.verified', 'sending_domain.failing']);
}, 30_000);

test('a new key takes over once it is found, and the old one stays for letters under way', async () => {
  const added = await owner.post<SendingDomain>('/api/sending-domains', { name });
  publish(added);
  await owner.post(`/api/sending-domains/${added.id}/check`);
  const waiting = await owner.post<SendingDomain>(`/api/sending-domains/${added.id}/key`);
  expect(waiting).toMatchObject({ selector: added.selector, nextSelector: `q${seat.accountId.toString(36)}k2`, state: 'verified' });
  const again = await server.app.inject({ method: 'POST', url: `/api/sending-domains/${added.id}/key`, headers: await signedIn(db, seat) });
  expect(again.json().code ?? again.json().error?.code).toBe('key_waiting');

  publish(waiting);
  const replaced = await owner.post<SendingDomain>(`/api/sending-domains/${added.id}/check`);
  expect(replaced).toMatchObject({ selector: waiting.nextSelector, nextSelector: null, state: 'verified' });
  expect(replaced.retired.map(({ selector }) => selector)).toEqual([added.selector]);
  expect(replaced.findings.filter(({ record }) => record === 'dkim').map(({ name: at }) => at)).toEqual([
    `${waiting.nextSelector}._domainkey.${name}`,
  ]);
  const signing = await inAccount((account) => signingFor(account, db.database, [`ada@${name}`]));
  expect(signing.get(`ada@${name}`)!.selector).toBe(waiting.nextSelector);

  db.clock.moveBy(8 * 86_400_000);
  expect((await owner.post<SendingDomain>(`/api/sending-domains/${added.id}/check`)).retired).toEqual([]);
});

test('under a tracking host there is what letters lead to, and neither the app nor its API', async () => {
  const added = await owner.post<SendingDomain>('/api/sending-domains', { name });
  publish(added);
  await owner.post(`/api/sending-domains/${added.id}/check`);
  // A server that has not been asked under that name before: answers are kept for half a minute.
  const fresh = await buildServer({ database: db.database, identify, baseUrl: 'http://app.quayside.example', port: 0 });
  const at = (url: string) => fresh.inject({ method: 'GET', url, headers: { host: `links.${name}:3000`, cookie: 'x=y' } });
  expect((await at('/e/host')).statusCode).toBe(200);
  expect((await at('/e/u/nonsense')).headers['content-type']).toContain('text/html');
  for (const url of ['/', '/api/sending-domains', '/api/identity/options', '/settings', '/1/objects', '/metrics']) {
    const answer = await at(url);
    expect([url, answer.statusCode]).toEqual([url, 404]);
    expect(answer.body).not.toContain('<html');
  }
  await fresh.close();
});

test('a host that another server answers at carries no links', async () => {
  const added = await owner.post<SendingDomain>('/api/sending-domains', { name });
  publish(added);
  prepareInstallation(db.database, {
    baseUrl: 'http://app.quayside.example:9',
    secretKey: SECRET,
    allowsPrivateHosts: true,
    dnsServers: [dns.address],
  });
  const checked = await owner.post<SendingDomain>(`/api/sending-domains/${added.id}/check`);
  expect(of(checked, 'tracking')).toMatchObject({ state: 'wrong' });
  expect(checked).toMatchObject({ state: 'verified', usesTracking: false, usesReturnPath: false });
  // Nothing listens for what comes back, so that letters keep their own sender.
  expect(await inAccount((account) => fallbackReturnPath(account, db.database))).toBeNull();
  prepareInstallation(db.database, {
    baseUrl: `http://app.quayside.example:${new URL(server.address).port}`,
    secretKey: SECRET,
    allowsPrivateHosts: true,
    inbound: { smtpPort: 25, mailHost: MAIL_HOST },
    dnsServers: [dns.address],
  });
  expect((await inAccount((account) => fallbackReturnPath(account, db.database)))!(3)).toMatch(new RegExp(`@${MAIL_HOST}$`));
});

test('names nobody can send from are refused, each with what to do', async () => {
  const headers = await signedIn(db, seat);
  const post = async (body: object) => {
    const answer = await server.app.inject({ method: 'POST', url: '/api/sending-domains', headers, payload: body });
    return [answer.statusCode, JSON.stringify(answer.json())];
  };
  for (const [wrong, code] of [
    ['gmail.com', 'free_mail_domain'],
    ['co.uk', 'no_domain'],
    ['https://example.com/x', 'invalid_input'],
    ['localhost', 'invalid_input'],
    ['-x.example.com', 'invalid_input'],
  ] as const) {
    const [status, text] = await post({ name: wrong });
    expect([wrong, status]).toEqual([wrong, 422]);
    expect(text).toContain(code);
  }
  expect((await post({ name }))[0]).toBe(200);
  expect((await post({ name }))[1]).toContain('domain_exists');
  const unicode = await owner.post<SendingDomain>('/api/sending-domains', { name: `hafenbäckerei${names}.example.com` });
  expect(unicode.name).toMatch(/^xn--/);
});

test('hosts are changed within the domain alone, and one that is changed is verified anew', async () => {
  const added = await owner.post<SendingDomain>('/api/sending-domains', { name });
  publish(added);
  await owner.post(`/api/sending-domains/${added.id}/check`);
  const headers = await signedIn(db, seat);
  const put = (body: object) => server.app.inject({ method: 'PUT', url: `/api/sending-domains/${added.id}`, headers, payload: body });
  expect((await put({ returnPathHost: 'bounce.other.example', trackingHost: added.trackingHost })).statusCode).toBe(422);
  expect((await put({ returnPathHost: added.trackingHost, trackingHost: added.trackingHost })).statusCode).toBe(422);
  const changed = (await put({ returnPathHost: `back.${name}`, trackingHost: added.trackingHost })).json() as SendingDomain;
  expect(changed).toMatchObject({ usesReturnPath: false, usesTracking: true, state: 'verified' });
  await owner.delete(`/api/sending-domains/${added.id}`);
  expect((await owner.get<{ domains: SendingDomain[] }>('/api/sending-domains')).domains).toEqual([]);
});

test('another account, and a user who may not set such things, reach none of it', async () => {
  const { id } = await owner.post<SendingDomain>('/api/sending-domains', { name });
  const stranger = await makeAccount(db);
  const clerk = await makeUser(db, seat, { role: 'Read only' });
  const calls = [
    ['GET', '/api/sending-domains', undefined],
    ['POST', '/api/sending-domains', { name: 'x.example.org' }],
    ['PUT', `/api/sending-domains/${id}`, { returnPathHost: `b.${name}`, trackingHost: `l.${name}` }],
    ['POST', `/api/sending-domains/${id}/check`, undefined],
    ['POST', `/api/sending-domains/${id}/key`, undefined],
    ['DELETE', `/api/sending-domains/${id}`, undefined],
  ] as const;
  for (const [method, url, payload] of calls) {
    const send = async (who: TestSeat) =>
      server.app.inject({ method, url, headers: await signedIn(db, who), ...(payload ? { payload } : {}) });
    expect([method, url, (await send(clerk)).statusCode]).toEqual([method, url, 403]);
    if (url.includes(String(id))) expect([method, url, (await send(stranger)).statusCode]).toEqual([method, url, 404]);
  }
  expect((await visitor(server.app, await signedIn(db, stranger)).get('/api/sending-domains')).domains).toEqual([]);
});
