import type { AccountDb } from '../app/db.ts';
import { invalid } from '../app/kernel/problem.ts';
import { compileWhich } from './ordered-list.ts';
import { columnsOfBoard } from './queries/board.ts';
import { limitTime } from './queries/limit-time.ts';
import { fieldOf, isHidden, type CriteriaContext, type FieldShape } from './rules/context.ts';
import { resultTypeOf } from './rules/foot.ts';
import type { Which } from './which.ts';

export interface BoardColumn {
  /** 0 of the records in which the field is blank. */
  optionId: number;
  count: number;
  /** Prices in minor units; null where nothing is summed. */
  sum: number | null;
}

/**
 * A list as a board: for each option of a drop-down field how many records stand there, and what a number or price field comes to, through
 * the viewer's eyes. Options without records are left out. Refuses (`invalid_input`) fields that are not there, hidden, or of another type.
 */
export async function boardOfList(db: AccountDb, which: Which, asked: { field: number; sum?: number | undefined }): Promise<BoardColumn[]> {
  const { context, criteria } = await compileWhich(db, which);
  const field = visibleField(context, asked.field, 'field');
  if (field.type !== 'dropdown') throw invalid('field', `${field.label} is no drop-down field. Choose one.`);
  const summed = asked.sum === undefined ? undefined : visibleField(context, asked.sum, 'sum');
  if (summed && !['number', 'price'].includes(resultTypeOf(summed))) {
    throw invalid('sum', `${summed.label} has no sum. Choose a number or a price.`);
  }
  await limitTime(db);
  const rows = await columnsOfBoard(db, criteria, { fieldId: field.id, sumFieldId: summed?.id });
  return rows.map(({ option, count, sum }) => ({ optionId: Number(option ?? 0), count, sum: sum === null ? null : Number(sum) }));
}

function visibleField(context: CriteriaContext, id: number, place: string): FieldShape {
  const field = fieldOf(context, id);
  if (!field || isHidden(context, field)) throw invalid(place, `There is no field ${id}. Choose another.`);
  return field;
}
