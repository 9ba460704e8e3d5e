import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { log } from '../app/log.ts';
import { claimWebhooks, type Claim } from './claim-webhooks.ts';
import { ourHeaders } from './our-headers.ts';
import { noteOutcomes } from './note-outcomes.ts';
import type { DeliveryRow } from './queries/deliveries.ts';
import { sendRequest, type Sending } from '../app/send-request.ts';
import { KeptConnections } from '../app/kept-connections.ts';
import { lanesOf, type Lanes } from './sending/lanes.ts';
import type { Tried } from './tried.ts';

/** Requests under way at once: to one host of an account, of an account, of this process. */
const TO_A_HOST = 4;
const OF_AN_ACCOUNT = 64;
const AT_ALL = 256;
/** Claimed in one transaction: so few that a slow host never takes all the places of its account, and that even then each leaves within its lease. */
const CLAIM = 24;
/** So long the loop waits for answers before it looks at the other accounts; slow ones are noted when they come. */
const PATIENCE_MS = 250;
/** Answers are gathered so long, so that many cost one transaction. */
const GATHER_MS = 10;

/** What of an account is under way in this process. */
interface Departures {
  running: Set<Promise<void>>;
  lanes: Lanes;
  tried: Tried[];
  noting: Promise<void> | undefined;
}

/** Shared by all accounts: what a connection leads to was checked when it was made. */
const connections = new KeptConnections();

const underWay = new WeakMap<Database, Map<number, Departures>>();

/**
 * Sends one batch of an account's due requests. Gives how many it moved. Slow ones go on by themselves: neither the account's other hosts nor other
 * accounts wait for them. Each is marked before it leaves; see the README for what a kill in the middle means.
 */
export async function deliverWebhooks(database: Database, accountId: number, sending: Sending = {}): Promise<number> {
  const departures = departuresOf(database, accountId);
  const limit = roomOf(database, departures);
  if (limit <= 0) return 0;
  const busyHosts = departures.lanes.busy();
  const claim = await database.account(accountId, (db) => claimWebhooks(db, database, { limit, busyHosts }));
  const station = { database, accountId, departures, sending: { connections, ...sending }, secrets: claim.secrets };
  const answered = claim.deliveries.map((delivery) => depart(station, delivery));
  // What was answered is noted while the next are claimed and leave.
  if (answered.length > 0) await Promise.race([Promise.all(answered), sleep(PATIENCE_MS)]);
  return claim.moved;
}

/** Resolves when everything that has left is answered and noted. */
export async function finishWebhooks(database: Database): Promise<void> {
  for (const { running } of underWay.get(database)?.values() ?? []) await Promise.all(running);
}

function departuresOf(database: Database, accountId: number): Departures {
  const accounts = underWay.get(database) ?? new Map<number, Departures>();
  underWay.set(database, accounts);
  const departures = accounts.get(accountId) ?? { running: new Set(), lanes: lanesOf(TO_A_HOST), tried: [], noting: undefined };
  accounts.set(accountId, departures);
  return departures;
}

function roomOf(database: Database, { running }: Departures): number {
  let all = 0;
  for (const departures of underWay.get(database)!.values()) all += departures.running.size;
  return Math.min(CLAIM, OF_AN_ACCOUNT - running.size, AT_ALL - all);
}

interface Station {
  database: Database;
  accountId: number;
  departures: Departures;
  sending: Sending;
  secrets: Claim['secrets'];
}

/** Sends a request when its host has room; resolves when it is answered, and notes by itself what came of it. */
function depart(station: Station, delivery: DeliveryRow): Promise<unknown> {
  const { accountId, departures } = station;
  const handedOver = departures.lanes.run(delivery.host, () => handOver(station, delivery));
  const run = handedOver
    .then((tried) => {
      departures.tried.push(tried);
      return (departures.noting ??= note(station));
    })
    .catch((error: unknown) => {
      // What was not noted is sent again, under the same id, when its lease has run out.
      log.error({ accountId, delivery: delivery.id, err: error }, 'what became of a webhook could not be noted');
    })
    .finally(() => departures.running.delete(run));
  departures.running.add(run);
  return handedOver.catch(() => undefined);
}

/** Hands one request over that is marked as being sent. */
export async function handOver(
  { database, accountId, sending, secrets }: Omit<Station, 'departures'>,
  delivery: DeliveryRow,
): Promise<Tried> {
  const { method, url, headers, body } = delivery;
  // Erased between its claim and now.
  if (url === null || headers === null) return { delivery, error: new Problem('deleted', 'The record was erased.') };
  const began = performance.now();
  const ours = ourHeaders(delivery, { accountId, now: database.clock.now(), secrets });
  const own = headers.filter(({ name }) => name.toLowerCase() !== 'user-agent');
  const result = await sendRequest({ method, url, headers: [...ours, ...own], body }, sending).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  return { delivery, tookMs: Math.round(performance.now() - began), ...result };
}

/** Notes all that has been tried by the time it looks. */
async function note({ database, accountId, departures }: Station): Promise<void> {
  await sleep(GATHER_MS);
  departures.noting = undefined;
  const tried = departures.tried.splice(0);
  await database.account(accountId, (db) => noteOutcomes(db, tried));
}
