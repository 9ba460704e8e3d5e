import type { Sql } from 'sql-template-tag';
import type { Fact, Retention } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { Criteria } from './language.ts';
import { meaningOfText, type SearchMeaning } from './search-query.ts';

/** What the compiler must know of a field; the records domain's fields have this shape. */
export interface FieldShape {
  id: number;
  label: string;
  type: string;
  sectionId: number;
  /** The column of records that holds the value, if one does. */
  columnName: string | null;
  options: readonly { id: number; label: string }[];
  parentObjectId: number | null;
  /** What only some types have, such as where a related field reads from. */
  settings?: unknown;
  sortable: boolean;
  /** Since when every value also stands in field_values; null while they are still being copied. */
  sortableSince: Date | null;
}

export interface ObjectShape {
  id: number;
  singular: string;
  plural: string;
  fields: readonly FieldShape[];
}

export interface GroupShape {
  id: number;
  name: string;
  objectId: number;
  criteria: Criteria;
}

/** All that criteria are compiled with: the account, its objects, whose eyes look, and the present. */
export interface CriteriaContext {
  accountId: number;
  /** The object whose records are asked about. */
  objectId: number;
  objects: ReadonlyMap<number, ObjectShape>;
  groups: ReadonlyMap<number, GroupShape>;
  /** Every kind of event with how long it is kept, which says in which partitions it stands. */
  kinds: ReadonlyMap<string, Retention>;
  facts: readonly Fact[];
  /** What a tag that was merged stands for by now; without, every tag stands for itself. */
  mergedTags?: ReadonlyMap<number, number>;
  /** What searches of records of the context's object come to; one that is not there is taken by its words alone. */
  searches?: ReadonlyMap<string, SearchMeaning>;
  /**
   * A select of the only ids that are asked about, where the statement around the predicate has them: then what is counted is counted of these
   * records alone, and not of every record that something ever happened to.
   */
  among?: Sql;
  viewer: Viewer;
  now: Date;
  timeZone: string;
}

export const objectOf = (context: CriteriaContext): ObjectShape => {
  const object = context.objects.get(context.objectId);
  if (!object) throw new Problem('object_unknown', `There is no object type ${context.objectId}.`, { status: 404 });
  return object;
};

export const fieldOf = (context: CriteriaContext, id: number): FieldShape | undefined =>
  objectOf(context).fields.find((field) => field.id === id);

/** Whether the viewer's role hides the section this field stands in. */
export const isHidden = (context: CriteriaContext, field: FieldShape): boolean =>
  context.viewer.on(context.objectId).sections[field.sectionId] === 'hidden';

export const factOf = (context: CriteriaContext, node: Criteria): Fact | undefined => context.facts.find((fact) => fact.kind in node);

/** What a search of records of the context's object comes to. */
export const meaningIn = ({ searches }: CriteriaContext, search: string): SearchMeaning => searches?.get(search) ?? meaningOfText(search);
