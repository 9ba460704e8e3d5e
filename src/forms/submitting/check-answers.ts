import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { canBeAsked } from '../../documents/index.ts';
import { formatValue, objectShape, parseValue, type FieldShape, type ObjectShape, type Value } from '../../records/index.ts';
import { rawValue } from '../rules/raw-value.ts';
import { isAnsweredSo, shownFields, type Answers } from '../schema.ts';
import type { ServedForm } from '../serving/served-form.ts';
import type { HandedFile } from './handed-in.ts';

/** What was answered, as it is stored, or what is wrong with it. */
export interface CheckedAnswers {
  shape: ObjectShape;
  values: Record<string, Value>;
  /** Files by the id of their field; they are kept once all else is right. */
  files: { field: FieldShape; file: HandedFile }[];
  consents: { channel: 'email' | 'sms'; words: string; topicIds: readonly number[] }[];
  /** As a person reads them, and as merge fields name them. */
  read: { field: FieldShape; label: string; value: string }[];
  /** A sentence for each input that is wrong. */
  errors: Record<string, string>;
  redirect: string | null;
}

/**
 * Checks what was handed in: only what the version asks and shows with these answers counts, whatever else was sent. Hidden values come from the
 * version, or from the address of the page.
 */
export async function checkAnswers(
  db: AccountDb,
  form: ServedForm,
  { answers, files }: { answers: Answers; files: readonly HandedFile[] },
): Promise<CheckedAnswers> {
  const { object_id, compiled, settings } = form.version;
  const shape = await objectShape(db, object_id);
  const context = await accountSettings(db);
  const { fields, hidden, consents } = compiled.page.asks;
  const given = withFiles(answers, files);
  const checked: CheckedAnswers = { shape, values: {}, files: [], consents: [], read: [], errors: {}, redirect: null };
  const shown = shownFields(fields, given);
  for (const { fieldId, label, isRequired, isFile } of shown) {
    const field = fieldOf(shape, fieldId);
    if (!field) continue;
    const name = `f${fieldId}`;
    const file = files.find((one) => one.name === name);
    if (isFile) {
      if (file) checked.files.push({ field, file });
      else if (isRequired) checked.errors[name] = `${label}: choose a file.`;
      continue;
    }
    const parsed = parseValue({ ...field, label }, rawValue(field, given), { ...context, locale: settings.language });
    if ('problem' in parsed) checked.errors[name] = parsed.problem;
    else if (isBlank(parsed.value) && isRequired) checked.errors[name] = requiredSentence(field, label);
    else if (!isBlank(parsed.value)) take(checked, field, label, parsed.value, context);
  }
  for (const { fieldId, from, value } of hidden) {
    const field = fieldOf(shape, fieldId);
    const raw = from === 'value' ? value : answers[`f${fieldId}`];
    const parsed = field && raw ? parseValue(field, raw, context) : undefined;
    // What an address says may be anything: what the field cannot hold is left out.
    if (field && parsed && 'value' in parsed && !isBlank(parsed.value)) take(checked, field, field.label, parsed.value, context);
  }
  for (const [place, { channel, words, topicIds, isRequired }] of consents.entries()) {
    if (answers[`c${place}`] === 'yes') checked.consents.push({ channel, words: filledWords(words, form), topicIds });
    else if (isRequired) checked.errors[`c${place}`] = 'Tick this box to go on.';
  }
  const way = settings.redirects.find((one) => isAnsweredSo(one, onlyShown(shown, given)));
  checked.redirect = way?.url ?? (settings.redirect || null);
  return checked;
}

const fieldOf = (shape: ObjectShape, fieldId: number): FieldShape | undefined =>
  shape.fields.find((field) => field.id === fieldId && canBeAsked(field));

const isBlank = (value: Value): boolean =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);

function take(checked: CheckedAnswers, field: FieldShape, label: string, value: Value, context: Parameters<typeof formatValue>[2]): void {
  checked.values[field.id] = value;
  checked.read.push({ field, label, value: formatValue(field, value, context) });
}

function requiredSentence({ type }: FieldShape, label: string): string {
  if (type === 'check') return `${label}: tick this box to go on.`;
  if (type === 'dropdown' || type === 'list' || type === 'country') return `${label}: choose an answer.`;
  return `${label}: fill this in.`;
}

/** A chosen file counts as an answer where another question asks whether there was one. */
const withFiles = (answers: Answers, files: readonly HandedFile[]): Answers => ({
  ...answers,
  ...Object.fromEntries(files.map(({ name, fileName }) => [name, fileName])),
});

function onlyShown(shown: readonly { fieldId: number }[], answers: Answers): Answers {
  const names = new Set(shown.map(({ fieldId }) => `f${fieldId}`));
  return Object.fromEntries(Object.entries(answers).filter(([name]) => names.has(name.split('_')[0]!)));
}

/** The words that were agreed to, with the account's name where it stands in them. */
const filledWords = (words: string, { account }: ServedForm): string =>
  words
    .replaceAll(/\{\{\s*account\.name[^}]*\}\}/g, account.name)
    .replaceAll(/\{\{\s*account\.postal_address[^}]*\}\}/g, account.postal_address);
