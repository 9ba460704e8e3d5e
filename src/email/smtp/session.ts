import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { connectOutwards } from '../../app/outbound.ts';
import type { SmtpError } from '../rules/classify-failure.ts';
import { needsUnicode } from './usable-address.ts';

/** A mail server and how it is spoken to; `opportunistic` encrypts where the server offers it. */
export interface SmtpServer {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none' | 'opportunistic';
  user: string;
  password: string;
  /** Whether its certificate need not be its own: mail between servers is encrypted so, or not at all. */
  anyCertificate?: boolean;
  /** Whether it may lie in a private network of this installation. */
  allowPrivate?: boolean;
}

/** A letter ready to be handed over. */
export interface ReadyLetter {
  from: string;
  to: string;
  bytes: Buffer;
  /** What its bytes stand in. */
  room: Buffer;
}

export interface Reply {
  code: number;
  text: string;
}

const CONNECT_MS = 15_000;
/** A server may think about a letter's text for longer than about anything else. */
const SILENCE_MS = 60_000;
/** The server is about to close the connection. */
const CLOSING = 421;
const LONGEST_REPLY = 20_000;

/** What went wrong between us and a server, in the words of SMTP libraries. */
export class SmtpFailure extends Error implements SmtpError {
  readonly code: string | undefined;
  readonly command: string | undefined;
  readonly responseCode: number | undefined;
  readonly response: string | undefined;
  handedOver = false;

  constructor(message: string, about: SmtpError = {}) {
    super(message);
    this.code = about.code;
    this.command = about.command;
    this.responseCode = about.responseCode;
    this.response = about.response;
  }
}

/** What a server said no to. */
export const refusal = (command: string, { code, text }: Reply): SmtpFailure =>
  new SmtpFailure(text, { command, responseCode: code, response: text });

/** One conversation with a mail server, in which one letter follows the other. */
export class SmtpSession {
  #socket: Socket;
  #received = '';
  #waiting: { give: (reply: Reply) => void; fail: (error: Error) => void }[] = [];
  #lines: string[] = [];
  /** Answers that came before anybody asked for them. */
  #said: Reply[] = [];
  #broken: Error | undefined;
  #offers = new Set<string>();
  /** The largest letter the server takes; 0 where it does not say. */
  largest = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** Connects, encrypts and signs in as the server's settings say. Throws `SmtpFailure`. */
  static async open(server: SmtpServer, ourName: string): Promise<SmtpSession> {
    const { host, port, allowPrivate } = server;
    const outwards = { timeoutMs: CONNECT_MS, ...(allowPrivate === undefined ? {} : { allowPrivate }) };
    const socket = await connectOutwards({ host, port }, outwards).catch((error: Error) => {
      throw new SmtpFailure(error.message, { code: 'ECONNECTION' });
    });
    const session = new SmtpSession(socket);
    try {
      await session.#greet(server, ourName);
      return session;
    } catch (error) {
      session.end();
      throw error;
    }
  }

  get isBroken(): boolean {
    return this.#broken !== undefined;
  }

  /** Whether commands may be sent without waiting for the answer to the last one (RFC 2920). */
  get pipelines(): boolean {
    return this.#offers.has('PIPELINING');
  }

  offers(extension: string): boolean {
    return this.#offers.has(extension);
  }

  /** Says from whom and to whom, ahead of the answers. */
  announce(letter: ReadyLetter): void {
    this.#write(envelopeText(letter));
  }

  /** The server's answers to a letter that was announced, or is now: undefined when it waits for the text. */
  async settleEnvelope(letter: ReadyLetter, isAnnounced: boolean): Promise<SmtpFailure | undefined> {
    if (!this.pipelines) return this.#settleInTurn(letter);
    if (!isAnnounced) this.announce(letter);
    const replies = [await this.reply(), await this.reply(), await this.reply()] as const;
    const refused = replies.findIndex(({ code }) => code >= 400);
    if (refused < 0) return undefined;
    if (replies[refused]!.code === CLOSING) throw refusal('CONN', replies[refused]!);
    // It waits for a text that it would give to nobody.
    if (replies[2].code < 400) await this.command('.');
    await this.command('RSET');
    return refusal(ENVELOPE[refused]!, replies[refused]!);
  }

