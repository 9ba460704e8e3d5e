import { listRecords, type Which } from '../../../criteria/index.ts';
import type { FieldShape } from '../../../records/index.ts';
import type { CompatibleCall } from '../call.ts';
import { Refusal } from '../refusal.ts';

const A_PAGE = 1_000;
/** So many records are put in order by a field that lists cannot be sorted by. */
const MOST = 5_000;

/**
 * The ids of the records a call speaks of in the order of a field that the database keeps in no order; those without a value last. Refuses more than
 * can be read at once.
 */
export async function idsInOrder(
  { db }: CompatibleCall,
  which: Which,
  { field, isDescending }: { field: FieldShape; isDescending: boolean },
): Promise<number[]> {
  const keys: { id: number; key: string | number | null }[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(db, which, {
      sort: 'id',
      limit: A_PAGE,
      columns: [field.id],
      ...(cursor === null ? {} : { cursor }),
    });
    keys.push(...page.records.map(({ id, values }) => ({ id, key: keyOf(values[field.id]) })));
    cursor = page.cursor;
    if (keys.length > MOST)
      throw new Refusal(
        400,
        `More than ${MOST} records cannot be sorted by this field. Make the list shorter, or sort by id, date or email.`,
      );
  } while (cursor !== null);
  const sign = isDescending ? -1 : 1;
  return keys.toSorted((one, other) => compared(one.key, other.key, sign) || one.id - other.id).map(({ id }) => id);
}

const keyOf = (value: unknown): string | number | null =>
  typeof value === 'number' ? value : value === null || value === undefined ? null : String(value).toLowerCase();

function compared(one: string | number | null, other: string | number | null, sign: number): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return sign * (typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other)));
}
