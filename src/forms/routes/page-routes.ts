import { route, type Call, type Route } from '../../app/http.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { formParams } from '../schema.ts';
import { formForPage } from '../serving/form-for-page.ts';
import { lastingAddress, servedForm } from '../serving/served-form.ts';
import { readHandedIn } from '../submitting/handed-in.ts';
import { submitForm } from '../submitting/submit-form.ts';

/** What pages with a publishable token may do with forms. */
export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/page/forms/:id',
    access: 'page',
    summary: 'A published form, for a page that draws it by itself',
    params: formParams,
    perMinute: 120,
    handle: (call) =>
      call.inAccount(async (db) => {
        const form = await formForPage(db, call.params.id);
        if (!form) throw notFound('published form');
        return form;
      }),
  }),
  route({
    method: 'POST',
    path: '/api/page/forms/:id',
    access: 'page',
    summary: 'Hand a form in from a page',
    params: formParams,
    upload: true,
    perMinute: 20,
    handle: async (call) => {
      const form = await servedForm(call.database, lastingAddress(call.accountId, call.params.id));
      if (!form) throw notFound('published form');
      const outcome = await submitForm(call.database, form, await handedIn(call));
      if (outcome.done) return { done: true, redirect: outcome.redirect };
      throw new Problem('answers_wrong', 'Some answers need another look. Nothing has been taken in yet.', { fields: outcome.errors });
    },
  }),
];

async function handedIn({ request }: Pick<Call, 'request'>) {
  const { answers, files } = await readHandedIn(request as never);
  const userAgent = String(request.headers['user-agent'] ?? '');
  return { answers, files, ip: request.ip, userAgent, referer: request.headers.referer };
}
