import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { giveConsent } from '../../compliance/index.ts';
import { recordEvent } from '../../ledger/index.ts';
import { receiveUpload, touchActivity, type StoredFile } from '../../records/index.ts';
import { cameFrom, findPerson, placeOf, type CameFrom, type Place } from '../../visits/index.ts';
import { formSubmitted } from '../events.ts';
import { addToCount } from '../numbers/gathered-counts.ts';
import { insertSubmission, wasHandedIn } from '../queries/submissions.ts';
import type { ServedForm } from '../serving/served-form.ts';
import { checkAnswers, type CheckedAnswers } from './check-answers.ts';
import type { HandedIn } from './handed-in.ts';
import { fellIntoTrap, keepOutMachines, replayKeyOf } from './keep-out-machines.ts';
import { matchRecord, TakenMeanwhile, writeAnswers } from './write-answers.ts';

/** What whoever handed it in is told; nothing in it depends on what was known of them before. */
export type Outcome =
  | { done: true; redirect: string | null; read: CheckedAnswers['read']; shape: CheckedAnswers['shape'] | null }
  | { done: false; errors: Record<string, string> };

const TRIES = 3;

/** Thrown where the same submission is kept already: what this one did is undone. */
class HandedInBefore extends Error {}

interface Submitting {
  checked: CheckedAnswers;
  handed: HandedIn;
  replayKey: string;
  from: CameFrom;
  place: Place;
  files: ReadonlyMap<number, StoredFile>;
}

/**
 * Takes in what somebody handed in with a form: matches or makes their record, writes the answers, puts their permission on record with its words,
 * ties the visitor, and tells the ledger. The same submission counts once. Refuses what machines hand in (`keepOutMachines`).
 */
export async function submitForm(database: Database, form: ServedForm, handed: HandedIn): Promise<Outcome> {
  const { accountId, formId } = form;
  if (fellIntoTrap(handed.answers)) {
    addToCount(database, form, 'refused');
    return { done: true, redirect: null, read: [], shape: null };
  }
  const checked = await database.account(accountId, (db) => checkAnswers(db, form, handed));
  if (Object.keys(checked.errors).length > 0) return { done: false, errors: checked.errors };
  const replayKey = replayKeyOf(database, handed);
  const wasBefore = (): Promise<boolean> => database.account(accountId, (db) => wasHandedIn(db, formId, replayKey));
  const outcome: Outcome = { done: true, redirect: checked.redirect, read: checked.read, shape: checked.shape };
  if (await wasBefore()) return outcome;
  try {
    await keepOutMachines(database, form, handed);
  } catch (error) {
    if (await wasBefore()) return outcome;
    addToCount(database, form, 'refused');
    throw error;
  }
  const files = await keepFiles(database, accountId, checked.files);
  if (!(files instanceof Map)) return { done: false, errors: files };
  const { answers, referer, ip } = handed;
  const from = cameFrom(answers.q_page || referer, answers.q_referrer);
  const submitting: Submitting = { checked, handed, replayKey, from, place: await placeOf(database, ip), files };
  await writeOnce(database, form, submitting);
  return outcome;
}

/** One transaction; anew where another writer was in the way, and not at all where the same submission is there. */
async function writeOnce(database: Database, form: ServedForm, submitting: Submitting): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await database.account(form.accountId, (db) => write(db, database, form, submitting));
      addToCount(database, form, 'submissions');
      return;
    } catch (error) {
      if (error instanceof HandedInBefore) return;
      if (!(error instanceof TakenMeanwhile)) throw error;
      if (tried === TRIES) {
        throw new Problem('value_taken', 'Another record has one of these values. Check what you have filled in, and send it again.', {
          status: 409,
        });
      }
    }
  }
}

async function write(db: AccountDb, database: Database, form: ServedForm, submitting: Submitting): Promise<void> {
  const { checked, files, replayKey } = submitting;
  const { version, settings } = form.version;
  const ids = (name: string, count: number): Promise<number> => database.nextIds(db.accountId, name, count);
  const objectId = checked.shape.id;
  const known = await matchRecord(db, checked);
  const isNew = known === undefined;
  const recordId = known ?? (await ids(`record:${objectId}`, 1));
  const record = { objectId, id: recordId };
  const eventId = await recordSubmission(db, form, submitting, { ...record, isNew });
  const actor: Actor = { type: 'contact', id: String(recordId), causeId: eventId };
  await writeAnswers(db, ids, settings, { checked, written: { recordId, isNew, causeId: eventId, files } });
  for (const consent of checked.consents) await permit(db, actor, record, { consent, form, submitting });
  const visitor = submitting.handed.answers.q_visitor || undefined;
  await findPerson(db, database, actor, { visitor, objectId, recordId, from: submitting.from, place: submitting.place });
  await touchActivity(db, objectId, [recordId]);
  const kept = await insertSubmission(db, {
    id: await ids('form-submission', 1),
    form_id: form.formId,
    version,
    object_id: objectId,
    record_id: recordId,
    is_new: isNew,
    event_id: eventId,
    replay_key: replayKey,
    personal: {
      answers: [
        ...checked.read.map(({ field, label, value }) => ({ fieldId: field.id, label, value })),
        ...checked.files.map(({ field, file }) => ({ fieldId: field.id, label: field.label, value: file.fileName })),
      ],
      consents: checked.consents,
      page: submitting.from.page ?? null,
      ip: checked.consents.length > 0 ? submitting.handed.ip : null,
      from: submitting.from,
      place: submitting.place,
    },
  });
  if (!kept) throw new HandedInBefore();
}

async function recordSubmission(
  db: AccountDb,
  form: ServedForm,
  { from, place }: Submitting,
  { objectId, id, isNew }: { objectId: number; id: number; isNew: boolean },
): Promise<number> {
  const { page, referrer, utm } = from;
  return recordEvent(
    db,
    { type: 'contact', id: String(id) },
    {
      kind: formSubmitted,
      record: { objectId, id },
      subject: { type: 'form', id: form.formId },
      data: { version: form.version.version, known: isNew ? 'new' : 'known', userIds: form.version.settings.tells },
      personal: { ...(page && { page }), ...(referrer && { referrer }), ...utm, ...place },
    },
  );
}

interface Permitting {
  consent: CheckedAnswers['consents'][number];
  form: ServedForm;
  submitting: Submitting;
}

/** Puts a permission on record, word for word as it was read, with the page and the address it was given from; the version stands in the submission. */
async function permit(
  db: AccountDb,
  actor: Actor,
  { objectId, id }: { objectId: number; id: number },
  { consent, form, submitting }: Permitting,
): Promise<void> {
  const { channel, words, topicIds } = consent;
  await giveConsent(db, actor, {
    objectId,
    recordIds: [id],
    channel,
    how: 'form',
    sourceId: form.formId,
    evidence: words,
    topicIds,
    page: submitting.from.page,
    ip: submitting.handed.ip,
  });
}

/** Keeps the files, images made anew from their pixels. Gives what is wrong with those that cannot be kept. */
async function keepFiles(
  database: Database,
  accountId: number,
  files: CheckedAnswers['files'],
): Promise<Map<number, StoredFile> | Record<string, string>> {
  const kept = new Map<number, StoredFile>();
  for (const { field, file } of files) {
    try {
      const bytes = (async function* () {
        yield file.bytes;
      })();
      const upload = { accountId, userId: null, isImage: field.type === 'image', fileName: file.fileName, type: file.type, bytes };
      kept.set(field.id, await receiveUpload(database, upload));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { [file.name]: error.message };
    }
  }
  return kept;
}
