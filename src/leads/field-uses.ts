import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldUse } from '../app/kernel/domain.ts';
import { asksField, type Criteria } from '../criteria/index.ts';
import { objectShapes } from '../records/index.ts';
import { allScores, type ScoreRow } from './queries/scores.ts';
import { isCriteriaLine } from './rules/score-settings.ts';

/** The scores that ask for a field, and those whose own field it is, which keep it from being deleted. */
export async function fieldUses(db: AccountDb, asked: FieldAsked): Promise<FieldUse[]> {
  const objects = new Map((await objectShapes(db)).map((shape) => [shape.id, shape]));
  const asks = ({ object_id, settings }: ScoreRow): boolean =>
    settings.lines.filter(isCriteriaLine).some(({ criteria }) => asksField(criteria as Criteria, object_id, asked, objects));
  return (await allScores(db)).flatMap((score) => {
    const isOwn = score.object_id === asked.objectId && [score.field_id, score.band_field_id].includes(asked.fieldId);
    if (!isOwn && !asks(score)) return [];
    return [{ kind: 'score', name: score.name, place: `/settings/scoring/${score.id}`, ...(isOwn ? { blocks: true } : {}) }];
  });
}
