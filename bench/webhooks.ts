import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createAccount, goLive, prepareInstallation, viewerOf } from '../src/accounts/index.ts';
import type { AccountDb, Database } from '../src/app/db.ts';
import { followers } from '../src/app/registry.ts';
import { followNext } from '../src/ledger/index.ts';
import { CONTACT, ensureTag, tagRecords } from '../src/records/index.ts';
import { deliverWebhooks, finishWebhooks } from '../src/webhooks/deliver-webhooks.ts';
import { newSubscription } from '../src/webhooks/schema.ts';
import { fillIntake } from '../src/webhooks/subscriptions/fill-intake.ts';
import { subscribe } from '../src/webhooks/subscriptions/subscribe.ts';
import { type FreshDatabase, onFreshDatabase } from './parts/fresh-database.ts';
import { startHookSink } from './parts/hook-sink.ts';
import { beside, type Measured } from './parts/measure.ts';

// A tag is put on thousands of contacts, and a program that is subscribed is told of each: written down and filled in, handed over, noted. Beside posting
// the same bodies with the same headers over as many connections that stay open, and nothing else.

const RECORDS = Number(process.env.RECORDS ?? 3_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CONNECTIONS = 4;

await onFreshDatabase({ poolSize: 6 }, async (fresh) => {
  const sink = await startHookSink();
  try {
    return [await measure(fresh, sink.url)];
  } finally {
    await sink.close();
  }
});

async function measure(fresh: FreshDatabase, url: string): Promise<Measured> {
  const { database, owner } = fresh;
  prepareInstallation(database, { baseUrl: 'http://quayside.test', secretKey: 'k'.repeat(40), allowsPrivateHosts: true });
  const { accountId, inside, tagged } = await prepare(fresh, url);
  const follower = followers().find(({ kinds }) => kinds === 'requested')!;
  const samples: { body: string }[] = [];
  const ours = async (): Promise<void> => {
    await tagged();
    while (await followNext(database, accountId, follower));
    while ((await inside(fillIntake)) > 0);
    while ((await deliverAll(database, accountId)) > 0);
    if (samples.length === 0) samples.push(...(await owner.query<{ body: string }>('select body from webhook_deliveries limit 1')).rows);
    const { rows } = await owner.query<{ sent: number }>("select count(*)::int as sent from webhook_deliveries where status = 'sent'");
    if (rows[0]!.sent !== RECORDS) throw new Error(`${rows[0]!.sent} of ${RECORDS} were taken`);
    await owner.query('delete from webhook_deliveries');
  };
  const job = {
    name: 'webhooks',
    work: `${RECORDS} deliveries`,
    limit: `the same posts over ${CONNECTIONS} open connections`,
    rounds: ROUNDS,
  };
  const measured = await beside(job, ours, () => postAll(url, () => samples[0]!.body));
  return {
    ...measured,
    perSecond: Math.round(RECORDS / measured.seconds),
    limit: { ...measured.limit, perSecond: Math.round(measured.limit.perSecond * RECORDS) },
    cpuMsPerUnit: Math.round((measured.cpuMsPerUnit / RECORDS) * 1000) / 1000,
  };
}

/** As the worker does it: one batch after the other, what was answered noted meanwhile. */
async function deliverAll(database: Database, accountId: number): Promise<number> {
  let delivered = 0;
  for (let moved = 1; moved > 0; delivered += moved) moved = await deliverWebhooks(database, accountId);
  await finishWebhooks(database);
  return delivered;
}

async function prepare({ database, owner }: FreshDatabase, url: string) {
  const identityId = randomUUID();
  await owner.query(
    'insert into auth_users (id, name, email, email_verified, created_at, updated_at) values ($1, $2, $3, true, now(), now())',
    [identityId, 'Vera', 'vera@example.com'],
  );
  const person = { identityId, name: 'Vera', email: 'vera@example.com' };
  const { accountId, ownerUserId } = await createAccount(database, { name: 'Bench', kind: 'client', owner: person });
  const actor = { type: 'user' as const, id: String(ownerUserId) };
  const ids = (name: string, count: number): Promise<number> => database.nextIds(accountId, name, count);
  const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => database.account(accountId, work);
  await inside((db) => goLive(db, actor));
  await owner.query(
    `insert into records (account_id, object_id, id, unique_id, name, created_at, updated_at, values)
     select $1, 0, 100000 + n, 'bench' || n, 'Contact ' || n, now(), now(), '{}' from generate_series(1, $2) n`,
    [accountId, RECORDS],
  );
  const tagId = await inside((db) => ensureTag(db, ids, CONTACT, 'Told'));
  const input = newSubscription.parse({ url, events: [{ kind: 'tag.added' }], fields: 'light' });
  await inside(async (db) => subscribe(db, actor, { viewer: await viewerOf(db, ownerUserId), ids, input }));
  const recordIds = Array.from({ length: RECORDS }, (_, n) => 100_001 + n);
  const tagged = async (): Promise<void> => {
    await owner.query('delete from record_tags');
    await inside((db) => tagRecords(db, actor, { objectId: CONTACT, tagId, recordIds }));
  };
  return { accountId, inside, tagged };
}

/** The limit: nothing but the requests. */
async function postAll(url: string, body: () => string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const text = body();
  const headers = {
    'user-agent': 'Quayside',
    'webhook-id': 'msg_1_1',
    'webhook-timestamp': '1772442000',
    'webhook-signature': `v1,${'a'.repeat(44)}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
  };
  const post = (): Promise<void> =>
    new Promise((done, fail) => {
      const asked = request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.once('end', done);
      });
      asked.once('error', fail);
      asked.end(text);
    });
  let left = RECORDS;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) await post();
    }),
  );
  agent.destroy();
}
