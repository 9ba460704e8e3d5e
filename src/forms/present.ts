import { lastingAddress } from './serving/served-form.ts';
import type { FormRow } from './queries/forms.ts';
import type { SubmissionRow } from './queries/submissions.ts';
import type { Form, FormLine, FormProblem, Share, Submission } from './schema.ts';

const isCurrent = ({ published_version, published_revision, revision }: FormRow): boolean =>
  published_version !== null && published_revision === revision;

export const presentLine = (form: FormRow & { views: number; submissions: number }): FormLine => ({
  id: form.id,
  objectId: form.object_id,
  name: form.name,
  publishedVersion: form.published_version,
  isCurrent: isCurrent(form),
  updatedAt: form.updated_at.toISOString(),
  views: form.views,
  submissions: form.submissions,
});

export const presentForm = (form: FormRow, problems: FormProblem[], share: Share | null): Form => ({
  id: form.id,
  objectId: form.object_id,
  name: form.name,
  address: form.address,
  document: form.document,
  settings: form.settings,
  revision: form.revision,
  publishedVersion: form.published_version,
  isCurrent: isCurrent(form),
  updatedAt: form.updated_at.toISOString(),
  problems,
  share,
});

/** The ways a published form gets to people. Embedding names it by its number, which stays when its address changes. */
export function presentShare(baseUrl: string, accountId: number, form: FormRow, html: string): Share {
  const lastingUrl = `${baseUrl}/form/${lastingAddress(accountId, form.id)}`;
  return {
    url: form.address === null ? lastingUrl : `${baseUrl}/form/${form.address}`,
    lastingUrl,
    inline: `<script async src="${lastingUrl}/embed.js"></script>`,
    frame: `<script async src="${lastingUrl}/embed.js" data-show="frame"></script>`,
    html,
  };
}

/** What was handed in; of a record that the viewer may not see (it has no `name`) only that and when, of one they may see the fields `seen`. */
export function presentSubmission(row: SubmissionRow, { name, seen }: { name: string | undefined; seen: ReadonlySet<number> }): Submission {
  const personal = name === undefined ? null : row.personal;
  return {
    id: row.id,
    version: row.version,
    at: row.at.toISOString(),
    record: name === undefined ? null : { objectId: row.object_id, id: row.record_id, name },
    isNew: row.is_new,
    answers: personal?.answers.filter(({ fieldId }) => seen.has(fieldId)).map(({ label, value }) => ({ label, value })) ?? null,
    consents: personal?.consents.map(({ channel, words }) => ({ channel, words })) ?? [],
    page: personal?.page ?? null,
    campaign: personal?.from.utm?.campaign ?? null,
    country: personal?.place.country ?? null,
  };
}
