import { createTransport, type SendMailOptions } from 'nodemailer';
import { redeemPermit, type Permit } from '../../compliance/index.ts';

/** A letter ready to leave, but for whom: only a permit says that. */
export interface OutgoingLetter {
  headers: readonly (readonly [string, string])[];
  fromAddress: string;
  html: string;
  text: string;
}

/** What takes letters to the outside world. It takes nothing without a permit. */
export interface Transport {
  /** Resolves when the server has taken the letter; rejects with what it, or the way to it, said (`SmtpError`). */
  send(permit: Permit, letter: OutgoingLetter): Promise<void>;
  close(): void;
}

/** A mail server and how it is spoken to; `opportunistic` encrypts where the server offers it. */
export interface SmtpServer {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none' | 'opportunistic';
  user: string;
  password: string;
}

/** So many letters are handed over at once. */
export const CONNECTIONS = 10;
const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

/** The letter's text is read only once the server has said that it may come. */
interface Followed {
  handover: { isBegun: () => boolean };
}

/** Letters through a mail server, over a few connections that stay open from letter to letter. */
export function smtpTransport(server: SmtpServer): Transport {
  const transporter = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 1_000,
    // Whether a letter may be repeated is ours to decide, not the pool's.
    maxRequeues: 0,
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user ? { auth: { user: server.user, pass: server.password } } : {}),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transporter.use('stream', (mail, done) => {
    const { message } = mail;
    const create = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const text = create(options);
      (mail.data as Followed).handover.isBegun = () => text.readableDidRead;
      return text;
    };
    done();
  });
  return {
    async send(permit, letter) {
      const address = redeemPermit(permit);
      const handover = { isBegun: () => false };
      const mail: SendMailOptions & Followed = {
        handover,
        envelope: { from: letter.fromAddress, to: [address] },
        to: { name: '', address },
        ...headersOf(letter.headers),
        html: letter.html,
        text: letter.text,
        textEncoding: 'quoted-printable',
      };
      try {
        await transporter.sendMail(mail);
      } catch (error) {
        throw Object.assign(error as Error, { handedOver: handover.isBegun() });
      }
    },
    close: () => transporter.close(),
  };
}

/** Those that the library itself writes by its own rules; the rest as they are, each on one line, which RFC 8058 asks for. */
function headersOf(headers: OutgoingLetter['headers']): object {
  const own = { From: 'from', 'Reply-To': 'replyTo', Subject: 'subject', 'Message-ID': 'messageId' } as Record<string, string>;
  const fields: Record<string, unknown> = {};
  const others: Record<string, { prepared: true; value: string }> = {};
  for (const [name, value] of headers) {
    if (own[name]) fields[own[name]] = value;
    else others[name] = { prepared: true, value };
  }
  return { ...fields, headers: others };
}

/** The server of an address like `smtp://user:password@host:587`. */
export function serverOfUrl(url: string): SmtpServer {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const secure = protocol === 'smtps:';
  return {
    host: hostname,
    port: port ? Number(port) : secure ? 465 : 587,
    security: secure ? 'tls' : searchParams.get('ignoreTLS') === 'true' ? 'none' : 'opportunistic',
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}
