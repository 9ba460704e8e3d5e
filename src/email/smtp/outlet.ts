import { giveRoomBack } from '../compose/rooms.ts';
import { classifyFailure, type Failure, type SmtpError } from '../rules/classify-failure.ts';
import { needsUnicode } from './usable-address.ts';
import { refusal, SmtpFailure, SmtpSession, type ReadyLetter, type Reply } from './session.ts';

/** A letter on its way out: composed when its turn comes, and told what became of it exactly once. */
export interface Departure {
  /** Throws where it cannot be composed. */
  compose: () => ReadyLetter;
  tell: (failure: Failure | null) => void;
}

interface Waiting extends Departure {
  /** How often a connection broke before its text was begun. */
  breaks: number;
  ready?: ReadyLetter;
}

const MOST_BREAKS = 2;
/** A connection that has had nothing to do for so long is closed. */
const REST_MS = 5_000;
/** New connections in a row that brought no letter out. */
const MOST_MISSES = 2;

/** The way to one server: a few connections that stay open from letter to letter, and the letters that wait for them. */
export class Outlet {
  readonly #open: () => Promise<SmtpSession>;
  readonly #most: number;
  readonly #waiting: Waiting[] = [];
  readonly #resting: { session: SmtpSession; timer: NodeJS.Timeout }[] = [];
  #lanes = 0;

  constructor(open: () => Promise<SmtpSession>, connections: number) {
    this.#open = open;
    this.#most = connections;
  }

  /** Takes letters; as many at a time leave as there may be connections. */
  add(departures: readonly Departure[]): void {
    for (const departure of departures) this.#waiting.push({ ...departure, breaks: 0 });
    const wanted = Math.min(this.#most, this.#waiting.length);
    for (; this.#lanes < wanted; this.#lanes++) void this.#lane();
  }

  close(): void {
    for (const { session, timer } of this.#resting.splice(0)) {
      clearTimeout(timer);
      session.end();
    }
  }

  /** A lane that cannot connect ends and leaves its letters to the others; the last one gives up. */
  async #lane(): Promise<void> {
    let session: SmtpSession | undefined;
    let misses = 0;
    while (this.#waiting.length > 0 && misses < MOST_MISSES) {
      const left = this.#waiting.length;
      try {
        session ??= this.#rested() ?? (await this.#open());
        await this.#deliverAll(session);
      } catch (error) {
        session?.end();
        session = undefined;
        misses = this.#waiting.length < left ? 0 : misses + 1;
        if (misses >= MOST_MISSES && this.#lanes === 1) this.#giveUp(error as SmtpError);
      }
    }
    this.#lanes--;
    if (session) this.#rest(session);
  }

  /** One letter after the other, the next one announced with the text of the last. Throws when the connection breaks. */
  async #deliverAll(session: SmtpSession): Promise<void> {
    let letter = this.#next(session);
    let isAnnounced = false;
    while (letter) {
      let next: Waiting | undefined;
      let isHandedOver = false;
      try {
        const refused = await session.settleEnvelope(letter.ready!, isAnnounced);
        if (refused) {
          this.#tell(letter, refused);
        } else {
          next = session.pipelines ? this.#next(session) : undefined;
          isHandedOver = true;
          this.#conclude(letter, await session.handOver(letter.ready!, next?.ready));
          giveRoomBack(letter.ready!.room);
        }
      } catch (error) {
        this.#broke(letter, error as SmtpFailure, isHandedOver);
        if (next) this.#broke(next, error as SmtpFailure, false);
        throw error;
      }
      isAnnounced = next !== undefined;
      letter = next ?? this.#next(session);
    }
  }

  /** The next letter that can be composed and that the server's limits allow. */
  #next(session: SmtpSession): Waiting | undefined {
    for (let letter = this.#waiting.shift(); letter; letter = this.#waiting.shift()) {
      try {
        letter.ready ??= letter.compose();
        if (needsUnicode(letter.ready.to) && !session.offers('SMTPUTF8'))
          letter.tell({ outcome: 'failed', reason: 'server_takes_no_unicode' });
        else if (session.largest > 0 && letter.ready.bytes.length > session.largest)
          letter.tell({ outcome: 'failed', reason: 'too_large' });
        else return letter;
      } catch {
        letter.tell({ outcome: 'failed', reason: 'not_fillable' });
      }
    }
    return undefined;
  }

  #conclude(letter: Waiting, reply: Reply): void {
    if (reply.code < 400) letter.tell(null);
    else this.#tell(letter, Object.assign(refusal('DATA', reply), { handedOver: true }));
  }

  #tell(letter: Waiting, error: SmtpError): void {
    letter.tell(classifyFailure(error));
  }

  /** A letter whose text was begun may have been taken; any other may go by another connection. */
  #broke(letter: Waiting, error: SmtpFailure, handedOver: boolean): void {
    letter.breaks++;
    if (!handedOver && letter.breaks <= MOST_BREAKS) this.#waiting.unshift(letter);
    else
      this.#tell(letter, {
        code: error.code,
        responseCode: handedOver ? undefined : error.responseCode,
        response: error.response,
        handedOver,
      });
  }

  #giveUp(error: SmtpError): void {
    for (const letter of this.#waiting.splice(0)) this.#tell(letter, { ...pick(error), command: 'CONN', handedOver: false });
  }

  #rested(): SmtpSession | undefined {
    for (let resting = this.#resting.pop(); resting; resting = this.#resting.pop()) {
      clearTimeout(resting.timer);
      resting.session.rest(false);
      if (!resting.session.isBroken) return resting.session;
    }
    return undefined;
  }

  #rest(session: SmtpSession): void {
    if (session.isBroken) return;
    session.rest(true);
    const timer = setTimeout(() => {
      const at = this.#resting.findIndex((each) => each.session === session);
      if (at >= 0) this.#resting.splice(at, 1);
      session.end();
    }, REST_MS);
    timer.unref();
    this.#resting.push({ session, timer });
  }
}

const pick = ({ code, command, responseCode, response }: SmtpError): SmtpError => ({ code, command, responseCode, response });
