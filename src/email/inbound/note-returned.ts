import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordComplaint, recordHardBounces } from '../../compliance/index.ts';
import { recordEvent } from '../../ledger/index.ts';
import { emailBounced, emailComplained } from '../events.ts';
import { bouncesSince, markBounced, markComplained, type ReturnedLetter } from '../queries/returned-letters.ts';
import { PASSING, SOFT_LIMIT } from '../rules/classify-bounce.ts';
import type { UnderstoodMail } from './reading/understand-mail.ts';

const DAY_MS = 86_400_000;
/** Mail servers tell it, whoever they are. */
const SERVER: Actor = { type: 'provider', id: 'mail' };

/** A letter that is told of by a mail. */
export interface Returned {
  letter: ReturnedLetter;
  inboundId: number;
  bounce: UnderstoodMail['bounce'];
}

/**
 * A letter came back. A mailbox that is not there is barred at once, one that takes nothing for something passing when that has happened to as many
 * letters as `SOFT_LIMIT` says. Told twice of one letter, it counts once. Gives the event.
 */
export async function noteBounce(db: AccountDb, { letter, inboundId, bounce }: Returned): Promise<number | null> {
  const bounceClass = bounce?.class ?? 'other';
  if (!(await markBounced(db, letter.id, bounceClass))) return null;
  const eventId = await recordEvent(db, SERVER, {
    kind: emailBounced,
    ...about(letter),
    data: { delivery: letter.id, inbound: inboundId, class: bounceClass, status: bounce?.status ?? '' },
    ...atDomain(letter),
  });
  if (bounceClass === 'hard' || (PASSING.includes(bounceClass) && (await hasBouncedTooOften(db, letter)))) {
    const { object_id: objectId, record_id: recordId, message_id: messageId } = letter;
    await recordHardBounces(db, SERVER, objectId, [{ recordId, messageId, causeId: eventId }]);
  }
  return eventId;
}

async function hasBouncedTooOften(db: AccountDb, letter: ReturnedLetter): Promise<boolean> {
  const since = new Date(db.now.getTime() - SOFT_LIMIT.days * DAY_MS);
  const bounced = await bouncesSince(db, { objectId: letter.object_id, recordId: letter.record_id, since, classes: PASSING });
  return bounced >= SOFT_LIMIT.letters;
}

/** The receiver called a letter spam: no bulk mail any more. Gives the event; null where it was told before. */
export async function noteComplaint(db: AccountDb, { letter, inboundId }: Returned): Promise<number | null> {
  if (!(await markComplained(db, letter.id))) return null;
  const eventId = await recordEvent(db, SERVER, {
    kind: emailComplained,
    ...about(letter),
    data: { delivery: letter.id, inbound: inboundId },
    ...atDomain(letter),
  });
  await recordComplaint(db, SERVER, {
    objectId: letter.object_id,
    recordId: letter.record_id,
    messageId: letter.message_id,
    deliveryId: letter.id,
    causeId: eventId,
  });
  return eventId;
}

/** A domain can be one person's own: it goes when they are erased. */
const atDomain = ({ domain }: ReturnedLetter) => (domain === null ? {} : { personal: { domain } });

const about = (letter: ReturnedLetter) => ({
  record: { objectId: letter.object_id, id: letter.record_id },
  subject: { type: 'email', id: letter.message_id },
  ...(letter.event_id === null ? {} : { causeId: letter.event_id }),
});
