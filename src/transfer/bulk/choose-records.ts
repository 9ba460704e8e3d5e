import type { AccountDb, Sql } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { binnedIds } from '../../records/index.ts';
import { chosenChunks, countChosen, type ChosenChunk } from '../queries/bulk-chunks.ts';
import type { ChosenSet } from '../rules/bulk.ts';

export interface Choice {
  objectId: number;
  viewer: Viewer;
  which: ChosenSet;
}

/** The chosen records that the viewer may see, as they are at this moment, in chunks. Refuses what criteria refuse. */
export async function chooseRecords(db: AccountDb, choice: Choice): Promise<ChosenChunk[]> {
  return chosenChunks(db, await selectionOf(db, choice), choice.which);
}

/** How many those are. */
export async function countChoice(db: AccountDb, choice: Choice): Promise<number> {
  return countChosen(db, await selectionOf(db, choice), choice.which);
}

async function selectionOf(db: AccountDb, { objectId, viewer, which }: Choice): Promise<Sql> {
  if (which.bin) return binnedIds(db, { objectId, viewer, search: which.search });
  const criteria = criteriaOf(which);
  return matching(criteria, await criteriaContext(db, { objectId, viewer, criteria }));
}

function criteriaOf({ group, criteria, search }: ChosenSet): Criteria {
  const parts: Criteria[] = [];
  if (group !== undefined) parts.push({ group, operator: 'in' });
  if (criteria !== undefined) parts.push(criteria);
  if (search !== undefined && search.trim() !== '') parts.push({ search });
  return parts.length === 1 ? parts[0]! : { all: parts };
}
