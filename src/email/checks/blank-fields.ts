import type { AccountDb } from '../../app/db.ts';
import { compileCriteria, compileWhich, countEachMatching, type Criteria, type Which } from '../../criteria/index.ts';
import { mergeFieldsFor, placeOfPath, unguardedPaths, type Finding, type PlaceOfPath } from '../../documents/index.ts';
import { objectShapes, type ObjectShape } from '../../records/index.ts';

/** So many merge fields are counted at most; a letter with more has other worries. */
const MOST_COUNTED = 30;

/**
 * Which merge fields are blank for how many of the receivers, where the text does not say what stands there instead: one statement for all
 * of them. Only what the viewer may see is counted; with nobody chosen, everybody it may go to.
 */
export async function blankFields(db: AccountDb, which: Which, texts: readonly string[]): Promise<Finding[]> {
  const objects = await objectShapes(db);
  const shape = objects.find(({ id }) => id === which.objectId)!;
  const paths = [...new Set(texts.flatMap(unguardedPaths))];
  const asked = paths.flatMap((path) => {
    const place = placeOfPath(shape, path, objects);
    return place ? [{ path, isBlank: blankCriteria(place) }] : [];
  });
  const counted = asked.slice(0, MOST_COUNTED);
  if (counted.length === 0) return [];
  const { context, criteria } = await compileWhich(db, which);
  const blank = counted.map(({ isBlank }) => compileCriteria(isBlank, context).predicate);
  const { total, counts } = await countEachMatching(db, criteria, blank);
  const fields = new Map(
    mergeFieldsFor(shape, objects).map(({ path, label, group }) => [path, group === shape.singular ? label : `${group}, ${label}`]),
  );
  return counted.flatMap(({ path }, index) => {
    const count = counts[index] ?? 0;
    return count === 0 ? [] : [blankFinding({ path, label: fields.get(path) ?? path, count, total, shape })];
  });
}

/** What finds the records for which a path shows nothing. */
function blankCriteria({ field, of }: PlaceOfPath): Criteria {
  if (!of) return { field: field.id, operator: 'is_blank' };
  return { not: { parent: field.id, matches: { field: of.field.id, operator: 'is_not_blank' } } };
}

interface Blank {
  path: string;
  label: string;
  count: number;
  total: number;
  shape: ObjectShape;
}

function blankFinding({ path, label, count, total, shape }: Blank): Finding {
  const who = `${count.toLocaleString('en')} of ${total.toLocaleString('en')} ${(total === 1 ? shape.singular : shape.plural).toLowerCase()}`;
  const sentence = `“${label}” is blank for ${who}. Say what stands there instead: {{ ${path} | default: "…" }}.`;
  return { severity: count * 20 > total ? 'warning' : 'hint', code: 'blank_field', path: 'body', sentence };
}
