import pg from 'pg';

/** A statement as the product sent it, and what it gave where that was a new number. */
export interface Sent {
  /** Which connection it went over: the first that was asked is 0. */
  connection: number;
  text: string;
  name?: string;
  values?: unknown[];
  gave?: number;
}

/** Statements that give numbers nobody has had: those are new each time a recording is played. */
export const numberGiven = (text: string): 'first' | 'id' | undefined =>
  text.includes('insert into counters') ? 'first' : /^select nextval\('(?:batch|event)_ids'\)/.test(text) ? 'id' : undefined;

type Query = (this: pg.Client, ...asked: unknown[]) => Promise<pg.QueryResult>;

/** Every statement that is sent to the database while `work` runs, in order. What is told to other processes afterwards is not among them. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Sent[]> {
  const original = pg.Client.prototype.query as unknown as Query;
  const sent: Sent[] = [];
  const connections: pg.Client[] = [];
  const recording: Query = function record(...asked) {
    const [first] = asked as [string | { text: string; name?: string; values?: unknown[] }];
    const { text, name, values } = typeof first === 'string' ? { text: first } : first;
    if (!connections.includes(this)) connections.push(this);
    const one: Sent = { connection: connections.indexOf(this), text, ...(name ? { name } : {}), ...(values ? { values } : {}) };
    const given = original.apply(this, asked);
    const column = numberGiven(text);
    if (!text.includes('pg_notify')) sent.push(one);
    return column ? given.then((result) => ((one.gave = Number(result.rows[0][column])), result)) : given;
  };
  pg.Client.prototype.query = recording as never;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original as never;
  }
  return sent;
}

/** Puts new numbers where old ones stood, in numbers and in texts. */
export function renumbered(values: readonly unknown[], numbers: ReadonlyMap<number, number>): unknown[] {
  return values.map((value) => {
    if (typeof value === 'number') return numbers.get(value) ?? value;
    if (typeof value === 'string') return value.replaceAll(/\d{9,}/g, (digits) => String(numbers.get(Number(digits)) ?? digits));
    return Array.isArray(value) ? renumbered(value, numbers) : value;
  });
}
