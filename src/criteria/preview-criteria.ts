import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { criteriaContext } from './criteria-context.ts';
import { limitTime } from './queries/limit-time.ts';
import { countMatching, sampleNames } from './queries/reading.ts';
import { compileCriteria, refuseProblems } from './rules/compile.ts';
import { criteriaWarnings, type CriteriaWarning } from './rules/warnings.ts';
import type { PreviewCriteria } from './schema.ts';

const NAMES = 10;

export interface Preview {
  count: number;
  names: string[];
  warnings: CriteriaWarning[];
  /** How long counting and naming took. */
  ms: number;
}

/** What criteria come to while they are being made: how many match, ten of their names, and the traps in them. */
export async function previewCriteria(db: AccountDb, viewer: Viewer, asked: PreviewCriteria): Promise<Preview> {
  const context = await criteriaContext(db, { objectId: asked.object, viewer });
  refuseProblems(asked.criteria, context, asked.group);
  const compiled = compileCriteria(asked.criteria, context);
  await limitTime(db);
  const began = performance.now();
  const count = await countMatching(db, compiled);
  const names = count === 0 ? [] : await sampleNames(db, compiled, NAMES);
  return { count, names, warnings: criteriaWarnings(asked.criteria), ms: Math.round(performance.now() - began) };
}
