import type { AccountDb } from '../../app/db.ts';
import { invalid, notFound } from '../../app/kernel/problem.ts';
import { holdStructure } from '../hold-structure.ts';
import { fieldOfShape, objectShape } from '../object-shapes.ts';
import { lockLiving, type Ends } from '../queries/links.ts';
import { linksBetween } from '../rules/links.ts';

export interface LinkingOfField {
  objectId: number;
  /** A relation field of the object. */
  fieldId: number;
  /** The event because of which. */
  causeId?: number | null;
  /** The event because of which each of the records is related, where they have one of their own. */
  causes?: ReadonlyMap<number, number | null>;
}

/** Each of these records with each of those, or pairs as they are. */
export type Linking = LinkingOfField &
  (
    | { recordIds: readonly number[]; relatedIds: readonly number[] }
    | { pairs: readonly (readonly [recordId: number, relatedId: number])[] }
  );

/** So many links are made or taken away at once. */
export const LINKS_AT_ONCE = 10_000;

/**
 * Both ends of links, locked to the end of the transaction in one order for everybody, those that live alone: so no link comes to a record
 * while it is changed, binned or worked out by somebody else.
 */
export async function lockEnds(db: AccountDb, linking: Linking): Promise<Ends> {
  const { objectId, fieldId } = linking;
  const pairs = pairsOf(linking);
  const field = fieldOfShape(await objectShape(db, objectId), fieldId);
  const { objectId: otherObjectId, inverseFieldId } = field.settings;
  if (field.type !== 'relation' || otherObjectId === undefined || inverseFieldId === undefined) throw notFound('relation');
  for (const id of new Set([objectId, otherObjectId].sort((one, other) => one - other))) await holdStructure(db, id);
  const wanted = new Map([[objectId, new Set(pairs.map(([own]) => own))]]);
  wanted.set(otherObjectId, new Set([...(wanted.get(otherObjectId) ?? []), ...pairs.map(([, other]) => other)]));
  const living = new Map<number, Set<number>>();
  for (const [id, ids] of [...wanted].sort(([one], [other]) => one - other)) living.set(id, new Set(await lockLiving(db, id, [...ids])));
  const standing = pairs.filter(([own, other]) => living.get(objectId)!.has(own) && living.get(otherObjectId)!.has(other));
  return {
    links: linksBetween({ objectId, field, otherObjectId }),
    objectId,
    fieldId,
    otherObjectId,
    inverseFieldId,
    recordIds: standing.map(([own]) => own),
    relatedIds: standing.map(([, other]) => other),
    causeId: linking.causeId ?? null,
    causes: linking.causes ?? new Map(),
  };
}

function pairsOf(linking: Linking): readonly (readonly [number, number])[] {
  const count = 'pairs' in linking ? linking.pairs.length : linking.recordIds.length * linking.relatedIds.length;
  if (count > LINKS_AT_ONCE) {
    throw invalid('relatedIds', `At most ${LINKS_AT_ONCE.toLocaleString('en')} links can be changed at once. Relate fewer records.`);
  }
  if ('pairs' in linking) return linking.pairs;
  return linking.recordIds.flatMap((own) => linking.relatedIds.map((other) => [own, other] as const));
}
