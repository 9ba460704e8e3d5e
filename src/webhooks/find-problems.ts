import type { AccountDb } from '../app/db.ts';
import { readTexts } from '../records/index.ts';
import { addressProblem } from './address-problem.ts';
import { isJson, textsOf } from './rules/request.ts';
import { tellsSecret, type WebhookSettings } from './schema.ts';

/** What keeps a request from being sent for records of an object, a sentence each. */
export async function findProblems(db: AccountDb, objectId: number, settings: WebhookSettings): Promise<string[]> {
  const address = addressProblem(settings.url);
  if (address !== undefined) return [address];
  const { problem } = await readTexts(db, { objectId, texts: textsOf(settings).texts });
  if (problem !== undefined) return [problem];
  if (settings.method === 'GET' && settings.body !== '' && settings.encoding !== 'none')
    return ['A GET request has no body. Choose POST, or remove the body.'];
  const [secret] = [...settings.headers, ...(settings.encoding === 'form' ? settings.fields : [])].filter(
    ({ name, value }) => value === '' && tellsSecret(name),
  );
  if (secret) return [`“${secret.name}” has no value. Put in what the other side expects there, or remove it.`];
  return settings.encoding === 'json' && settings.method !== 'GET' && !looksLikeJson(settings.body)
    ? ['The body is no valid JSON. Put texts and merge fields for texts in quotes.']
    : [];
}

/** Whether a body is JSON wherever its merge fields are numbers or stand in quotes; one that decides what stands there is read as it is filled in. */
function looksLikeJson(body: string): boolean {
  return body.includes('{%') || isJson(body.replaceAll(/\{\{.*?\}\}/gs, '0'));
}
