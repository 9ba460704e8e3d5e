import type { AccountDb, Sql } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, criteriaProblems, type Criteria } from '../../criteria/index.ts';
import { objectShape, recordFor, visibleFields } from '../../records/index.ts';
import { ADDED, earnedOf, type EarnedRow } from '../queries/earned.ts';
import { metBy } from '../queries/judging.ts';
import { allScores, type ScoreRow } from '../queries/scores.ts';
import { bandOf, factorOn, factorsOf, MICRO, scoreOf } from '../rules/score.ts';
import { isCriteriaLine, isEventLine, type ScoreLine } from '../rules/score-settings.ts';
import { compiledLine, scoreTerms } from './score-terms.ts';

export interface ExplainedLine {
  /** Undefined of points that were given. */
  line: ScoreLine | undefined;
  /** How many events count. */
  times?: number;
  /** What the line gave, and what is left of it now, with a decimal. */
  given: number;
  left: number;
  /** Why it gives nothing any more. */
  broken?: string | undefined;
}

export interface ExplainedScore {
  score: ScoreRow;
  value: number;
  band: string;
  lines: ExplainedLine[];
}

/**
 * The scores of a record that the viewer may see, each with its lines and what they come to; lines about what the viewer's role hides are left
 * out. Refuses with `not_found` a record the viewer may not see.
 */
export async function explainScores(
  db: AccountDb,
  viewer: Viewer,
  { objectId, recordId }: { objectId: number; recordId: number },
): Promise<ExplainedScore[]> {
  await recordFor(db, viewer, 'view', { objectId, id: recordId });
  const context = await criteriaContext(db, { objectId, viewer });
  const isHidden = (line: ScoreLine): boolean =>
    isCriteriaLine(line) && criteriaProblems(line.criteria as Criteria, context).some(({ code }) => code === 'field_hidden');
  const seen = new Set(visibleFields(viewer, await objectShape(db, objectId)).map(({ id }) => id));
  const explained: ExplainedScore[] = [];
  for (const score of await allScores(db)) {
    if (score.object_id !== objectId || !seen.has(score.field_id)) continue;
    const { lines, ...rest } = await explain(db, score, recordId);
    explained.push({ ...rest, lines: lines.filter(({ line }) => line === undefined || !isHidden(line)) });
  }
  return explained;
}

async function explain(db: AccountDb, score: ScoreRow, recordId: number): Promise<ExplainedScore> {
  const { settings } = score;
  const { today, broken } = await scoreTerms(db, { objectId: score.object_id, settings });
  const asked: { place: number; matching: Sql }[] = [];
  for (const line of settings.lines.filter(isCriteriaLine)) {
    const compiled = await compiledLine(db, score.object_id, line);
    if (typeof compiled !== 'string') asked.push({ place: line.id, matching: compiled });
  }
  const met = new Set(await metBy(db, recordId, asked));
  const earned = await earnedOf(db, score.id, recordId);
  const factors = factorsOf(settings.decay);
  const micro = (rows: readonly EarnedRow[], points: number): number =>
    rows.reduce((sum, { amount, day }) => sum + amount * points * factorOn(settings.decay, factors, day, today), 0);
  const rowsOf = (lineId: number): EarnedRow[] => earned.filter(({ line_id }) => line_id === lineId);
  const amountOf = (lineId: number): number => rowsOf(lineId).reduce((sum, { amount }) => sum + amount, 0);
  const left = (lineId: number, points: number): number => Math.round(micro(rowsOf(lineId), points) / (MICRO / 10)) / 10;

  const lines = settings.lines.map((line): ExplainedLine => {
    if (isEventLine(line)) {
      const times = amountOf(line.id);
      return { line, times, given: times * line.points, left: left(line.id, line.points) };
    }
    const points = met.has(line.id) ? line.points : 0;
    return { line, given: points, left: points, broken: broken.get(line.id) };
  });
  const given = amountOf(ADDED);
  if (rowsOf(ADDED).length > 0) lines.push({ line: undefined, given, left: left(ADDED, 1) });
  const explicit = settings.lines.filter((line) => isCriteriaLine(line) && met.has(line.id)).reduce((sum, { points }) => sum + points, 0);
  const earnedMicro =
    micro(rowsOf(ADDED), 1) + settings.lines.filter(isEventLine).reduce((sum, { id, points }) => sum + micro(rowsOf(id), points), 0);
  const value = scoreOf(explicit, earnedMicro, settings);
  return { score, value, band: bandOf(settings.bands, value).name, lines };
}
