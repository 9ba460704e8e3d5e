import type { AccountDb, Database } from '../../app/db.ts';
import { enqueueJob } from '../../app/jobs.ts';
import { insertLetter } from '../queries/installation.ts';

export const SEND_LETTER = 'accounts.send-letter';

export interface Letter {
  kind: 'verify' | 'already-known' | 'reset' | 'password-changed' | 'invitation';
  to: { email: string; name: string };
  link: string;
  /** Who invites, and to what. */
  from?: { user: string; account: string };
}

const WORDS: Record<Letter['kind'], { subject: (letter: Letter) => string; text: (letter: Letter) => string }> = {
  verify: {
    subject: () => 'Confirm your e-mail address',
    text: () => 'Open this link to confirm your e-mail address. If you did not sign up, ignore this letter.',
  },
  'already-known': {
    subject: () => 'You already have a login',
    text: () =>
      'Somebody, perhaps you, tried to sign up with this address, which already has a login. Sign in here, or reset the password there.',
  },
  reset: {
    subject: () => 'Choose a new password',
    text: () => 'Open this link to choose a new password. If you did not ask for it, ignore this letter; your password stays as it is.',
  },
  'password-changed': {
    subject: () => 'Your password was changed',
    text: () => 'The password of your login was changed. If this was not you, reset it at once from the sign-in page.',
  },
  invitation: {
    subject: ({ from }) => `${from?.user} invites you to ${from?.account}`,
    text: ({ from }) => `${from?.user} has a seat for you in ${from?.account}. Open this link to take it.`,
  },
};

/**
 * Writes a letter about identity and has it sent. It never touches an account: while no mail server is set it waits where only the
 * operator sees it, and once sent it is gone. Writing takes as long whether or not it can be sent, so that nothing is told by the time.
 */
export async function writeLetter(database: Database, letter: Letter): Promise<void> {
  const { subject, text } = WORDS[letter.kind];
  await database.system(async (db) => {
    const id = await insertLetter(db, {
      email: letter.to.email,
      kind: letter.kind,
      subject: subject(letter),
      body: `Hello ${letter.to.name},\n\n${text(letter)}\n\n${letter.link}\n`,
      link: letter.link,
      created_at: database.clock.now(),
    });
    await enqueueJob(db, SEND_LETTER, { id });
  });
}

/** A letter to a user about what happened in the account; it leaves when the transaction commits, the way letters about identity do. */
export async function postLetter(
  db: AccountDb,
  letter: { to: { email: string }; subject: string; body: string; link: string },
): Promise<void> {
  const { to, subject, body, link } = letter;
  const id = await insertLetter(db, { email: to.email, kind: 'notification', subject, body, link, created_at: db.now });
  await enqueueJob(db, SEND_LETTER, { id });
}
