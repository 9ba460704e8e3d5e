import type { FieldShape } from '../../../src/records/schema.ts';
import type { Catalogue } from '../automation-data.ts';
import type { Named } from '../sentences/words.ts';
import { type Names, NO_NAMES } from '../use-names.ts';
import type { Template } from './templates-data.ts';

/** What a ready map speaks of, by the numbers it has within its file. */
export function namesOfTemplate({ things }: Template, of: Pick<Names, 'singular' | 'plural'>, catalogue: Catalogue | undefined): Names {
  const named = (what: string): Named[] =>
    Object.entries(things[what] ?? {}).map(([id, { name }]) => ({ id: Number(id), name: name ?? '' }));
  return {
    ...NO_NAMES,
    ...of,
    isPerson: true,
    events: catalogue?.triggers ?? [],
    fields: Object.entries(things.field ?? {}).map(
      ([id, { label, type }]) => ({ id: Number(id), label, type, options: [] }) as unknown as FieldShape,
    ),
    tags: named('tag'),
    groups: named('group'),
    users: named('user'),
    messages: named('message').map((message) => ({ ...message, isPublished: true })),
    templates: named('taskTemplate'),
  };
}
