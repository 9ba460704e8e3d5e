import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { enqueueJob } from '../../app/jobs.ts';
import { accountSettings } from '../../accounts/index.ts';
import { recordEvent } from '../../ledger/index.ts';
import { importHeld } from '../events.ts';
import { ownersToTell } from '../owners-to-tell.ts';
import { countImported, openReview, reviewRow, writeReview } from '../queries/reviews.ts';
import { lookAtImport } from '../rules/review-findings.ts';

export const MOVE_JOB = 'compliance.move-imported';

/** An import of people begins: none of them gets mail to many before it has been looked at. */
export async function openImportReview(db: AccountDb, imported: { importId: number; objectId: number }): Promise<void> {
  await openReview(db, imported.importId, imported.objectId);
}

/**
 * Looks at the people an import has made, when it is done or has ended otherwise: mailboxes of jobs, throw-away domains, addresses that cannot be
 * or pretend to be others, those known to be bad or to have bounced, and too fast a growth. Passes it, or holds all of its people for review.
 */
export async function reviewImport(db: AccountDb, actor: Actor, importId: number): Promise<void> {
  const review = await reviewRow(db, importId);
  if (review?.state !== 'scanning') return;
  const { domains, ...counts } = await countImported(db, { importId, objectId: review.object_id, since: review.at });
  const throwAway = disposableEmailBlocklistSet();
  const disposable = (domains ?? []).reduce((sum, { domain, count }) => sum + (throwAway.has(domain) ? count : 0), 0);
  const { mode, kind } = await accountSettings(db);
  const look = lookAtImport({ ...counts, disposable }, mode === 'live');
  const decides = look.isGrave && kind === 'client' ? 'operator' : 'account';
  await writeReview(db, importId, { state: look.isHeld ? 'held' : 'passed', decides, people: counts.people, findings: look.findings });
  if (!look.isHeld) return;
  await recordEvent(db, actor, {
    kind: importHeld,
    subject: { type: 'import', id: importId },
    data: {
      people: counts.people,
      findings: look.findings.filter(({ holds }) => holds).map(({ code }) => code),
      decides,
      userIds: await ownersToTell(db),
    },
  });
  await enqueueJob(db, MOVE_JOB, { accountId: db.accountId, importId });
}
