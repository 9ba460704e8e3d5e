import { isDeepStrictEqual } from 'node:util';
import type { AccountDb } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { criteriaContext, criteriaProblems, type Criteria } from '../criteria/index.ts';
import type { AutomationMap } from './schema.ts';

/**
 * Refuses with `field_hidden` conditions on what the viewer's role hides: where people then walk, or how many, would tell it. Conditions
 * that stood in the map before, put there by somebody who sees more, may stay.
 */
export async function refuseHiddenConditions(
  db: AccountDb,
  viewer: Viewer,
  { objectId, map, before }: { objectId: number; map?: AutomationMap | undefined; before?: AutomationMap },
): Promise<void> {
  if (!map || viewer.isOwner) return;
  const known = before ? conditionsOf(before) : [];
  const added = conditionsOf(map).filter((condition) => !known.some((one) => isDeepStrictEqual(one, condition)));
  if (added.length === 0) return;
  const context = await criteriaContext(db, { objectId, viewer });
  for (const condition of added) {
    const hidden = criteriaProblems(condition as Criteria, context).find(({ code }) => code === 'field_hidden');
    if (hidden) throw new Problem('field_hidden', hidden.sentence, { status: 403 });
  }
}

const conditionsOf = (map: AutomationMap): unknown[] =>
  [map.who, ...map.triggers.map(({ criteria }) => criteria), ...map.steps.map(({ settings }) => settings.criteria)].filter(Boolean);
