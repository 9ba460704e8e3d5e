import { createTransport } from 'nodemailer';
import type { Database } from '../app/db.ts';
import { log } from '../app/log.ts';
import { installationSmtp } from './installation-smtp.ts';
import { deleteLetter, letterToSend, markLetterFailed } from './queries/installation.ts';

/** Sends one letter about identity and forgets it; without a mail server it stays for the operator to see. A failure is tried again. */
export async function sendLetter(database: Database, id: number): Promise<'sent' | 'kept'> {
  const smtp = await installationSmtp(database);
  const letter = smtp && (await database.system((db) => letterToSend(db, id)));
  if (!smtp || !letter) return 'kept';
  const transport = createTransport(smtp.url, { from: smtp.from });
  try {
    await transport.sendMail({ to: letter.email, subject: letter.subject, text: letter.body });
  } catch (error) {
    await database.system((db) => markLetterFailed(db, id, (error as Error).message));
    throw error;
  } finally {
    transport.close();
  }
  await database.system((db) => deleteLetter(db, id));
  log.info({ letter: id }, 'identity letter sent');
  return 'sent';
}
