import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type pg from 'pg';
import { createAccount, goLive, prepareInstallation } from '../src/accounts/index.ts';
import type { Database } from '../src/app/db.ts';
import { seal } from '../src/app/sealing.ts';
import { createMessage, publishMessage, queueLetters } from '../src/email/index.ts';
import { createMessageBody } from '../src/email/schema.ts';
import { movableClock } from '../src/app/kernel/clock.ts';
import { onFreshDatabase, type FreshDatabase } from './parts/fresh-database.ts';
import { startMailSink, type MailSink } from './parts/mail-sink.ts';
import type { Measured } from './parts/measure.ts';
import { difference, parentOf, timeOfProcess, timeOfThreads, type ProcessorTime } from './parts/processor-time.ts';
import { feedRaw } from './parts/raw-feed.ts';
import { startSender, type Run, type SenderProcess } from './parts/sender-process.ts';

// A broadcast to fifty thousand, from the first claim to the last outcome on record: letters of 20 kB with three merge fields, a conditional
// block and tracked links, into a sink on this machine; DKIM off and on. Beside each the same sink fed one letter made beforehand, over as many
// connections; with DKIM signed afresh each time.

const COUNT = Number(process.env.COUNT ?? 50_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CONNECTIONS = 10;
const QUEUE_AT_ONCE = 5_000;
const NOW = '2026-03-02T09:00:00Z';
const SECRET = 'k'.repeat(40);
const DOMAIN = 'bakery.example';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

const PARAGRAPH =
  'We bake before the sun is up, and by the time the first boats are in the bread is on the shelf. This week there is rye with caraway, a white loaf ' +
  'for the children, and the plum cake that everybody asked for. Come by, or [order for Saturday](https://shop.example/saturday?from=letter).';
const paragraphs = (count: number) => Array.from({ length: count }, () => ({ type: 'text', text: PARAGRAPH }));
const MESSAGE = {
  name: 'Bread of the week',
  subject: '{{ contact.first_name | default: "Good morning" }}, bread of the week',
  preheader: 'Rye with caraway, and the plum cake.',
  body: {
    kind: 'blocks',
    blocks: [
      { type: 'heading', level: 1, text: 'Good morning, {{ contact.first_name | default: "friend" }}' },
      { type: 'text', text: 'Dear {{ contact.first_name }} {{ contact.last_name }} of {{ contact.city }}, this is what we bake.' },
      ...paragraphs(4),
      { type: 'button', label: 'See the shop', url: 'https://shop.example/?who={{ contact.first_name }}' },
      {
        type: 'condition',
        criteria: { field: 11, operator: 'is', values: ['Berlin'] },
        blocks: [{ type: 'text', text: 'You are in Berlin: [our stall is open](https://shop.example/berlin) on Friday.' }],
        otherwise: [{ type: 'text', text: 'We send by post: [how that works](https://shop.example/post).' }],
      },
      ...paragraphs(4),
    ],
  },
};

interface Stage {
  database: Database;
  owner: pg.Client;
  sink: MailSink;
  accountId: number;
  actor: { type: 'user'; id: string };
  messageId: number;
  sender: SenderProcess;
}

await onFreshDatabase({ poolSize: 6, clock: movableClock(NOW) }, async (fresh) => {
  const sink = await startMailSink();
  const sender = startSender(fresh.ownerUrl);
  try {
    return await measure({ ...(await prepare(fresh, sink)), sender });
  } finally {
    sender.stop();
    await sink.stop();
  }
});

async function measure(stage: Stage): Promise<Measured[]> {
  const letter = await sampleLetter(stage);
  process.stderr.write(`A letter has ${letter.length} bytes; the sink is ${stage.sink.name}.\n`);
  await sendAll(stage, 2_000);
  const times: Times = { plain: [], signed: [], raw: [], rawSigned: [], signatures: [] };
  const feed = (letterOf: () => Buffer) => feedRaw(stage.sink, { connections: CONNECTIONS, count: COUNT, letterOf });
  for (let round = 0; round < ROUNDS; round++) {
    await signing(stage, false);
    times.plain.push(await sendAll(stage, COUNT));
    times.raw.push(await feed(() => letter));
    await signing(stage, true);
    times.signed.push(await sendAll(stage, COUNT));
    times.rawSigned.push(await signedFeed(stage, letter));
    times.signatures.push(signaturesPerSecond(privateKey));
    process.stderr.write(`round ${round + 1}: ${rates(times)}\n`);
  }
  const signatures = Math.round(median(times.signatures));
  return [
    line('email', 'DKIM off', { runs: times.plain, limit: times.raw, what: `one precomposed letter over ${CONNECTIONS} connections` }),
    line('email with DKIM', 'DKIM on (RSA-2048)', {
      runs: times.signed,
      limit: times.rawSigned,
      what: `the same letter signed afresh each time on ${availableParallelism()} threads (a core alone signs ${signatures}/s)`,
    }),
  ];
}

function line(name: string, how: string, { runs, limit, what }: { runs: Run[]; limit: number[]; what: string }): Measured {
  const seconds = median(runs.map((run) => run.seconds));
  return {
    name,
    work: `${COUNT} personalised letters of 20 kB with three merge fields, a conditional block and tracked links, claimed, permitted, filled in, sent and noted, ${how}`,
    seconds: rounded(seconds),
    perSecond: rounded(COUNT / seconds),
    limit: { what, perSecond: rounded(COUNT / median(limit)) },
    ratio: rounded(median(limit) / seconds),
    cpuMsPerUnit: rounded(median(runs.map(({ cpuMs }) => cpuMs)) / COUNT),
    peakRssMb: Math.max(...runs.map(({ peakRssMb }) => peakRssMb)),
  };
}

/** An account full of contacts, with a published message and the sink as its mail server. */
async function prepare({ database, owner }: FreshDatabase, sink: MailSink): Promise<Omit<Stage, 'sender'>> {
  prepareInstallation(database, { baseUrl: 'https://quay.example', secretKey: SECRET });
  const { accountId, ownerUserId } = await createAccount(database, {
    name: 'Harbour Bakery',
    kind: 'client',
    owner: { identityId: randomUUID(), name: 'Robin Person', email: 'robin@example.com' },
  });
  await owner.query("update accounts set postal_address = E'1 Quay\\n10001 Harbour' where account_id = $1", [accountId]);
  await owner.query(
    `insert into mail_settings (account_id, from_name, from_address, smtp_host, smtp_port, smtp_security, updated_at)
     values ($1, 'Harbour Bakery', $2, '127.0.0.1', $3, 'none', $4)`,
    [accountId, `hello@${DOMAIN}`, sink.port, NOW],
  );
  await owner.query(
    `insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, email, email_status, created_at, updated_at, values, search)
     select $1, 0, id, 'u' || id, 1, 'First' || id || ' Last' || id % 977, 'first' || id || ' last' || id % 977, 'person' || id || '@example' || id % 500 || '.com', 1,
       $2, $2, jsonb_build_object('1', 'First' || id, '2', 'Last' || id % 977, '11', (array['Berlin', 'Hamburg', 'Lyon'])[1 + id % 3],
         '4', null, '14', 'DE'), to_tsvector('simple', 'First' || id || ' Last' || id % 977)
     from generate_series(1, $3::bigint) id`,
    [accountId, NOW, COUNT],
  );
  await owner.query('vacuum (analyze) records');
  const actor = { type: 'user', id: String(ownerUserId) } as const;
  const ids = (name: string, count: number) => database.nextIds(accountId, name, count);
  const messageId = await database.account(accountId, async (db) => {
    const id = await createMessage(db, actor, ids, createMessageBody.parse(MESSAGE));
    await publishMessage(db, actor, id);
    await goLive(db, actor);
    return id;
  });
  return { database, owner, sink, accountId, actor, messageId };
}

/** Queues letters to that many contacts, and measures how long they take to leave. */
async function sendAll(stage: Stage, count: number): Promise<Run> {
  const { database, owner, accountId, actor, messageId } = stage;
  const ids = (name: string, asked: number) => database.nextIds(accountId, name, asked);
  for (let from = 1; from <= count; from += QUEUE_AT_ONCE) {
    const recordIds = Array.from({ length: Math.min(QUEUE_AT_ONCE, count - from + 1) }, (_, n) => from + n);
    await database.account(accountId, (db) =>
      queueLetters(db, actor, { messageId, version: 1, objectId: 0, purpose: 'bulk', letters: { recordIds }, ids }),
    );
  }
  await owner.query('vacuum analyze deliveries');
  const before = await timeTaken(stage);
  const run = await stage.sender.sendAll(accountId);
  tellSplit(difference(await timeTaken(stage), before), count, run.peakRssMb);
  await checkSent(stage, count);
  return run;
}

/** Processor time of everybody who takes part in sending. */
async function timeTaken({ owner, sender, sink }: Stage): Promise<ProcessorTime> {
  const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid');
  const threads = Object.entries(timeOfThreads(sender.pid)).map(([name, time]) => [`sender, ${name}`, time]);
  return { ...Object.fromEntries(threads), database: timeOfProcess(parentOf(rows[0]!.pid)), sink: timeOfProcess(sink.pid) };
}

function tellSplit(taken: ProcessorTime, count: number, peakRssMb: number): void {
  const all = Object.values(taken).reduce((sum, time) => sum + time, 0);
  const parts = Object.entries({ all, ...taken }).flatMap(([name, time]) =>
    time < count / 2_000 ? [] : `${name} ${Math.round((1000 * time) / count)}`,
  );
  process.stderr.write(`  microseconds of processor time a letter: ${parts.join('; ')}; ${peakRssMb} MB\n`);
}

/** Every letter must be on record as sent, with its event, before the next round begins with an empty table. */
async function checkSent({ owner, accountId }: Stage, count: number): Promise<void> {
  const { rows } = await owner.query<{ sent: number; told: number }>(
    `select (select count(*)::int from deliveries where account_id = $1 and status = 'sent') as sent,
       (select count(*)::int from events where account_id = $1 and kind = 'email.sent') as told`,
    [accountId],
  );
  if (rows[0]!.sent !== count || rows[0]!.told < count) throw new Error(`Only ${JSON.stringify(rows[0])} of ${count} left.`);
  await owner.query('truncate deliveries; truncate events; truncate event_batches');
}

async function signing({ owner, accountId }: Stage, isOn: boolean): Promise<void> {
  await owner.query('delete from sending_domain_keys');
  await owner.query('delete from sending_domains');
  if (!isOn) return;
  await owner.query(
    `insert into sending_domains (account_id, id, name, state, return_path_host, tracking_host, created_at) values ($1, 1, $2, 'verified', 'b', 't', $3)`,
    [accountId, DOMAIN, NOW],
  );
  await owner.query(
    `insert into sending_domain_keys (account_id, domain_id, selector, private_key_sealed, public_key, state, created_at)
     values ($1, 1, 'q1', $2, '', 'signing', $3)`,
    [accountId, seal(SECRET, 'quayside dkim keys', pem), NOW],
  );
}

/** A letter as one contact gets it, for the raw feed. */
async function sampleLetter(stage: Stage): Promise<Buffer> {
  const { rows } = await stage.owner.query<{ html: string; text: string }>('select html, text from message_versions limit 1');
  const { quotedPrintable } = await import('../src/email/rules/quoted-printable.ts');
  const part = (type: string, text: string) => `--b\r\nContent-Type: text/${type}\r\n\r\n${quotedPrintable(`${text}\n`)}\r\n`;
  const body = part('plain', rows[0]!.text) + part('html', rows[0]!.html);
  return Buffer.from(`From: hello@${DOMAIN}\r\nTo: ada@example.com\r\nSubject: Bread of the week\r\n\r\n${body}--b--\r\n`, 'latin1');
}

/** The raw feed with a signature for each letter, shared by as many threads as the machine has cores. */
async function signedFeed(stage: Stage, letter: Buffer): Promise<number> {
  const threads = availableParallelism();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: threads }, () => {
      const worker = new Worker(new URL('./parts/signed-feed.ts', import.meta.url), {
        workerData: {
          port: stage.sink.port,
          connections: Math.ceil(CONNECTIONS / threads),
          count: Math.ceil(COUNT / threads),
          letter,
          pem,
        },
      });
      return new Promise((resolve, reject) => {
        worker.once('exit', resolve);
        worker.once('error', reject);
      });
    }),
  );
  return (performance.now() - began) / 1000;
}

/** How many signatures one core makes in a second. */
function signaturesPerSecond(key: KeyObject): number {
  const text = Buffer.alloc(600, 'x');
  const count = 1_500;
  const began = performance.now();
  for (let n = 0; n < count; n++) sign('sha256', text, key);
  return count / ((performance.now() - began) / 1000);
}

interface Times {
  plain: Run[];
  signed: Run[];
  raw: number[];
  rawSigned: number[];
  signatures: number[];
}

function rates({ plain, signed, raw, rawSigned, signatures }: Times): string {
  const [off, on] = [perSecond(plain.at(-1)!.seconds), perSecond(signed.at(-1)!.seconds)];
  return `${off}/s beside ${perSecond(raw.at(-1)!)}; signed ${on}/s beside ${perSecond(rawSigned.at(-1)!)} (${Math.round(signatures.at(-1)!)} signatures/s a core)`;
}

function perSecond(seconds: number): number {
  return Math.round(COUNT / seconds);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function rounded(number: number): number {
  return Number(number.toPrecision(4));
}
