import { createHash } from 'node:crypto';
import { requireProof } from '../../accounts/index.ts';
import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Answers } from '../schema.ts';
import type { ServedForm } from '../serving/served-form.ts';

/** Without script one address may hand a form in so often. */
const MOST_WITHOUT_PROOF = 3;
const WINDOW_MS = 10 * 60_000;
const MOST_REMEMBERED = 20_000;

const millisOf = (database: Database): number => database.clock.now().getTime();

const tries = new WeakMap<Database, Map<string, { until: number; count: number }>>();

/** Whether a field was filled in that no person sees. */
export const fellIntoTrap = (answers: Answers): boolean => (answers.q_homepage ?? '') !== '';

/**
 * Names a submission, so that the same one counts once however often it comes: by its proof of work, which is good once, or else by what was answered
 * from where within ten minutes.
 */
export function replayKeyOf(database: Database, { answers, ip }: { answers: Answers; ip: string }): string {
  const hash = createHash('sha256');
  if (answers.q_proof) return hash.update(`proof ${answers.q_proof}`).digest('hex').slice(0, 40);
  const own = Object.entries(answers)
    .filter(([name]) => /^[fc]\d/.test(name))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const window = Math.floor(millisOf(database) / WINDOW_MS);
  return hash
    .update(JSON.stringify([own, ip, window]))
    .digest('hex')
    .slice(0, 40);
}

/**
 * Lets a submission pass that has done its work, or, where the form allows it, one of a browser without script, as long as there are few. Refuses
 * `proof_invalid`, `script_needed` and `too_many_submissions`.
 */
export async function keepOutMachines(
  database: Database,
  form: ServedForm,
  { answers, ip }: { answers: Answers; ip: string },
): Promise<void> {
  if (answers.q_proof) return requireProof(database, answers.q_proof);
  if (!form.version.settings.withoutScript) {
    throw new Problem('script_needed', 'This form needs JavaScript, which keeps machines out. Switch it on, and send the form again.', {
      status: 403,
    });
  }
  if (!mayTryAgain(database, `${form.accountId}/${form.formId} ${ip}`)) {
    throw new Problem('too_many_submissions', 'This form was sent from here several times already. Wait ten minutes and send it again.', {
      status: 429,
    });
  }
}

function mayTryAgain(database: Database, key: string): boolean {
  let known = tries.get(database);
  if (!known) tries.set(database, (known = new Map()));
  const now = millisOf(database);
  const row = known.get(key);
  if (row && row.until > now) return ++row.count <= MOST_WITHOUT_PROOF;
  if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value!);
  known.delete(key);
  known.set(key, { until: now + WINDOW_MS, count: 1 });
  return true;
}
