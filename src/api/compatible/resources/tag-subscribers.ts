import { sql } from '../../../app/db.ts';
import { countTagged, pageOfTagged } from '../../../records/index.ts';
import { missing } from '../refusal.ts';
import type { Act, Resource } from '../resource.ts';
import { numberOf } from '../rules/parameters.ts';
import { wireTime } from '../rules/wire-values.ts';
import { resourceOfTable, type Table } from './tables.ts';

/** Which record has which tag, and since when. It has no number of its own: it goes by those of the record. */
const TABLE: Table = {
  columns: {
    id: { column: sql`g.record_id`, kind: 'number' },
    object_id: { column: sql`g.record_id`, kind: 'number' },
    tag_id: { column: sql`g.tag_id`, kind: 'number' },
    date: { column: sql`g.added_at`, kind: 'time' },
  },
  read: async ({ db, viewer }, asked) =>
    (await pageOfTagged(db, viewer, { ...asked, order: sql`${asked.order}, g.tag_id` })).map(({ tag_id, record_id, added_at }) => ({
      id: String(record_id),
      tag_id: String(tag_id),
      object_id: String(record_id),
      object_type_id: String(asked.objectId),
      date: wireTime(added_at),
    })),
  count: ({ db, viewer }, asked) => countTagged(db, viewer, asked),
};

const { acts } = resourceOfTable(TABLE, {});

/** Tags as they stand on records: read alone, of one type of records at a time. */
export const TAG_SUBSCRIBERS: Resource = {
  area: 'records',
  acts: { GET: ofOneType(acts.GET!), 'GET /getinfo': ofOneType(acts['GET /getinfo']!) },
};

function ofOneType(act: Act): Act {
  return async (call, named) => {
    if (numberOf(call.parameters, 'object_type_id') === undefined) throw missing('object_type_id');
    return act(call, named);
  };
}
