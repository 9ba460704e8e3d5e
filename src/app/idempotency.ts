import { createHash } from 'node:crypto';
import { sql, type AccountDb, type Database, type GuardedTransaction, type TransactionGuard } from './db.ts';
import type { Answer } from './http.ts';
import type { Actor } from './kernel/actor.ts';
import { Problem } from './kernel/problem.ts';
import { log } from './log.ts';

/** Keys are forgotten after so long. */
const KEPT_MS = 86_400_000;
/** A call whose first change is kept and whose answer is still missing after so long has died with its process. */
const GIVEN_UP_MS = 30_000;
const MOST_KEPT_CHARACTERS = 1_000_000;
const MOST_FORGOTTEN_AT_ONCE = 20_000;

export interface KeyedCall {
  accountId: number;
  actor: Actor;
  /** As the header says it. */
  key: string;
  method: string;
  /** Path and query, as they were sent. */
  address: string;
  body: unknown;
  /** Whether the answer has a secret, and is not kept. */
  tellsSecret: boolean;
}

interface KnownCall {
  fingerprint: string;
  claimed_at: Date;
  status: number | null;
  content_type: string | null;
  body: string | null;
}

/**
 * Carries a call out once, however often it is sent under its key: the first time by `work`, and from then on, for 24 hours, the answer is the first
 * one with `idempotent-replayed: true`. Nothing is kept of a call that changed nothing and was refused. Refuses with `idempotency_key_invalid`,
 * `idempotency_key_reused` (the key came with another call), `idempotency_key_in_use`, and `idempotent_answer_lost`, where it was carried out by a
 * process that died before it answered.
 */
export async function answerOnce(database: Database, call: KeyedCall, work: Work): Promise<Answer> {
  if (!/^[\x21-\x7e]{1,255}$/.test(call.key)) {
    throw new Problem('idempotency_key_invalid', 'An Idempotency-Key is 1 to 255 visible characters without spaces.', { status: 400 });
  }
  const once = new OnlyOnce(database, call);
  const known = await once.known();
  if (known) return once.replay(known);
  const answer = await once.carryOut(work);
  if (once.hasChanged || answer.status < 400) await once.keep(answer);
  return answer;
}

export interface Work {
  /** Does what was asked. */
  carryOut: () => Promise<Answer>;
  /** How a refusal is told. */
  refuse: (error: unknown) => Answer;
}

/** Forgets the answers kept in an account, because of what they may say; the calls stay known. For the erasure of persons. */
export async function forgetAnswers(db: AccountDb): Promise<void> {
  await db.run(sql`update idempotency_keys set body = null, content_type = null where account_id = ${db.accountId} and body is not null`);
}

/** Forgets the keys of all accounts that are older than a day. Gives how many. */
export async function forgetKeys(database: Database): Promise<number> {
  const before = new Date(database.clock.now().getTime() - KEPT_MS);
  let all = 0;
  for (let forgotten = MOST_FORGOTTEN_AT_ONCE; forgotten === MOST_FORGOTTEN_AT_ONCE; all += forgotten) {
    const statement = sql`select forget_idempotency_keys(${before}, ${MOST_FORGOTTEN_AT_ONCE}) as forgotten`;
    forgotten = (await database.system((db) => db.one<{ forgotten: number }>(statement))).forgotten;
  }
  return all;
}

/** One call under its key, and what of it was written. */
class OnlyOnce implements TransactionGuard {
  readonly accountId: number;
  /** Whether a transaction of the call has committed a change, and the key with it. */
  hasChanged = false;
  readonly #database: Database;
  readonly #key: string;
  readonly #actor: string;
  readonly #fingerprint: string;
  readonly #tellsSecret: boolean;
  #isOver = false;
  /** Whether a transaction of the call is about to commit the key. */
  #isClaiming = false;
  /** How many transactions of the call are open that hold its lock. */
  #holding = 0;

  constructor(database: Database, { accountId, actor, key, method, address, body, tellsSecret }: KeyedCall) {
    this.#tellsSecret = tellsSecret;
    this.#database = database;
    this.accountId = accountId;
    this.#key = key;
    this.#actor = `${actor.type}:${actor.id ?? ''}`;
    this.#fingerprint = createHash('sha256')
      .update(JSON.stringify([method, address, ordered(body)]))
      .digest('base64url');
  }

