import type { AccountDb } from '../app/db.ts';
import type { TextsRead, TextsToFill } from '../app/kernel/domain.ts';
import { domains } from '../app/registry.ts';

/** Texts filled in with each record's values, by whichever domain does that; undefined when there is nothing to fill in. */
export async function fillTexts(db: AccountDb, asked: TextsToFill): Promise<ReadonlyMap<number, readonly string[]> | undefined> {
  const fill = domains().find((domain) => domain.fillTexts)?.fillTexts;
  return fill && hasMergeFields(asked.texts) ? fill(db, asked) : undefined;
}

/** What keeps texts from being filled in, and which fields they show. */
export async function readTexts(db: AccountDb, asked: Pick<TextsToFill, 'objectId' | 'texts'>): Promise<TextsRead> {
  const read = domains().find((domain) => domain.readTexts)?.readTexts;
  return read && hasMergeFields(asked.texts) ? read(db, asked) : { problem: undefined, fieldIds: [] };
}

const hasMergeFields = (texts: readonly string[]): boolean => texts.some((text) => text.includes('{{') || text.includes('{%'));
