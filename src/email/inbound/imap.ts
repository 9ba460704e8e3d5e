import { ImapFlow } from 'imapflow';
import { isIP } from 'node:net';
import { connectOutwards } from '../../app/outbound.ts';
import { Problem } from '../../app/kernel/problem.ts';

const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

/** A mailbox on somebody's server, and how to get in. */
export interface ImapBox {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  userName: string;
  password: string;
  folder: string;
}

/**
 * Works in a mailbox, whose mails stay as they are: unread ones stay unread. The name is looked up once and the connection goes to an address
 * that was checked. Refuses what `connectOutwards` refuses, `login_refused`, `no_such_folder`, `not_secure`, `mailbox_unreachable`.
 */
export async function inMailbox<T>(box: ImapBox, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const probe = await connectOutwards({ host: box.host, port: box.port }, { timeoutMs: CONNECT_MS });
  const address = probe.remoteAddress ?? box.host;
  probe.destroy();
  const client = new ImapFlow({
    host: address,
    port: box.port,
    secure: box.security === 'tls',
    ...(box.security === 'tls' ? {} : { doSTARTTLS: box.security === 'starttls' }),
    ...(isIP(box.host) === 0 ? { servername: box.host } : {}),
    auth: { user: box.userName, pass: box.password },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableAutoIdle: true,
    logger: false,
  });
  // What breaks the connection also fails the command at hand.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.mailboxOpen(box.folder, { readOnly: true });
    return await work(client);
  } catch (error) {
    throw problemOf(error, box);
  } finally {
    client.close();
  }
}

function problemOf(error: unknown, { host, folder }: ImapBox): Problem {
  if (error instanceof Problem) return error;
  const { authenticationFailed, code, serverResponseCode, mailboxMissing, responseText } = error as {
    authenticationFailed?: boolean;
    code?: string;
    serverResponseCode?: string;
    mailboxMissing?: boolean;
    responseText?: string;
  };
  if (authenticationFailed) {
    return new Problem('login_refused', `${host} refused the user name or the password. Many providers want a password made for programs.`);
  }
  if (
    mailboxMissing ||
    /NONEXISTENT|TRYCREATE/.test(serverResponseCode ?? '') ||
    /not exist|doesn't exist|no such|unknown mailbox/i.test(responseText ?? '')
  ) {
    return new Problem('no_such_folder', `There is no folder ${folder} in this mailbox.`);
  }
  if (/CERT|SELF_SIGNED|TLS|SSL|WRONG_VERSION|UNABLE_TO_VERIFY/.test(code ?? '') || /STARTTLS/i.test(String((error as Error).message))) {
    return new Problem(
      'not_secure',
      `${host} could not be connected to securely. Check its certificate, and how the connection is to be encrypted.`,
    );
  }
  const said = responseText ? ` It said: ${String(responseText).slice(0, 200)}` : '';
  return new Problem('mailbox_unreachable', `The mailbox at ${host} could not be read.${said}`);
}
