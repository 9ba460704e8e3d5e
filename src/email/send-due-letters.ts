import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../app/db.ts';
import { log } from '../app/log.ts';
import { installationOf } from '../accounts/index.ts';
import { claimLetters, SLICE, type Claim } from './claim-letters.ts';
import { noteOutcomes } from './note-outcomes.ts';
import { advanceBatch, deleteBatches } from './queries/letter-batches.ts';
import { accountsWithDueMail } from './queries/deliveries.ts';
import { domainOfAddress } from './rules/address.ts';
import type { Failure } from './rules/classify-failure.ts';
import { handOver } from './smtp/hand-over.ts';
import { outsideOf } from './transports/ways-out.ts';

/** Letters handed over between two looks at the gate; fewer by a slow server, so that an unsubscription stops all but a few seconds' letters. */
const MOST_AT_ONCE = 400;
const FEWEST_AT_ONCE = 20;
const FIRST_AT_ONCE = 200;
const BATCH_MS = 1_500;
/** While one batch is on the network the next is claimed, and the one before is noted. */
const BATCHES_OF_AN_ACCOUNT = 2;
/** So many letters of an account at most have an uncertain fate when their process is killed. */
export const LETTERS_UNDER_WAY = BATCHES_OF_AN_ACCOUNT * SLICE;
const BATCHES_AT_ALL = 12;
/** So long the loop waits for a server before it looks at the other accounts. */
const PATIENCE_MS = 250;
const NOTING_TRIES = 3;

type Batch = Claim['batches'][number];

/** What of an account is under way in this process. */
interface Office {
  running: Set<Promise<void>>;
  /** How long a letter takes by this account's servers, in milliseconds; unknown at first. */
  letterMs: number | undefined;
}

const offices = new WeakMap<Database, Map<number, Office>>();

/**
 * Moves one batch of an account's due letters: claims them in one transaction and hands those that may leave to their servers; what became of
 * each is noted in another when it is known, while the next batch is claimed. Gives how many it moved. A letter leaves at most once: it
 * is marked before it is handed over, and where nobody can know whether it was taken, it is not repeated.
 */
export async function sendDueLetters(database: Database, accountId: number): Promise<number> {
  const office = officeOf(database, accountId);
  if (isBusy(database, office)) await settled(office);
  if (isBusy(database, office)) return office.running.size;
  const outside = await outsideOf(database);
  const limit = batchSize(office);
  const { batches, moved } = await database.account(accountId, (db) => claimLetters(db, database, { outside, limit }));
  for (const batch of batches) {
    const run = sendBatch(database, accountId, batch)
      .catch((error: unknown) => log.error({ accountId, err: error }, 'what became of letters could not be noted'))
      .finally(() => office.running.delete(run));
    office.running.add(run);
  }
  if (moved > 0 || office.running.size === 0) return moved;
  const { size } = office.running;
  await settled(office);
  return size;
}

/** The accounts with letters that are due, or under way in this process. */
export async function accountsToSendFor(database: Database, now: Date): Promise<number[]> {
  const due = await database.system((db) => accountsWithDueMail(db, now));
  const busy = [...(offices.get(database) ?? [])].flatMap(([accountId, { running }]) => (running.size > 0 ? [accountId] : []));
  return [...new Set([...due, ...busy])];
}

/** Resolves when everything that is under way has its outcome. */
export async function finishLetters(database: Database): Promise<void> {
  for (const { running } of offices.get(database)?.values() ?? []) await Promise.all(running);
}

function officeOf(database: Database, accountId: number): Office {
  const accounts = offices.get(database) ?? new Map<number, Office>();
  offices.set(database, accounts);
  const office = accounts.get(accountId) ?? { running: new Set(), letterMs: undefined };
  accounts.set(accountId, office);
  return office;
}

function isBusy(database: Database, { running }: Office): boolean {
  let all = 0;
  for (const office of offices.get(database)!.values()) all += office.running.size;
  return running.size >= BATCHES_OF_AN_ACCOUNT || all >= BATCHES_AT_ALL;
}

/** Waits for a batch to end, but not for long. */
const settled = ({ running }: Office): Promise<unknown> => Promise.race([...running, sleep(PATIENCE_MS)]);

function batchSize({ letterMs }: Office): number {
  if (letterMs === undefined) return FIRST_AT_ONCE;
  return Math.max(FEWEST_AT_ONCE, Math.min(MOST_AT_ONCE, Math.round(BATCH_MS / letterMs)));
}

/** Hands a batch over and notes what became of it, slice by slice; then it is known how long a letter takes. */
async function sendBatch(database: Database, accountId: number, batch: Batch): Promise<void> {
  const began = performance.now();
  const count = await sendSlices(database, accountId, batch);
  const office = officeOf(database, accountId);
  const letterMs = (performance.now() - began) / count;
  office.letterMs = office.letterMs === undefined ? letterMs : (office.letterMs + letterMs) / 2;
}

/**
 * Hands over one slice after the other. Before a slice leaves it is on record that it may have, with what became of the one before. Gives how many
 * letters were handed over: fewer than all where the batch was given up meanwhile, because the rest may be on its way from elsewhere by now.
 */
async function sendSlices(database: Database, accountId: number, batch: Batch): Promise<number> {
  const { letters, moulds, way } = batch;
  const ourName = new URL(installationOf(database).baseUrl).hostname;
  for (let from = 0; from < letters.length; from += SLICE) {
    const failures = await handOver(way.way, ourName, { letters: letters.slice(from, from + SLICE), moulds });
    const until = from + failures.length;
    const goesOn = await note(database, accountId, batch, { from, failures });
    if (goesOn) continue;
    if (until < letters.length) log.warn({ accountId, batch: batch.batchId }, 'a batch of letters was given up while it was under way');
    return until;
  }
  return letters.length;
}

/** Notes what became of a slice, and that the next one leaves; gives whether it may. */
async function note(
  database: Database,
  accountId: number,
  batch: Batch,
  slice: { from: number; failures: readonly (Failure | null)[] },
): Promise<boolean> {
  const { from, failures } = slice;
  const handed = failures.map((failure, index) => ({
    delivery: batch.deliveries[from + index]!,
    failure,
    domain: domainOfAddress(batch.letters[from + index]!.permit.address),
  }));
  const [noted, all] = [from + failures.length, batch.letters.length];
  for (let tries = 1; ; tries++) {
    try {
      return await database.account(accountId, async (db) => {
        await noteOutcomes(db, batch, handed);
        if (noted < all)
          return advanceBatch(db, { id: batch.batchId, noted, begun: Math.min(noted + SLICE, all), realNow: database.clock.now() });
        await deleteBatches(db, [batch.batchId]);
        return false;
      });
    } catch (error) {
      // What is not noted in the end is given up as interrupted when its lease has run out.
      if (tries === NOTING_TRIES) throw error;
    }
  }
}
