import { accountSettings } from '../../../accounts/index.ts';
import { giveConsent, unsubscribe } from '../../../compliance/index.ts';
import { countRecords, listRecords } from '../../../criteria/index.ts';
import {
  COMPANY,
  createRecord,
  deleteRecords,
  editRecord,
  enterRecord,
  parseCountry,
  parseSmsNumber,
  reaches,
  recordById,
  recordFor,
  tagRecords,
  tagsOfObject,
  type ObjectShape,
} from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { whichOf } from '../list-parameters.ts';
import { missing, notFound, Refusal } from '../refusal.ts';
import { enterNamedMaps } from '../resources/automations.ts';
import { isSet, numberOf, textOf, type Parameters } from '../rules/parameters.ts';
import { stateOfWire } from '../rules/states.ts';
import { fromWire, idsOfWireList, isCompanyOfContact, wireName } from '../rules/wire-values.ts';
import { type WireRecord } from './present-records.ts';
import { oneRecord } from './list-records.ts';

/** Deleted in one transaction; what a call deletes at most without doing it bit by bit. */
const AT_ONCE = 5_000;

/** Makes a record of the fields of a call, even of none. The answer begins with what was sent, as it was sent. */
export async function createOne(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const id = await enter(call, shape);
  return { data: await createdRecord(call, shape, id) };
}

/** Changes the record a call names by `id`. */
export async function updateOne(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const id = numberOf(call.parameters, 'id');
  if (id === undefined) throw missing('id');
  return { data: await edit(call, shape, id) };
}

/**
 * Changes the record that has the call's unique id or unique value (`update_by` names the field), or makes one. Told apart by the answer: a
 * new record is flat, a changed one stands in `attrs`.
 */
export async function saveOrUpdate(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const parameters = isSet(call.parameters, 'ignore_blanks') ? withoutBlanks(call.parameters) : call.parameters;
  const saving = { ...call, parameters };
  const id = await matched(saving, shape);
  return { data: id === undefined ? await createdRecord(saving, shape, await enter(saving, shape)) : await edit(saving, shape, id) };
}

/** Puts the record a call names into the bin. */
export async function deleteOne(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const id = numberOf(call.parameters, 'id');
  if (id === undefined) throw missing('id');
  await recordFor(call.db, call.viewer, 'delete', { objectId: shape.id, id });
  await deleteRecords(call.db, call.actor, { objectId: shape.id, recordIds: [id] });
  return {};
}

/** Puts all records that a call speaks of into the bin; all there are only where it says so. */
export async function deleteMany(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const which = await whichOf(call, shape);
  if (!which.isNarrowed && !isSet(call.parameters, 'performAll')) throw missing('ids');
  if (call.viewer.on(shape.id).delete === 'none') throw notAllowedToDelete(shape);
  if ((await countRecords(call.db, which)) > AT_ONCE) {
    throw new Refusal(400, `A call deletes at most ${AT_ONCE} records. Delete more with a bulk action in the product.`);
  }
  for (;;) {
    const { records } = await listRecords(call.db, which, { sort: 'id', limit: 500 });
    if (records.length === 0) return { data: 'Deleted' };
    if (!records.every(({ owner_id: ownerId }) => reaches(call.viewer, call.viewer.on(shape.id).delete, ownerId)))
      throw notAllowedToDelete(shape);
    const recordIds = records.map(({ id }) => id);
    await deleteRecords(call.db, call.actor, { objectId: shape.id, recordIds });
  }
}

const notAllowedToDelete = (shape: ObjectShape): Refusal =>
  new Refusal(403, `Your role may not delete all of these ${shape.plural.toLowerCase()}.`);

async function enter(call: CompatibleCall, shape: ObjectShape): Promise<number> {
  const { db, actor, viewer, ids, parameters } = call;
  const ownerId = numberOf(parameters, 'owner');
  const id = await enterRecord(db, actor, {
    viewer,
    ids,
    entered: { objectId: shape.id, values: await valuesOf(call, shape), ...(ownerId ? { ownerId } : {}) },
  });
  await setPermission(call, shape, id, true);
  await setTags(call, shape, id);
  await enterNamedMaps(call, shape.id, id);
  return id;
}

async function edit(call: CompatibleCall, shape: ObjectShape, id: number): Promise<{ attrs: WireRecord }> {
  const { db, actor, viewer, parameters } = call;
  const ownerId = numberOf(parameters, 'owner');
  await editRecord(db, actor, {
    viewer,
    edit: { objectId: shape.id, id, values: await valuesOf(call, shape), ...(ownerId ? { ownerId } : {}) },
  });
  await setPermission(call, shape, id, false);
  await setTags(call, shape, id);
  await enterNamedMaps(call, shape.id, id);
  const stands = await oneRecord(call, shape, id, alsoOf(parameters));
  const sent = Object.keys(parameters).filter((name) => name !== 'id' && Object.hasOwn(stands, name));
  const attrs = Object.fromEntries(sent.map((name) => [name, stands[name] ?? (parameters[name] === '' ? '' : null)]));
  return { attrs: { ...attrs, dlm: stands.dlm ?? null, id: String(id) } };
}

/** Tags and subscriptions are read anew only where the call may have changed them; a record just made has none. */
const alsoOf = (parameters: Parameters): { tags: boolean; maps: boolean } => ({
  tags: 'contact_cat' in parameters,
  maps: 'updateSequence' in parameters || 'updateCampaign' in parameters,
});

