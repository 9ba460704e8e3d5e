import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Database } from '../../app/db.ts';
import type { Listening } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { log } from '../../app/log.ts';
import { installationOf, type InboundMail as Inbound } from '../../accounts/index.ts';
import { MOST_BYTES } from './reading/parse-mail.ts';
import { receiverOf, type Receiver } from './receiver-of.ts';
import { takeMail } from './take-mail.ts';
import { visitLimits, type VisitLimits } from './visit-limits.ts';

const MOST_CLIENTS = 30;
const MOST_RECEIVERS = 20;
const SILENCE_MS = 60_000;
const CLOSE_MS = 5_000;

interface Visit extends SMTPServerSession {
  receivers?: Receiver[];
}

/**
 * Listens for mail that other servers bring, as the environment says (INBOUND_SMTP_PORT); undefined where it does not. Only mail to addresses of ours
 * is taken, within bounds, and a mail is answered for with 250 only once it is written down: there is no queue here that could lose it, and nothing
 * is ever sent back by mail. Refuses `mail_port_busy`.
 */
export async function listenForMail(database: Database): Promise<(Listening & { port: number }) | undefined> {
  const { inbound } = installationOf(database);
  if (!inbound) return undefined;
  const server = serverFor(database, inbound, visitLimits());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, inbound.smtpPort)));
    server.listen(inbound.smtpPort, '0.0.0.0', resolve);
  });
  server.on('error', (error) => log.debug({ err: error }, 'mail came in badly'));
  const { port } = server.server.address() as { port: number };
  return {
    port,
    sentence: `Mail to ${inbound.mailHost} comes in at port ${port}${inbound.tls ? ', encrypted where the other side wants it' : ''}.`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function serverFor(database: Database, { mailHost, tls }: Inbound, limits: VisitLimits): SMTPServer {
  return new SMTPServer({
    name: mailHost,
    banner: 'Quayside',
    size: MOST_BYTES,
    ...(tls ? { cert: tls.cert, key: tls.key } : {}),
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    maxClients: MOST_CLIENTS,
    socketTimeout: SILENCE_MS,
    closeTimeout: CLOSE_MS,
    logger: false,
    onConnect: ({ remoteAddress }, done) =>
      done(limits.enter(remoteAddress) ? null : refusal(421, '4.7.0 Too many connections from your address. Try again later.')),
    onClose: ({ remoteAddress }) => limits.leave(remoteAddress),
    onMailFrom(_address, session, done) {
      (session as Visit).receivers = [];
      const isWelcome = limits.takes(session.remoteAddress);
      done(isWelcome ? null : refusal(451, '4.7.0 Too much mail from your address. Try again in a minute.'));
    },
    onRcptTo: ({ address }, session, done) => void admit(database, session, address).then(done, (error: Error) => done(temporary(error))),
    onData: (stream, session, done) =>
      void take(database, stream, session).then(
        (error) => done(error ?? null),
        (error: Error) => done(temporary(error)),
      ),
  });
}

/** Lets a receiver in that is one of ours; gives the refusal otherwise. */
async function admit(database: Database, session: Visit, address: string): Promise<Error | null> {
  const receivers = (session.receivers ??= []);
  if (session.envelope.rcptTo.length >= MOST_RECEIVERS) return refusal(452, '4.5.3 Too many receivers at once.');
  const receiver = await receiverOf(database, address);
  if (!receiver) return refusal(550, '5.1.1 There is no such address here.');
  if (!receivers.some(({ toAddress }) => toAddress === receiver.toAddress)) receivers.push(receiver);
  return null;
}

async function take(database: Database, stream: SMTPServerDataStream, session: Visit): Promise<Error | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    length += part.length;
    // What is too long is read to its end all the same, so that the other side hears why, but not kept.
    if (length <= MOST_BYTES) parts.push(part);
  }
  if (stream.sizeExceeded || length > MOST_BYTES) return refusal(552, `5.3.4 The mail is larger than ${MOST_BYTES / 1024 / 1024} MB.`);
  const raw = Buffer.concat(parts);
  const { mailFrom } = session.envelope;
  const isFromNobody = mailFrom === false || mailFrom.address === '';
  for (const receiver of session.receivers ?? []) {
    const taken = await takeMail(database, { ...receiver, via: 'smtp', raw, isFromNobody });
    if (taken === 'loop') return refusal(554, '5.4.6 This mail goes round in circles.');
  }
  return null;
}

/** Whoever brought it keeps it and tries again. */
function temporary(error: Error): Error {
  log.error({ err: error }, 'a mail could not be taken');
  return refusal(451, '4.3.0 The mail cannot be taken right now. Try again later.');
}

const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

function portProblem(error: NodeJS.ErrnoException, port: number): Problem {
  if (error.code === 'EADDRINUSE') {
    return new Problem('mail_port_busy', `Port ${port} is taken by another program: stop it, or name another port with INBOUND_SMTP_PORT.`);
  }
  if (error.code === 'EACCES') {
    return new Problem(
      'mail_port_forbidden',
      `This user may not listen at port ${port}: name one above 1023 with INBOUND_SMTP_PORT and let the mail server of this machine pass mail on to it.`,
    );
  }
  return new Problem('mail_port_failed', `Port ${port} cannot be listened at (${error.code}).`);
}
