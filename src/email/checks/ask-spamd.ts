import { connect } from 'node:net';

/** One rule that a letter met. */
export interface SpamRule {
  name: string;
  points: number;
  /** What it says, in SpamAssassin's own words. */
  about: string;
}

export interface SpamScore {
  score: number;
  rules: SpamRule[];
}

/** Letters with so many points are taken for spam nearly everywhere. */
export const SPAM_POINTS = 5;

const TIMEOUT_MS = 20_000;
const MOST_REPLY_BYTES = 500_000;

/**
 * Asks a SpamAssassin (spamd) what it thinks of a letter. Undefined where none answers: letters can be written without one. The address is
 * the operator's: nobody else names it.
 */
export async function askSpamd(url: string, message: Buffer): Promise<SpamScore | undefined> {
  const { hostname, port } = new URL(url);
  try {
    return readReport(await exchange({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 783) }, message));
  } catch {
    return undefined;
  }
}

function exchange(to: { host: string; port: number }, message: Buffer): Promise<string> {
  return new Promise((give, fail) => {
    const parts: Buffer[] = [];
    let length = 0;
    const socket = connect(to);
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('No answer.')));
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.write(`REPORT SPAMC/1.5\r\nContent-length: ${message.length}\r\n\r\n`);
      socket.end(message);
    });
    socket.on('data', (part: Buffer) => {
      length += part.length;
      if (length > MOST_REPLY_BYTES) socket.destroy(new Error('Too long an answer.'));
      else parts.push(part);
    });
    socket.once('end', () => give(Buffer.concat(parts).toString('utf8')));
  });
}

const RULE = /^ *(-?\d+(?:\.\d+)?) +([A-Z][A-Z0-9_]+) +(.*(?:\n {20,}\S.*)*)/gm;

function readReport(reply: string): SpamScore | undefined {
  const score = /^Spam: \w+ ; (-?\d+(?:\.\d+)?) \//m.exec(reply)?.[1];
  if (!/^SPAMD\/[\d.]+ 0 /.test(reply) || score === undefined) return undefined;
  const rules = [...reply.replaceAll('\r\n', '\n').matchAll(RULE)].map(([, points, name, about]) => ({
    name: name!,
    points: Number(points),
    about: about!.replaceAll(/\s+/g, ' ').trim(),
  }));
  return { score: Number(score), rules: rules.filter(({ points }) => points !== 0).toSorted((a, b) => b.points - a.points) };
}
