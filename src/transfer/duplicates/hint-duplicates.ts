import type { AccountDb } from '../../app/db.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { comparableByIds, CONTACT_FIELDS, type ComparableRecord, type ObjectShape, type Value } from '../../records/index.ts';
import { holdersOfKey, sameAs } from '../queries/duplicate-clusters.ts';
import type { DuplicateRuleRow } from '../queries/duplicates.ts';
import type { DuplicateHint } from '../rules/duplicate-requests.ts';
import { keyOf, scoreOf, type Compared } from '../rules/duplicates.ts';
import { fieldsOf } from './put-together.ts';
import { visibleRules } from './visible-rule.ts';

const MOST = 5;
const LOOKED_AT = 50;

/** Whom a record may be a duplicate of, of those the viewer may see. */
export async function duplicatesOf(
  db: AccountDb,
  viewer: Viewer,
  { objectId, id }: { objectId: number; id: number },
): Promise<DuplicateHint[]> {
  const { shape, rules } = await visibleRules(db, viewer, objectId);
  const names = new Map(rules.map((rule) => [rule.id, rule.name]));
  const found = (await sameAs(db, objectId, id)).filter(({ rule_id }) => names.has(rule_id));
  const seen = await seenById(db, viewer, shape, [id, ...found.map(({ record_id }) => record_id)]);
  if (!seen.has(id)) return [];
  const hints = found.flatMap(({ record_id, rule_id, score }) => {
    const record = seen.get(record_id);
    return record ? [{ id: record.id, name: record.name, score, rule: names.get(rule_id)! }] : [];
  });
  return once(hints);
}

/** Whom a record that is being entered may be a duplicate of, by the rules of its object, of those the viewer may see. */
export async function checkEntered(
  db: AccountDb,
  viewer: Viewer,
  entered: { objectId: number; values: Readonly<Record<string, unknown>>; except?: number | undefined },
): Promise<DuplicateHint[]> {
  const { shape, rules } = await visibleRules(db, viewer, entered.objectId);
  const record: Compared = { id: 0, name: nameOf(shape, entered.values), values: entered.values as Record<string, Value> };
  const hints: DuplicateHint[] = [];
  for (const rule of rules) hints.push(...(await hintsBy(db, viewer, { shape, rule, record })));
  return once(hints.filter(({ id }) => id !== entered.except));
}

async function hintsBy(
  db: AccountDb,
  viewer: Viewer,
  { shape, rule, record }: { shape: ObjectShape; rule: DuplicateRuleRow; record: Compared },
): Promise<DuplicateHint[]> {
  const key = keyOf(shape, rule.conditions, record);
  if (key === undefined) return [];
  const holders = await holdersOfKey(db, rule.id, key, LOOKED_AT);
  const seen = await seenById(db, viewer, shape, holders, fieldsOf(rule.conditions));
  return [...seen.values()].flatMap((other) => {
    const score = scoreOf(rule.conditions, record, other);
    return score === undefined ? [] : [{ id: other.id, name: other.name, score, rule: rule.name }];
  });
}

async function seenById(
  db: AccountDb,
  viewer: Viewer,
  shape: ObjectShape,
  ids: readonly number[],
  fieldIds: readonly number[] = [],
): Promise<Map<number, ComparableRecord>> {
  const found = await comparableByIds(db, shape, { ids, fieldIds });
  return new Map(found.filter(({ owner_id }) => reaches(viewer, viewer.on(shape.id).view, owner_id)).map((record) => [record.id, record]));
}

function nameOf(shape: ObjectShape, values: Readonly<Record<string, unknown>>): string {
  const named = shape.fields.find(({ columnName }) => columnName === 'name');
  if (named) return textOf(values[String(named.id)]);
  return shape.person
    ? [CONTACT_FIELDS.firstName, CONTACT_FIELDS.lastName]
        .map((id) => textOf(values[String(id)]))
        .join(' ')
        .trim()
    : '';
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const once = (hints: readonly DuplicateHint[]): DuplicateHint[] =>
  [...new Map(hints.toSorted((one, other) => one.score - other.score).map((hint) => [hint.id, hint])).values()]
    .sort((one, other) => other.score - one.score || one.id - other.id)
    .slice(0, MOST);
