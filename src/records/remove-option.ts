import type { AccountDb } from '../app/db.ts';
import { enqueueJob } from '../app/jobs.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged } from './events.ts';
import { fieldOfShape, forgetShapes, objectShape, structureChanged } from './object-shapes.ts';
import { countOption, insertOptionChange, writeOptions } from './queries/options.ts';
import { lockStructure } from './queries/shapes.ts';
import { optionOfField, optionsAfter, type OptionFate } from './rules/option-change.ts';

export interface OptionAsked {
  objectId: number;
  fieldId: number;
  optionId: number;
}

/**
 * Takes an option away: the records that have it get another (which merges the two) or none, in the background, or keep it archived.
 * Whoever gives the label of a merged option from now on means the other. Gives the id of the change under way; undefined when archived.
 * Refuses `not_found`, and `invalid_input` what the field cannot lose.
 */
export async function removeOption(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { objectId, fieldId, optionId, fate }: OptionAsked & { fate: OptionFate },
): Promise<number | undefined> {
  await lockStructure(db, objectId);
  forgetShapes(db);
  const field = fieldOfShape(await objectShape(db, objectId), fieldId);
  const option = optionOfField(field, optionId);
  await writeOptions(db, objectId, fieldId, optionsAfter(field, option, fate));
  await structureChanged(db);
  const data = { objectId, option: optionId, ...fate };
  const eventId = await recordEvent(db, actor, { kind: fieldChanged, subject: { type: 'field', id: fieldId }, data });
  if (fate.how === 'archive') return undefined;
  const id = await ids('option-change', 1);
  await insertOptionChange(db, {
    id,
    object_id: objectId,
    field_id: fieldId,
    option_id: optionId,
    into_option_id: fate.how === 'replace' ? fate.with : null,
    actor,
    event_id: eventId,
    total: await countOption(db, objectId, field, optionId),
  });
  await enqueueJob(db, 'records.change-options', { accountId: db.accountId, changeId: id });
  return id;
}
