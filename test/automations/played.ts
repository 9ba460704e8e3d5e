import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const STORIES = join(import.meta.dirname, '../stories');

/** What the stories about maps play, as far as it matches a pattern: whichever file a kind stands in, some story must have it. */
export function playedInStories(pattern: RegExp): Set<string> {
  const files = readdirSync(STORIES).filter((name) => name.startsWith('automations-'));
  const texts = files.map((name) => readFileSync(join(STORIES, name), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, kind]) => kind!)));
}

/** Kinds of event that a case starts a map from: `{ kind: 'tag.added', …`. */
export const CASES = /\bkind: '([a-z_]+\.[a-z_]+)',/g;
/** Kinds of step that a map takes: `['tag.add', {…}]`. */
export const STEPS = /\['([a-z_]+\.[a-z_]+)', /g;
