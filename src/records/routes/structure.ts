import { route, type Route } from '../../app/http.ts';
import { previewFormula } from '../computed/preview-formula.ts';
import { deletedFieldsOf } from '../deleted-fields-of.ts';
import { fieldEffects, optionEffects } from '../field-effects.ts';
import { optionChangesOf } from '../option-changes-of.ts';
import { presentDeletedField, presentOptionChange } from '../present.ts';
import { removeOption } from '../remove-option.ts';
import { restoreField } from '../restore-field.ts';
import { fieldParams, formulaBody, objectParams, optionChangeParams, optionFateBody, optionParams } from '../schema.ts';
import { undoOptionChange } from '../undo-option-change.ts';

const STRUCTURE = 'right:fields.manage';

/** What a change of structure touches, before and after it is made. */
export const structureRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/objects/:object/formula',
    access: STRUCTURE,
    summary: 'What a formula would give for ten records',
    params: objectParams,
    body: formulaBody,
    handle: ({ params, body, inAccount, viewer }) => inAccount((db) => previewFormula(db, viewer, { ...body, objectId: params.object })),
  }),
  route({
    method: 'GET',
    path: '/api/objects/:object/fields/:field/effects',
    access: STRUCTURE,
    summary: 'What requiring, making unique or deleting a field would touch',
    params: fieldParams,
    handle: ({ params, inAccount }) => inAccount((db) => fieldEffects(db, { objectId: params.object, id: params.field })),
  }),
  route({
    method: 'GET',
    path: '/api/objects/:object/fields/:field/options/:option/effects',
    access: STRUCTURE,
    summary: 'What taking an option away would touch',
    params: optionParams,
    handle: ({ params, inAccount }) =>
      inAccount((db) => optionEffects(db, { objectId: params.object, fieldId: params.field, optionId: params.option })),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/fields/:field/options/:option/remove',
    access: STRUCTURE,
    summary: 'Merge an option into another, clear it, or archive it',
    params: optionParams,
    body: optionFateBody,
    handle: ({ params, body, inAccount, actor, ids }) =>
      inAccount(async (db) => {
        const asked = { objectId: params.object, fieldId: params.field, optionId: params.option };
        return { changeId: (await removeOption(db, actor, ids, { ...asked, fate: body })) ?? null };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/objects/:object/option-changes',
    access: STRUCTURE,
    summary: 'List the options that were merged or taken away, with their progress',
    params: objectParams,
    handle: ({ params, inAccount }) =>
      inAccount(async (db) => ({ changes: (await optionChangesOf(db, params.object)).map(presentOptionChange) })),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/option-changes/:change/undo',
    access: STRUCTURE,
    summary: 'Give an option that was taken away back',
    params: optionChangeParams,
    handle: ({ params, inAccount, actor }) =>
      inAccount((db) => undoOptionChange(db, actor, { objectId: params.object, id: params.change })),
  }),
  route({
    method: 'GET',
    path: '/api/objects/:object/deleted-fields',
    access: STRUCTURE,
    summary: 'List the deleted fields that can still be restored',
    params: objectParams,
    handle: ({ params, inAccount }) =>
      inAccount(async (db) => ({ fields: (await deletedFieldsOf(db, params.object)).map(presentDeletedField) })),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/deleted-fields/:field/restore',
    access: STRUCTURE,
    summary: 'Restore a deleted field',
    params: fieldParams,
    handle: ({ params, inAccount, actor }) => inAccount((db) => restoreField(db, actor, { objectId: params.object, id: params.field })),
  }),
];