  async known(): Promise<KnownCall | undefined> {
    return this.#database.account(this.accountId, (db) =>
      db.maybeOne<KnownCall>(
        sql`select k.fingerprint, k.claimed_at, k.status, k.content_type, k.body from idempotency_keys k
            where k.account_id = ${this.accountId} and k.actor = ${this.#actor} and k.key = ${this.#key} and k.claimed_at > ${this.#ago(KEPT_MS)}`,
        'idempotency.known',
      ),
    );
  }

  replay(known: KnownCall): Answer {
    if (known.fingerprint !== this.#fingerprint) {
      throw new Problem('idempotency_key_reused', 'This Idempotency-Key came with another call before. Make a new key for each call.', {
        status: 422,
      });
    }
    if (known.status === null && known.claimed_at > this.#ago(GIVEN_UP_MS)) throw inUse();
    if (known.status === null || (known.body === null && known.status !== 204)) throw answerLost();
    const headers: Record<string, string> = { 'idempotent-replayed': 'true' };
    if (known.content_type !== null) headers['content-type'] = known.content_type;
    return { status: known.status, headers, body: known.body ?? '' };
  }

  async carryOut({ carryOut, refuse }: Work): Promise<Answer> {
    try {
      return await this.#database.guarding(this, carryOut);
    } catch (error) {
      if (!this.hasChanged) throw error;
      return refuse(error);
    } finally {
      this.#isOver = true;
    }
  }

  /** Every transaction of the call runs with the key's lock, and has the key beside its first change. */
  begin(): GuardedTransaction {
    let claims = false;
    return {
      around: async (db, work) => {
        if (this.#isOver || this.hasChanged) return work();
        if (this.#holding === 0) await this.#lock(db);
        this.#holding += 1;
        try {
          const result = await work();
          if (this.hasChanged || this.#isClaiming || !(await hasWritten(db))) return result;
          claims = this.#isClaiming = true;
          await this.#claim(db);
          return result;
        } finally {
          this.#holding -= 1;
        }
      },
      undone: () => {
        if (claims) this.#isClaiming = false;
      },
    };
  }

  /** Stores the answer. A call that changed nothing is stored here for the first time. */
  async keep({ status, headers, body }: Answer): Promise<void> {
    const text = !this.#tellsSecret && typeof body === 'string' && body.length <= MOST_KEPT_CHARACTERS ? body : null;
    const kept = sql`${status}::smallint, ${headers['content-type'] ?? null}::text, ${status === 204 ? null : text}::text`;
    await this.#database
      .account(this.accountId, (db) =>
        db.run(
          sql`insert into idempotency_keys as k (account_id, actor, key, fingerprint, claimed_at, status, content_type, body)
              select ${this.accountId}, ${this.#actor}, ${this.#key}, ${this.#fingerprint}, ${this.#now()}, ${kept}
              on conflict (account_id, actor, key) do update
              set fingerprint = excluded.fingerprint, status = excluded.status, content_type = excluded.content_type, body = excluded.body
              where k.fingerprint = excluded.fingerprint and k.status is null or k.claimed_at <= ${this.#ago(KEPT_MS)}`,
          'idempotency.keep',
        ),
      )
      .catch((error: unknown) => log.error({ err: error }, 'the answer of a call with an idempotency key could not be kept'));
  }

  async #lock(db: AccountDb): Promise<void> {
    const name = `${this.accountId} ${this.#actor} ${this.#key}`;
    const { mine } = await db.one<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 6)) as mine`,
      'idempotency.lock',
    );
    if (!mine) throw inUse();
  }

  async #claim(db: AccountDb): Promise<void> {
    const claimed = await db.run(
      sql`insert into idempotency_keys as k (account_id, actor, key, fingerprint, claimed_at)
          values (${this.accountId}, ${this.#actor}, ${this.#key}, ${this.#fingerprint}, ${this.#now()})
          on conflict (account_id, actor, key) do update
          set fingerprint = excluded.fingerprint, claimed_at = excluded.claimed_at, status = null, content_type = null, body = null
          where k.claimed_at <= ${this.#ago(KEPT_MS)}`,
      'idempotency.claim',
    );
    if (claimed === 0) throw inUse();
    db.afterCommit(() => (this.hasChanged = true));
  }

  #now(): Date {
    return this.#database.clock.now();
  }

  #ago(milliseconds: number): Date {
    return new Date(this.#now().getTime() - milliseconds);
  }
}

/** Whether the transaction has written or locked anything: only then has it a number. */
async function hasWritten(db: AccountDb): Promise<boolean> {
  const { written } = await db.one<{ written: boolean }>(
    sql`select pg_current_xact_id_if_assigned() is not null as written`,
    'idempotency.written',
  );
  return written;
}

/** The same whatever order a body names its parts in. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, ordered(inner)]);
}

const inUse = (): Problem =>
  new Problem('idempotency_key_in_use', 'A call with this Idempotency-Key is being carried out. Ask again in a moment.', {
    status: 409,
    retryAfterSeconds: 2,
  });

const answerLost = (): Problem =>
  new Problem(
    'idempotent_answer_lost',
    'A call with this Idempotency-Key was carried out, but its answer was not kept. Read what it was to change before you send it again under a new key.',
    { status: 409 },
  );
