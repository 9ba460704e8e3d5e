import type { AccountDb, Sql } from '../../app/db.ts';
import { eventKinds } from '../../app/registry.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { compileCriteria, countMatching, criteriaContext, limitTime, matching } from '../../criteria/index.ts';
import { happenings } from '../../ledger/index.ts';
import { addedRows, countedEvents, earnedFrom, ofRecords } from '../queries/earned.ts';
import { distribution, highestScores, sampledRows, type Judged } from '../queries/judging.ts';
import { loadScore } from './load-score.ts';
import { isEventLine, type ScoreSettings } from '../rules/score-settings.ts';
import { refuseScoreProblems } from './refuse-score-problems.ts';
import { scoreTerms, type ScoreTerms } from './score-terms.ts';

/** Of more records than this a sample is looked at while a model is being made. */
const SAMPLE = 20_000;
const TOP = 10;

export interface ScorePreview {
  /** How many records there are that the viewer may see, and how many of them were looked at. */
  records: number;
  looked: number;
  bands: { name: string; from: number; count: number }[];
  top: Judged[];
  ms: number;
}

/**
 * What a model comes to before it is kept: how the records that the viewer may see fall into its bands, and who stands highest. Of many, every so
 * manyth alone is looked at. Refuses what `refuseScoreProblems` does.
 */
export async function previewScore(
  db: AccountDb,
  viewer: Viewer,
  { objectId, settings, scoreId }: { objectId: number; settings: ScoreSettings; scoreId?: number | undefined },
): Promise<ScorePreview> {
  const before = scoreId === undefined ? undefined : (await loadScore(db, scoreId)).settings;
  await refuseScoreProblems(db, viewer, { objectId, settings, ...(before ? { before } : {}) });
  const began = performance.now();
  await limitTime(db);
  const context = await criteriaContext(db, { objectId, viewer });
  const records = await countMatching(db, compileCriteria({ all: [] }, context));
  const every = Math.ceil(records / SAMPLE);
  const sample = sampledRows(matching({ all: [] }, context), every);
  const terms = await scoreTerms(db, { objectId, settings });
  const earned = earnedNow(db, terms, settings, { sample, scoreId });
  const counts = await distribution(db, terms, { among: sample, earned });
  const top = await highestScores(db, terms, { among: sample, earned, limit: TOP });
  const bands = settings.bands.map(({ name, from }) => ({
    name,
    from,
    count: counts.get(terms.bands.find((band) => band.from === from)!.id) ?? 0,
  }));
  const looked = bands.reduce((sum, { count }) => sum + count, 0);
  return { records, looked, bands: bands.toSorted((one, other) => other.from - one.from), top, ms: Math.round(performance.now() - began) };
}

/** What the records of the sample would have earned by now: counted from the ledger, and what they were given. */
function earnedNow(
  db: AccountDb,
  { objectId, timeZone }: ScoreTerms,
  settings: ScoreSettings,
  { sample, scoreId }: { sample: Sql; scoreId: number | undefined },
): Sql {
  const counted = settings.lines.filter(isEventLine).flatMap((line) => {
    const kind = eventKinds().find((known) => known.kind === line.event);
    return kind ? [countedEvents(line, ofRecords(happenings(db, { kind, objectId, subjects: line.subject }), sample), timeZone)] : [];
  });
  return earnedFrom([...counted, ...(scoreId === undefined ? [] : [addedRows(db.accountId, scoreId)])]);
}
