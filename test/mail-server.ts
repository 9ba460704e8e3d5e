import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A letter as the server took it: its envelope, its raw text and what a mail program reads in it. */
export interface TakenLetter {
  from: string;
  to: string[];
  raw: string;
  mail: ParsedMail;
}

/** What the server answers to a receiver or a letter: nothing to take it, an SMTP refusal, or a break of the connection. */
export type Answer = { code: number; text: string } | 'hang up' | undefined;

export interface MailServer {
  host: string;
  port: number;
  letters: TakenLetter[];
  /** What is said to a receiver's address, and after a letter's text. */
  atReceiver: (address: string) => Answer;
  atLetter: (raw: string) => Answer;
  close(): Promise<void>;
}

/** A real SMTP server in this process, which keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const server = { letters: [], atReceiver: () => undefined, atLetter: () => undefined } as unknown as MailServer;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(address, _session, done) {
      const answer = server.atReceiver(address.address);
      done(typeof answer === 'object' ? refusal(answer) : undefined);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        const answer = server.atLetter(raw);
        if (answer === 'hang up') return hangUp(smtp, session.id);
        if (answer) return done(refusal(answer));
        void simpleParser(raw).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope;
          server.letters.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw, mail });
          done();
        });
      });
    },
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  server.host = '127.0.0.1';
  server.port = (smtp.server.address() as { port: number }).port;
  server.close = () => new Promise((resolve) => smtp.close(() => resolve()));
  return server;
}

const refusal = ({ code, text }: { code: number; text: string }): Error => Object.assign(new Error(text), { responseCode: code });

function hangUp(smtp: SMTPServer, sessionId: string): void {
  const connections = (smtp as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }).connections;
  for (const connection of connections) if (connection.id === sessionId) connection._socket.destroy();
}
