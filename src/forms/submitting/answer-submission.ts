import type { FastifyRequest } from 'fastify';
import { installationOf } from '../../accounts/index.ts';
import type { Database } from '../../app/db.ts';
import { RawReply } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { mergeName } from '../../documents/index.ts';
import type { ServedForm } from '../serving/served-form.ts';
import { fillThanks } from '../serving/fill-form.ts';
import { filledPage } from '../serving/hosted-page.ts';
import type { Answers } from '../schema.ts';
import { readHandedIn } from './handed-in.ts';
import { submitForm, type Outcome } from './submit-form.ts';

const WRONG = 'Some answers need another look. Nothing has been sent yet.';

/** Takes a submission in and answers as its sender understands: JSON for the script of the form, a page or a redirect for a browser without. */
export async function answerSubmission(database: Database, form: ServedForm, request: FastifyRequest): Promise<RawReply> {
  const isScript = request.headers.accept?.includes('application/json') === true;
  try {
    const { answers, files } = await readHandedIn(request as never);
    const userAgent = String(request.headers['user-agent'] ?? '');
    const handed = { answers, files, ip: request.ip, userAgent, referer: request.headers.referer };
    const outcome = await submitForm(database, form, handed);
    return isScript ? inJson(form, outcome) : inPages(database, form, { outcome, answers });
  } catch (error) {
    if (!isScript || !(error instanceof Problem)) throw error;
    // The script belongs to another page as often as not, which may read no answer without leave.
    return json(error.status, { problem: error.message, errors: {}, anew: error.code === 'proof_invalid' });
  }
}

function inJson(form: ServedForm, outcome: Outcome): RawReply {
  if (!outcome.done) return json(422, { errors: outcome.errors });
  if (outcome.redirect !== null) return json(200, { done: true, redirect: outcome.redirect });
  return json(200, { done: true, redirect: null, html: thanksFor(form, outcome) });
}

function thanksFor(form: ServedForm, { read, shape }: Extract<Outcome, { done: true }>): string {
  if (!shape) return fillThanks(form, '', {});
  return fillThanks(form, shape.key, Object.fromEntries(read.map(({ field, value }) => [mergeName(shape, field), value])));
}

function inPages(database: Database, form: ServedForm, { outcome, answers }: { outcome: Outcome; answers: Answers }): RawReply {
  const url = `${installationOf(database).baseUrl}/form/${form.address}`;
  if (!outcome.done)
    return filledPage(form, 422, { action: url, page: answers.q_page ?? url, answers, errors: outcome.errors, problem: WRONG });
  // After a redirect loading the page again sends nothing again.
  return new RawReply(303, { location: outcome.redirect ?? `${url}/thanks`, 'cache-control': 'no-store' });
}

const json = (status: number, body: object): RawReply =>
  new RawReply(
    status,
    {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    },
    JSON.stringify(body),
  );