  async #settleInTurn(letter: ReadyLetter): Promise<SmtpFailure | undefined> {
    const said = envelopeOf(letter);
    for (const [at, line] of said.entries()) {
      const reply = await this.command(line);
      if (reply.code < 400) continue;
      if (reply.code === CLOSING) throw refusal('CONN', reply);
      if (at > 0) await this.command('RSET');
      return refusal(ENVELOPE[at]!, reply);
    }
    return undefined;
  }

  /** Hands the text over, and where given announces the next letter in the same breath. Gives what the server says of the text. */
  async handOver(letter: ReadyLetter, next: ReadyLetter | undefined): Promise<Reply> {
    this.#socket.cork();
    this.#socket.write(letter.bytes);
    this.#socket.write(next ? `.\r\n${envelopeText(next)}` : '.\r\n');
    this.#socket.uncork();
    return this.reply();
  }

  async command(line: string): Promise<Reply> {
    this.#write(`${line}\r\n`);
    return this.reply();
  }

  reply(): Promise<Reply> {
    const said = this.#said.shift();
    if (said) return Promise.resolve(said);
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((give, fail) => this.#waiting.push({ give, fail }));
  }

  /** Says goodbye and closes. */
  end(): void {
    if (!this.#broken) this.#socket.end('QUIT\r\n');
    this.#break(new SmtpFailure('The connection is closed.', { code: 'ECONNECTION' }));
  }

  /** While nothing is under way the connection keeps no process alive. */
  rest(isResting: boolean): void {
    if (isResting) this.#socket.unref();
    else this.#socket.ref();
  }

  #write(text: string): void {
    this.#socket.write(text);
  }

  #listen(): void {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.setTimeout(SILENCE_MS, () => {
      if (this.#waiting.length > 0) this.#break(new SmtpFailure('The server fell silent.', { code: 'ETIMEDOUT' }));
    });
    socket.on('data', (data: Buffer) => this.#read(data.toString('latin1')));
    socket.on('error', (error) => this.#break(new SmtpFailure(error.message, { code: 'ECONNECTION' })));
    socket.on('close', () => this.#break(new SmtpFailure('The server closed the connection.', { code: 'ECONNECTION' })));
  }

  #read(text: string): void {
    this.#received += text;
    if (this.#received.length > LONGEST_REPLY)
      return this.#break(new SmtpFailure('The server’s answer has no end.', { code: 'EPROTOCOL' }));
    for (let end = this.#received.indexOf('\n'); end >= 0; end = this.#received.indexOf('\n')) {
      const line = this.#received.slice(0, end).replace(/\r$/, '');
      this.#received = this.#received.slice(end + 1);
      this.#lines.push(line.slice(4));
      if (line[3] === '-') continue;
      const reply = { code: Number(line.slice(0, 3)), text: `${line.slice(0, 3)} ${this.#lines.join(' ')}` };
      this.#lines = [];
      const waiting = this.#waiting.shift();
      if (waiting) waiting.give(reply);
      else this.#said.push(reply);
    }
  }

  #break(error: Error): void {
    if (this.#broken) return;
    this.#broken = error;
    this.#socket.destroySoon();
    for (const { fail } of this.#waiting.splice(0)) fail(error);
  }

  async #greet(server: SmtpServer, ourName: string): Promise<void> {
    const { security } = server;
    if (security === 'tls') await this.#encrypt(server);
    this.#expect('CONN', await this.reply());
    await this.#hello(ourName);
    if (security === 'starttls' || (security === 'opportunistic' && this.#offers.has('STARTTLS'))) {
      this.#expect('STARTTLS', await this.command('STARTTLS'), 'ETLS');
      await this.#encrypt(server);
      await this.#hello(ourName);
    }
    if (server.user) await this.#signIn(server);
  }

  async #hello(ourName: string): Promise<void> {
    let reply = await this.command(`EHLO ${ourName}`);
    if (reply.code >= 500) reply = await this.command(`HELO ${ourName}`);
    this.#expect('EHLO', reply);
    const words = reply.text.toUpperCase();
    this.#offers = new Set(OFFERS.filter((offer) => new RegExp(`(?:^|\\s)${offer}(?=\\s|=|$)`).test(words)));
    this.largest = Number(/\sSIZE\s+(\d+)/.exec(words)?.[1] ?? 0);
  }

  async #signIn({ user, password }: SmtpServer): Promise<void> {
    const plain = Buffer.from(`\0${user}\0${password}`).toString('base64');
    let reply = await this.command(`AUTH PLAIN ${plain}`);
    if (reply.code === 504 || reply.code === 502) {
      await this.command('AUTH LOGIN');
      await this.command(Buffer.from(user).toString('base64'));
      reply = await this.command(Buffer.from(password).toString('base64'));
    }
    this.#expect('AUTH', reply, 'EAUTH');
  }

  /** Goes on encrypted. What the server said in the clear before that is forgotten. */
  #encrypt({ host, anyCertificate }: SmtpServer): Promise<void> {
    const plain = this.#socket;
    for (const event of ['data', 'error', 'close', 'timeout'] as const) plain.removeAllListeners(event);
    plain.setTimeout(0);
    this.#received = '';
    const servername = /^[\d.]+$|:/.test(host) ? undefined : host;
    return new Promise((give, fail) => {
      const onFailure = (error: Error): void => {
        plain.destroy();
        const failure = new SmtpFailure(error.message, { code: 'ETLS' });
        this.#break(failure);
        fail(failure);
      };
      const encrypted = connectTls({ socket: plain, host, ...(servername ? { servername } : {}), rejectUnauthorized: !anyCertificate });
      encrypted.setTimeout(CONNECT_MS, () => onFailure(new Error('Encrypting the connection took too long.')));
      encrypted.once('error', onFailure);
      encrypted.once('secureConnect', () => {
        encrypted.removeAllListeners('timeout');
        encrypted.removeAllListeners('error');
        this.#socket = encrypted;
        this.#listen();
        give();
      });
    });
  }

  #expect(command: string, reply: Reply, code?: string): void {
    if (reply.code >= 400 || Number.isNaN(reply.code))
      throw new SmtpFailure(reply.text, { command, responseCode: reply.code, response: reply.text, code });
  }
}

const ENVELOPE = ['MAIL FROM', 'RCPT TO', 'DATA'];
const OFFERS = ['PIPELINING', 'STARTTLS', 'SIZE', '8BITMIME', 'SMTPUTF8', 'AUTH'];

const envelopeOf = ({ from, to }: ReadyLetter): string[] => [
  `MAIL FROM:<${from}>${needsUnicode(to) ? ' SMTPUTF8' : ''}`,
  `RCPT TO:<${to}>`,
  'DATA',
];
const envelopeText = (letter: ReadyLetter): string => `${envelopeOf(letter).join('\r\n')}\r\n`;
