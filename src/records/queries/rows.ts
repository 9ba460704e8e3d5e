import { sql, type AccountDb } from '../../app/db.ts';
import type { FieldShape } from '../schema.ts';
import { uniqueForm } from './stored-forms.ts';
import { uniqueHolders } from './unique-values.ts';

/** For each of some values of a unique field, in their order: the form in which it is compared, and the record that has it. */
export async function holdersOfValues(
  db: AccountDb,
  { objectId, field, values }: { objectId: number; field: FieldShape; values: readonly (string | null)[] },
): Promise<{ key: string | null; record_id: number | null }[]> {
  return db.many(
    sql`with given as materialized (
          select g.place, ${uniqueForm(field, sql`g.value`)} as value from unnest(${values}::text[]) with ordinality g(value, place))
        select g.value as key, h.record_id from given g
        left join ${uniqueHolders(db, objectId, field.id)} h on h.value = g.value
        order by g.place`,
  );
}
