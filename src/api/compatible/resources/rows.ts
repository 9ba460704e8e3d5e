import type { Answer, CompatibleCall } from '../call.ts';
import { fieldsOfCall, pageOfCall, wantsCount } from '../list-parameters.ts';
import { INVALID_QUERY, missing, notFound, Refusal } from '../refusal.ts';
import { InvalidCondition, readCondition } from '../rules/condition.ts';
import { meets, type Row } from '../rules/filter-rows.ts';
import type { ObjectType } from '../rules/object-types.ts';
import { idsOf, numberOf, textOf } from '../rules/parameters.ts';

/** A page of a short list that is read whole, narrowed, sorted and cut as the call asks. `misc` stands in answers of named lists. */
export function listOfRows(call: CompatibleCall, type: ObjectType, rows: readonly Row[]): Answer {
  const { start, range } = pageOfCall(call);
  const matching = sorted(call, type, narrowed(call, type, rows));
  const wanted = fieldsOfCall(call);
  return {
    data: matching.slice(start, start + range).map((row) => (wanted ? only(row, new Set([...wanted, type.idField])) : row)),
    misc: [],
    ...(wantsCount(call) ? { count: String(matching.length) } : {}),
  };
}

export function oneOfRows(call: CompatibleCall, type: ObjectType, rows: readonly Row[]): Answer {
  const id = numberOf(call.parameters, 'id');
  if (id === undefined) throw missing('id');
  const row = rows.find((one) => one[type.idField] === String(id));
  if (!row) throw notFound();
  return { data: row };
}

export function infoOfRows(call: CompatibleCall, type: ObjectType, rows: readonly Row[], listFields: readonly string[]): Answer {
  return {
    data: { listFields, listFieldSettings: [], cardViewSettings: [], viewMode: [], count: String(narrowed(call, type, rows).length) },
  };
}

function narrowed(call: CompatibleCall, type: ObjectType, rows: readonly Row[]): readonly Row[] {
  const ids = new Set(idsOf(call.parameters).map(String));
  const words = textOf(call.parameters, 'search')?.trim().toLowerCase() ?? '';
  try {
    const condition = readCondition(call.parameters.condition);
    return rows.filter(
      (row) =>
        (ids.size === 0 || ids.has(row[type.idField] ?? '')) &&
        (words === '' || Object.values(row).some((value) => value?.toLowerCase().includes(words))) &&
        (condition === undefined || meets({ ...row, id: row[type.idField] ?? null }, condition)),
    );
  } catch (error) {
    if (error instanceof InvalidCondition) throw new Refusal(400, INVALID_QUERY);
    throw error;
  }
}

function sorted({ parameters }: CompatibleCall, type: ObjectType, rows: readonly Row[]): readonly Row[] {
  const by = textOf(parameters, 'sort') || type.idField;
  const sign = textOf(parameters, 'sortDir')?.toLowerCase() === 'desc' ? -1 : 1;
  if (rows[0] && !(by in rows[0])) throw new Refusal(400, INVALID_QUERY);
  return rows.toSorted((one, other) => sign * (one[by] ?? '').localeCompare(other[by] ?? '', undefined, { numeric: true }));
}

const only = (row: Row, names: ReadonlySet<string>): Row => Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)));
