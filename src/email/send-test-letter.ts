import { randomUUID } from 'node:crypto';
import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { accountSettings, installationOf } from '../accounts/index.ts';
import { permitTestLetter } from '../compliance/index.ts';
import { LETTER_TEXTS } from './letters/letter-texts.ts';
import { markTested } from './queries/settings.ts';
import { oneLine } from './rules/headers.ts';
import { installationServer, senderOf } from './smtp/sender.ts';
import { refuseInsideServer } from './smtp/refuse-inside-server.ts';
import { smtpTransport } from './smtp/transport.ts';

/**
 * Sends one letter, through the server as it is set, to the user who asks for it, at the address they sign in with. Talks to the server
 * between two transactions. Refuses with `no_mail_server`, and with `mail_server_refused` and the server's own words.
 */
export async function sendTestLetter(database: Database, accountId: number, asker: { email: string }): Promise<{ to: string }> {
  const installation = await installationServer(database);
  const { sender, company, permit, own } = await database.account(accountId, async (db) => {
    const { name, kind } = await accountSettings(db);
    return {
      sender: await senderOf(db, database, installation),
      company: name,
      permit: permitTestLetter(db, asker),
      own: kind === 'operator',
    };
  });
  if (!sender.server) throw new Problem('no_mail_server', 'No mail server is set. Give its name first and save.');
  if (sender.isOwnServer) await refuseInsideServer(database, { isOperator: own, host: sender.server.host });

  const transport = smtpTransport(sender.server);
  try {
    await transport.send(permit, {
      fromAddress: sender.fromAddress,
      headers: [
        ['From', `"${oneLine(sender.fromName).replaceAll(/["\\]/g, '')}" <${sender.fromAddress}>`],
        ['Subject', oneLine(LETTER_TEXTS.testSubject(company))],
        ['Message-ID', `<test-${randomUUID()}@${new URL(installationOf(database).baseUrl).hostname}>`],
      ],
      html: `<p>${escaped(LETTER_TEXTS.testBody(company)).replaceAll('\n\n', '</p><p>')}</p>`,
      text: LETTER_TEXTS.testBody(company),
    });
  } catch (error) {
    throw new Problem('mail_server_refused', `The mail server did not take the letter: ${oneLine((error as Error).message, 300)}`, {
      details: { server: `${sender.server.host}:${sender.server.port}` },
    });
  } finally {
    transport.close();
  }
  await database.account(accountId, markTested);
  return { to: asker.email };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
