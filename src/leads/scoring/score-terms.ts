import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb, Sql } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { ADDED } from '../queries/earned.ts';
import { AMONG, type Terms } from '../queries/judging.ts';
import { dayOf, factorsOf } from '../rules/score.ts';
import { isCriteriaLine, isEventLine, type CriteriaLine, type ScoreSettings } from '../rules/score-settings.ts';

export interface ScoreTerms extends Terms {
  timeZone: string;
  /** What keeps lines from counting, by their ids: a field they ask for was deleted. */
  broken: ReadonlyMap<number, string>;
}

/** All that scores of a model are worked out with at the account's present. A line that cannot be asked any more gives no points. */
export async function scoreTerms(
  db: AccountDb,
  { objectId, settings }: { objectId: number; settings: ScoreSettings },
): Promise<ScoreTerms> {
  const { timeZone } = await accountSettings(db);
  const { lines, decay, floor, cap } = settings;
  const broken = new Map<number, string>();
  const criteria: Terms['criteria'][number][] = [];
  for (const line of lines.filter(isCriteriaLine)) {
    const compiled = await compiledLine(db, objectId, line, AMONG);
    if (typeof compiled === 'string') broken.set(line.id, compiled);
    else criteria.push({ matching: compiled, points: line.points });
  }
  return {
    objectId,
    criteria,
    weights: [{ lineId: ADDED, points: 1 }, ...lines.filter(isEventLine).map(({ id, points }) => ({ lineId: id, points }))],
    factors: factorsOf(decay),
    everyDays: decay?.days ?? null,
    today: dayOf(db.now, timeZone),
    floor,
    cap,
    bands: settings.bands.map(({ id, from }, place) => ({ id: id ?? -1 - place, from })).toSorted((one, other) => other.from - one.from),
    timeZone,
    broken,
  };
}

/** The ids a criteria line matches through everybody's eyes, as a select, or the sentence that says why it cannot be asked. */
export async function compiledLine(db: AccountDb, objectId: number, line: CriteriaLine, among?: Sql): Promise<Sql | string> {
  try {
    const criteria = line.criteria as Criteria;
    const context = await criteriaContext(db, { objectId, viewer: everyone, criteria });
    return matching(criteria, among ? { ...context, among } : context);
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}
