import type { AccountDb, Database } from '../../app/db.ts';
import { sendableVersion, type SendableVersion } from '../queries/claiming.ts';
import { letterMould, type LetterMould } from './letter-mould.ts';

/** A version ready to be cast for one receiver after the other. */
export interface KeptMould {
  /** Names it to the threads. */
  key: string;
  version: Omit<SendableVersion, 'html' | 'text'>;
  mould: LetterMould;
}

const MOST_KEPT = 100;
const kept = new WeakMap<Database, Map<string, KeptMould>>();
let castings = 0;

/** The mould of a version, which never changes, kept for the letters that follow. */
export async function keptMould(db: AccountDb, database: Database, messageId: number, version: number): Promise<KeptMould> {
  let known = kept.get(database);
  if (!known) kept.set(database, (known = new Map()));
  const name = `${db.accountId}:${messageId}:${version}`;
  let mould = known.get(name);
  if (!mould) {
    const { html, text, ...row } = await sendableVersion(db, messageId, version);
    if (known.size >= MOST_KEPT) known.delete(known.keys().next().value!);
    // A key is never given twice, so that threads need not be told when one is forgotten here.
    known.set(name, (mould = { key: `${name}:${++castings}`, version: row, mould: letterMould({ ...row, html, text }) }));
  }
  return mould;
}
