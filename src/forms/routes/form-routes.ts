import { RawReply, route, type Route } from '../../app/http.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { createForm } from '../create-form.ts';
import { deleteForm } from '../delete-form.ts';
import { exportSubmissions } from '../export-submissions.ts';
import { formDetail } from '../form-detail.ts';
import { formNumbers } from '../form-numbers.ts';
import { listForms } from '../list-forms.ts';
import { listSubmissions } from '../list-submissions.ts';
import { loadForm } from '../load-form.ts';
import { previewForm } from '../preview-form.ts';
import { publishForm } from '../publish-form.ts';
import { documentOfVersion, versionsOf } from '../queries/forms.ts';
import { formBody, formParams, formVersionParams, newFormBody, submissionsQuery } from '../schema.ts';
import { updateForm } from '../update-form.ts';
import { withdrawForm } from '../withdraw-form.ts';

const MANAGE = 'right:forms.manage';

export const formRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/forms',
    access: 'user',
    summary: 'Every form with how often it was looked at and handed in lately',
    handle: async ({ inAccount, database }) => listForms(inAccount, database),
  }),
  route({
    method: 'POST',
    path: '/api/forms',
    access: MANAGE,
    summary: 'Make a form',
    body: newFormBody,
    handle: async ({ inAccount, actor, ids, body }) => inAccount(async (db) => formDetail(db, await createForm(db, actor, ids, body))),
  }),
  route({
    method: 'GET',
    path: '/api/forms/:id',
    access: MANAGE,
    summary: 'See a form with what keeps it from being published and how it gets to people',
    params: formParams,
    handle: async ({ inAccount, params }) => inAccount(async (db) => formDetail(db, await loadForm(db, params.id))),
    version: ({ revision }) => revision,
  }),
  route({
    method: 'PATCH',
    path: '/api/forms/:id',
    access: MANAGE,
    summary: 'Change a form; visitors get it when it is published',
    params: formParams,
    body: formBody,
    ifMatch: { body: 'revision' },
    handle: async ({ inAccount, actor, params, body }) =>
      inAccount(async (db) => formDetail(db, await updateForm(db, actor, params.id, body))),
  }),
  route({
    method: 'DELETE',
    path: '/api/forms/:id',
    access: MANAGE,
    summary: 'Delete a form; what was handed in stays on the records',
    params: formParams,
    handle: async ({ inAccount, actor, params }) => inAccount((db) => deleteForm(db, actor, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/forms/:id/publish',
    access: MANAGE,
    summary: 'Publish a form as it is written',
    params: formParams,
    async handle({ inAccount, actor, params }) {
      await inAccount((db) => publishForm(db, actor, params.id));
      return inAccount(async (db) => formDetail(db, await loadForm(db, params.id)));
    },
  }),
  route({
    method: 'POST',
    path: '/api/forms/:id/withdraw',
    access: MANAGE,
    summary: 'Take a form’s page off the web',
    params: formParams,
    handle: async ({ inAccount, actor, params }) => inAccount(async (db) => formDetail(db, await withdrawForm(db, actor, params.id))),
  }),
  route({
    method: 'GET',
    path: '/api/forms/:id/preview',
    access: MANAGE,
    summary: 'A form as it is written, as its visitors would see it',
    params: formParams,
    handle: async ({ inAccount, params }) => inAccount((db) => previewForm(db, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/forms/:id/versions',
    access: MANAGE,
    summary: 'The published versions of a form, the latest first',
    params: formParams,
    handle: async ({ inAccount, params }) =>
      inAccount(async (db) => {
        await loadForm(db, params.id);
        return (await versionsOf(db, params.id)).map(({ version, published_at, published_by }) => ({
          version,
          publishedAt: published_at.toISOString(),
          publishedBy: published_by,
        }));
      }),
  }),
  route({
    method: 'GET',
    path: '/api/forms/:id/versions/:version',
    access: MANAGE,
    summary: 'What a form said in a version',
    params: formVersionParams,
    handle: async ({ inAccount, params }) =>
      inAccount(async (db) => {
        await loadForm(db, params.id);
        const version = await documentOfVersion(db, params.id, params.version);
        if (!version) throw notFound('version');
        return version;
      }),
  }),
  route({
    method: 'GET',
    path: '/api/forms/:id/numbers',
    access: MANAGE,
    summary: 'How often a form was looked at, begun and handed in, by day',
    params: formParams,
    handle: async ({ inAccount, params }) => inAccount((db) => formNumbers(db, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/forms/:id/submissions',
    access: MANAGE,
    summary: 'What people handed in, of those the caller may see, the latest first',
    params: formParams,
    query: submissionsQuery,
    handle: async ({ inAccount, viewer, params, query }) =>
      inAccount((db) => listSubmissions(db, viewer, { formId: params.id, before: query.before, limit: query.limit })),
  }),
  route({
    method: 'GET',
    path: '/api/forms/:id/submissions.csv',
    access: MANAGE,
    summary: 'Export what people handed in',
    answers: { 200: 'text/csv' },
    params: formParams,
    async handle({ inAccount, viewer, params }) {
      const text = await inAccount((db) => exportSubmissions(db, viewer, params.id));
      return new RawReply(
        200,
        {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="form-${params.id}.csv"`,
          'cache-control': 'no-store',
        },
        text,
      );
    },
  }),
];
