import type { AccountDb } from '../../app/db.ts';
import { keepInitial, type FieldOption, type FieldShape } from '../../records/index.ts';
import { bandOf, scoreOf } from '../rules/score.ts';
import type { Band, ScoreSettings } from '../rules/score-settings.ts';

/** From the highest band down; further ones are grey. */
const COLORS = ['green', 'yellow', 'gray', 'blue', 'purple'] as const;

/** The bands as options of the band field, the highest first. */
export const colouredBands = (bands: readonly Band[]): { id?: number; label: string; color: NonNullable<FieldOption['color']> }[] =>
  highestFirst(bands).map(({ id, name }, place) => ({ ...(id === undefined ? {} : { id }), label: name, color: COLORS[place] ?? 'gray' }));

/** The bands with the numbers that their options have in the field, by their names. */
export const withBandIds = (bands: readonly Band[], field: FieldShape): (Band & { id: number })[] =>
  highestFirst(bands).map((band) => ({ ...band, id: field.options.find(({ label, archived }) => !archived && label === band.name)!.id }));

const highestFirst = (bands: readonly Band[]): Band[] => bands.toSorted((one, other) => other.from - one.from);

/** Has new records begin with the score and band of somebody who has earned nothing. */
export async function keepInitials(
  db: AccountDb,
  score: { objectId: number; fieldId: number; bandFieldId: number; settings: ScoreSettings },
): Promise<void> {
  const nothing = scoreOf(0, 0, score.settings);
  await keepInitial(db, { objectId: score.objectId, fieldId: score.fieldId, initial: nothing });
  await keepInitial(db, { objectId: score.objectId, fieldId: score.bandFieldId, initial: bandOf(score.settings.bands, nothing).id! });
}
