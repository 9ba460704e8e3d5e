import type { Searchable } from '../app/kernel/domain.ts';
import { entriesSaying } from './queries/entries.ts';
import { visibleInboxes } from './visible-inboxes.ts';

/** Conversations by what was said in them, in the inboxes of whoever looks. */
export const searchables: readonly Searchable[] = [
  {
    kind: 'conversation',
    async find(db, viewer, { query, limit }) {
      const inboxIds = (await visibleInboxes(db, viewer)).map(({ id }) => id);
      if (inboxIds.length === 0) return [];
      const found = await entriesSaying(db, { query, inboxIds, limit });
      const first = new Map(found.toReversed().map((one) => [one.id, one]));
      return [...first.values()].toReversed().map(({ id, title, text }) => ({ id, title: title ?? '', text: text ?? '' }));
    },
  },
];