async function createdRecord(call: CompatibleCall, shape: ObjectShape, id: number): Promise<Record<string, unknown>> {
  const stands = await oneRecord(call, shape, id, alsoOf(call.parameters));
  const sent = Object.fromEntries(
    Object.keys(call.parameters).flatMap((name) => (Object.hasOwn(stands, name) ? [[name, stands[name]]] : [])),
  );
  return { ...sent, ...(shape.person ? { use_utm_names: 'false' } : {}), ...stands };
}

/** The call's values by the keys of fields. What is no field, or is worked out by itself, is passed over: whole records are sent back. */
async function valuesOf(call: CompatibleCall, shape: ObjectShape): Promise<Record<string, unknown>> {
  const account = await accountSettings(call.db);
  const values: Record<string, unknown> = {};
  const said = textOf(call.parameters, 'country')?.trim();
  const country = said ? parseCountry(said, account.locale) : undefined;
  for (const field of shape.fields) {
    const name = wireName(field);
    if (!(name in call.parameters) || field.isReadOnly || ['relation', 'related', 'image', 'file'].includes(field.type)) continue;
    const given = call.parameters[name];
    values[field.id] = isCompanyOfContact(shape, field)
      ? await companyNamed(call, given)
      : field.type === 'state' && typeof given === 'string'
        ? stateOfWire(given.trim(), country)
        : fromWire(field, numberFrom(country, field, given), account);
  }
  return values;
}

/** A telephone number without a country's code is one of the country that the same call says the person lives in. */
function numberFrom(country: string | undefined, { type }: { type: string }, given: unknown): unknown {
  if (!country || (type !== 'sms' && type !== 'phone') || typeof given !== 'string') return given;
  return parseSmsNumber(given, country) ?? given;
}

/** A company by its name, made when there is none; or by its number. */
async function companyNamed(call: CompatibleCall, given: unknown): Promise<number | null> {
  const name = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
  if (name === '' || name === '0') return null;
  const found = await listRecords(
    call.db,
    { objectId: COMPANY, viewer: call.viewer, criteria: { system: 'name', operator: 'is', values: [name] } },
    { sort: 'id', limit: 1 },
  );
  if (found.records[0]) return found.records[0].id;
  if (/^\d{1,15}$/.test(name) && (await recordById(call.db, COMPANY, Number(name)))) return Number(name);
  return createRecord(call.db, call.actor, call.ids, { objectId: COMPANY, values: { 1: name } });
}

/** `bulk_mail`: 1 and 2 say that the person asked for mail, 0 that they want none. A new person counts as having asked unless the call says otherwise. */
async function setPermission(call: CompatibleCall, shape: ObjectShape, id: number, isNew: boolean): Promise<void> {
  if (!shape.person) return;
  const { db, actor, parameters } = call;
  for (const [name, channel] of [
    ['bulk_mail', 'email'],
    ['bulk_sms', 'sms'],
  ] as const) {
    const given = textOf(parameters, name)?.trim();
    const set = {
      objectId: shape.id,
      recordIds: [id],
      channel,
      how: 'api' as const,
      sourceId: actor.id === null ? undefined : Number(actor.id),
    };
    if (given === '1' || given === '2' || (given === undefined && isNew && channel === 'email')) {
      await giveConsent(db, actor, {
        ...set,
        evidence: given === undefined ? 'Added by a program of the account.' : `A program of the account said ${name} = ${given}.`,
      });
    } else if (given === '0' && !isNew) {
      await unsubscribe(db, actor, { ...set, evidence: `A program of the account said ${name} = 0.` });
    }
  }
}

/** `contact_cat` puts its tags on the record; it takes none off. */
async function setTags({ db, actor, parameters }: CompatibleCall, shape: ObjectShape, id: number): Promise<void> {
  const tagIds = idsOfWireList(textOf(parameters, 'contact_cat') ?? '');
  if (tagIds.length === 0) return;
  const known = new Set((await tagsOfObject(db, shape.id)).map((tag) => tag.id));
  if (!tagIds.every((tagId) => known.has(tagId))) throw notFound();
  for (const tagId of tagIds) {
    await tagRecords(db, actor, { objectId: shape.id, recordIds: [id], tagId });
  }
}

/** The record with the unique id, or else the value of the type's unique field, that a call gives. */
async function matched(call: CompatibleCall, shape: ObjectShape): Promise<number | undefined> {
  const { db, viewer, parameters } = call;
  const uniqueId = textOf(parameters, 'unique_id')?.trim();
  if (uniqueId) {
    const found = await listRecords(
      db,
      { objectId: shape.id, viewer, criteria: { system: 'unique_id', operator: 'is', values: [uniqueId] } },
      { sort: 'id', limit: 1 },
    );
    if (found.records[0]) return found.records[0].id;
  }
  const by = textOf(parameters, 'update_by');
  const field = shape.fields.find((one) => (by ? wireName(one) === by : one.isUnique && textOf(parameters, wireName(one))));
  const value = field && textOf(parameters, wireName(field))?.trim();
  if (!field || !value) return undefined;
  const found = await listRecords(
    db,
    { objectId: shape.id, viewer, criteria: { field: field.id, operator: 'is', values: [value] } },
    { sort: 'id', limit: 1 },
  );
  return found.records[0]?.id;
}

const withoutBlanks = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== '' && value !== null));
