import type { AccountDb } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import type { Follower } from '../../app/kernel/domain.ts';
import { accountSettings } from '../../accounts/index.ts';
import { recordEvent } from '../../ledger/index.ts';
import { openCase } from '../abuse/open-case.ts';
import { sendingQuickened, sendingSlowed } from '../events.ts';
import { ownersToTell } from '../owners-to-tell.ts';
import { addToHealth, COUNTED_KINDS, deleteThrottle, insertThrottle, mailCounts } from '../queries/health.ts';
import { stoppedChannels } from '../queries/switches.ts';
import { judgeMailCounts, SLOW_PER_HOUR, WINDOW_DAYS, type MailVerdict } from '../rules/mail-limits.ts';
import { stopByOperator } from '../stop-by-operator.ts';

/**
 * Counts what left and what came back, and looks at the rates: an account whose receivers complain, or whose letters come back, is slowed
 * down, and beyond the second limit stopped, until somebody of the operator has looked at it. Who does well again goes at full speed.
 */
async function followHealth(db: AccountDb, batchId: number): Promise<void> {
  await addToHealth(db, batchId);
  const standing = judgeMailCounts(await mailCounts(db, WINDOW_DAYS));
  if (standing.verdict === 'well') {
    if (await deleteThrottle(db)) await recordEvent(db, system, { kind: sendingQuickened, data: ratesOf(standing) });
    return;
  }
  const reason = sentenceOf(standing);
  if (standing.verdict === 'slow') {
    if (await insertThrottle(db, { perHour: SLOW_PER_HOUR, reason }))
      await recordEvent(db, system, {
        kind: sendingSlowed,
        data: { ...ratesOf(standing), because: standing.because, perHour: SLOW_PER_HOUR, userIds: await ownersToTell(db) },
      });
    return;
  }
  if ((await stoppedChannels(db)).some(({ by }) => by === standing.because)) return;
  await stopByOperator(db, system, { channel: 'email', reason, cause: standing.because! });
  const { name } = await accountSettings(db);
  await openCase(db, {
    source: 'limit',
    accountId: db.accountId,
    subject: `${name}: ${reason}`,
    report: null,
    reporter: null,
    deliveryId: null,
  });
}

const ratesOf = ({ complaintRate, bounceRate }: MailVerdict) => ({ complaintRate, bounceRate });
const percent = (rate: number): string => `${(rate * 100).toFixed(2)} %`;

const sentenceOf = ({ because, complaintRate, bounceRate }: MailVerdict): string =>
  because === 'complaints'
    ? `${percent(complaintRate)} of the letters of the last ${WINDOW_DAYS} days were reported as spam.`
    : `${percent(bounceRate)} of the letters of the last ${WINDOW_DAYS} days went to mailboxes that do not exist.`;

export const health: Follower = { name: 'compliance.health', kinds: COUNTED_KINDS, follow: followHealth };
