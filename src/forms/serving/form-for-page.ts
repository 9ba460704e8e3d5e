import { installationOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { objectShape } from '../../records/index.ts';
import { lastingAddress, servedIn } from './served-form.ts';

/** A published form as a page draws it by itself: what is asked, under the names its answers are handed in by. Undefined where none is published. */
export async function formForPage(db: AccountDb, formId: number) {
  const form = await servedIn(db, formId);
  if (!form) return undefined;
  const { object_id, version, settings, compiled } = form.version;
  const { fields } = await objectShape(db, object_id);
  const types = new Map(fields.map(({ id, type }) => [id, type]));
  const { asks } = compiled.page;
  return {
    id: formId,
    version,
    title: settings.title,
    language: settings.language,
    questions: asks.fields.map(({ fieldId, label, isRequired, isFile, options, shownWhen }) => ({
      name: `f${fieldId}`,
      label,
      type: types.get(fieldId) ?? 'text',
      isRequired,
      isFile,
      options: options.map((option) => ({ id: option.id, label: option.label })),
      shownWhen: shownWhen ? { name: `f${shownWhen.fieldId}`, is: shownWhen.is, value: shownWhen.value } : null,
    })),
    consents: asks.consents.map(({ channel, words, isRequired }, place) => ({ name: `c${place}`, channel, words, isRequired })),
    /** A proof of work goes with the answers as `q_proof`; without one an address may hand in a few times only, where the form allows it at all. */
    challenge: `${installationOf(db.database).baseUrl}/form/${lastingAddress(db.accountId, formId)}/challenge`,
    needsProof: !settings.withoutScript,
  };
}
