import { listRecords } from '../../../criteria/index.ts';
import { reaches, type ObjectShape } from '../../../records/index.ts';
import type { CompatibleCall } from '../call.ts';
import { whichOf } from '../list-parameters.ts';
import { missing, Refusal } from '../refusal.ts';
import { isSet } from '../rules/parameters.ts';

const A_PAGE = 1_000;
/** What one call changes at most. */
const MOST = 20_000;

/**
 * The ids of all records that a call speaks of and that its user may change, in one transaction's worth. Refuses a call that names none without saying
 * `performAll`, one that speaks of more, and one that speaks of records its user may not change.
 */
export async function recordsToChange(call: CompatibleCall, shape: ObjectShape): Promise<number[]> {
  const which = await whichOf(call, shape);
  if (!which.isNarrowed && !isSet(call.parameters, 'performAll')) throw missing('ids');
  const { edit } = call.viewer.on(shape.id);
  const ids: number[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(call.db, which, {
      sort: 'id',
      limit: A_PAGE,
      columns: [],
      ...(cursor === null ? {} : { cursor }),
    });
    if (!page.records.every(({ owner_id: ownerId }) => reaches(call.viewer, edit, ownerId))) {
      throw new Refusal(403, `Your role may not change all of these ${shape.plural.toLowerCase()}.`);
    }
    ids.push(...page.records.map(({ id }) => id));
    cursor = page.cursor;
    if (ids.length > MOST) throw new Refusal(400, `A call changes at most ${MOST} records. Change more with a bulk action in the product.`);
  } while (cursor !== null);
  return ids;
}
