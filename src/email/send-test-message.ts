import { randomUUID } from 'node:crypto';
import type { AccountDb, Database } from '../app/db.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { accountSettings, installationOf, type InstallationSmtp } from '../accounts/index.ts';
import { permitTestLetter } from '../compliance/index.ts';
import { LETTER_TEXTS } from './letters/letter-texts.ts';
import { previewMessage } from './preview-message.ts';
import { messageById } from './queries/messages.ts';
import { oneLine } from './rules/headers.ts';
import { installationServer, senderOf } from './smtp/sender.ts';
import { refuseInsideServer } from './smtp/refuse-inside-server.ts';
import { smtpTransport } from './smtp/transport.ts';

interface TestAsked {
  asker: { email: string };
  viewer: Viewer;
  messageId: number;
  /** Filled in for this record; without one the names of the fields stand in the letter. */
  recordId: number | undefined;
}

/**
 * Sends a message as it was last saved to the user who asks for it, at the address they sign in with; nothing counts, and no link in it ends
 * anybody's mail. Talks to the server between transactions. Refuses with `no_mail_server`, with `mail_server_refused` and the server's own words,
 * and with `message_unreadable` what cannot be compiled.
 */
export async function sendTestMessage(database: Database, accountId: number, asked: TestAsked): Promise<{ to: string }> {
  const installation = await installationServer(database);
  const { sender, letter, permit, isOperator } = await database.account(accountId, (db) => testLetter(db, database, installation, asked));
  if (!sender.server) throw new Problem('no_mail_server', 'No mail server is set, so that no test can be sent. Set one in Settings, Mail.');
  if (sender.isOwnServer) await refuseInsideServer(database, { isOperator, host: sender.server.host });
  const transport = smtpTransport(sender.server);
  try {
    await transport.send(permit, {
      fromAddress: sender.fromAddress,
      headers: [
        ['From', `"${oneLine(sender.fromName).replaceAll(/["\\]/g, '')}" <${sender.fromAddress}>`],
        ['Subject', oneLine(LETTER_TEXTS.testOf(letter.subject))],
        ['Message-ID', `<test-${randomUUID()}@${new URL(installationOf(database).baseUrl).hostname}>`],
      ],
      html: letter.html,
      text: letter.text,
    });
  } catch (error) {
    throw new Problem('mail_server_refused', `The mail server did not take the letter: ${oneLine((error as Error).message, 300)}`);
  } finally {
    transport.close();
  }
  return { to: asked.asker.email };
}

async function testLetter(db: AccountDb, database: Database, installation: InstallationSmtp | undefined, asked: TestAsked) {
  const message = await messageById(db, asked.messageId);
  if (!message) throw notFound('message');
  const { objectId, purpose, subject, preheader, body, textPart } = {
    ...message,
    objectId: message.object_id,
    textPart: message.text_part,
  };
  const draft = { objectId, purpose, subject, preheader, body, textPart, recordId: asked.recordId };
  const { letter, problems } = await previewMessage(db, { database, installation, viewer: asked.viewer, draft });
  if (!letter) throw new Problem('message_unreadable', problems[0]!.sentence);
  return {
    letter,
    sender: await senderOf(db, database, installation),
    permit: permitTestLetter(db, asked.asker),
    isOperator: (await accountSettings(db)).kind === 'operator',
  };
}
