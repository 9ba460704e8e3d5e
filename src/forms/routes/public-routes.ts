import { gzipSync } from 'node:zlib';
import { isbot } from 'isbot';
import { installationOf, newChallenge } from '../../accounts/index.ts';
import { RawReply, route, type Call, type Route } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { addToCount } from '../numbers/gathered-counts.ts';
import { addressParams, seenQuery } from '../schema.ts';
import { embedScript, SCRIPT } from '../serving/form-script.ts';
import { bareReply, missingPage, plainPage, thanksPage } from '../serving/hosted-page.ts';
import { openedPage } from '../serving/opened-page.ts';
import { servedForm } from '../serving/served-form.ts';
import { answerSubmission } from '../submitting/answer-submission.ts';

/** Pages of others may ask for these; no cookie goes with it. */
const FOR_OTHERS = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
const JAVASCRIPT = { ...FOR_OTHERS, 'content-type': 'text/javascript; charset=utf-8', vary: 'accept-encoding' };
const packedScript = gzipSync(SCRIPT);

const canUnpack = ({ request }: Pick<Call, 'request'>): boolean => /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));

/** What visitors reach: the form's page, its script, and where it is handed in. None asks who they are. */
export const publicRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/form/script.js',
    access: 'public',
    summary: 'The script of hosted forms',
    async handle(call) {
      const headers = { ...JAVASCRIPT, 'cache-control': 'public, max-age=31536000, immutable' };
      return canUnpack(call)
        ? new RawReply(200, { ...headers, 'content-encoding': 'gzip' }, packedScript)
        : new RawReply(200, headers, SCRIPT);
    },
  }),
  route({
    method: 'GET',
    path: '/form/:address',
    access: 'public',
    summary: 'A form’s page',
    params: addressParams,
    async handle(call) {
      const { database, params, request, reply } = call;
      const form = await servedForm(database, params.address);
      if (!form) return missingPage();
      // Whether it may stand in a frame is for its policy to say, which names more than yes and no.
      reply.removeHeader('x-frame-options');
      if (!isbot(String(request.headers['user-agent'] ?? ''))) addToCount(database, form, 'views');
      const question = request.url.indexOf('?');
      if (question === -1) return plainPage(database, form, canUnpack(call));
      return openedPage(database, form, new URLSearchParams(request.url.slice(question + 1)));
    },
  }),
  route({
    method: 'GET',
    path: '/form/:address/thanks',
    access: 'public',
    summary: 'What is said to whoever handed a form in without script',
    params: addressParams,
    async handle({ database, params, reply }) {
      const form = await servedForm(database, params.address);
      if (!form) return missingPage();
      reply.removeHeader('x-frame-options');
      return thanksPage(form);
    },
  }),
  route({
    method: 'GET',
    path: '/form/:address/embed.js',
    access: 'public',
    summary: 'The script that puts a form into another page',
    params: addressParams,
    async handle(call) {
      const { database, params } = call;
      const form = await servedForm(database, params.address);
      if (!form) return new RawReply(404, { ...JAVASCRIPT, 'cache-control': 'public, max-age=60' }, '// This form is not published.\n');
      const script = embedScript(installationOf(database).baseUrl, form);
      const headers = { ...JAVASCRIPT, 'cache-control': 'public, max-age=60' };
      return canUnpack(call)
        ? new RawReply(200, { ...headers, 'content-encoding': 'gzip' }, gzipSync(script))
        : new RawReply(200, headers, script);
    },
  }),
  route({
    method: 'GET',
    path: '/form/:address/challenge',
    access: 'public',
    summary: 'A small sum that keeps machines out of forms',
    params: addressParams,
    perMinute: 60,
    async handle({ database }) {
      const headers = { ...FOR_OTHERS, 'content-type': 'application/json', 'cache-control': 'no-store' };
      return new RawReply(200, headers, JSON.stringify(await newChallenge(database)));
    },
  }),
  route({
    method: 'POST',
    path: '/form/:address/seen',
    access: 'public',
    summary: 'Count that a form was looked at or begun',
    params: addressParams,
    query: seenQuery,
    crossSite: true,
    perMinute: 120,
    async handle({ database, params, query, request }) {
      const form = await servedForm(database, params.address);
      if (form && !isbot(String(request.headers['user-agent'] ?? '')))
        addToCount(database, form, query.what === 'view' ? 'views' : 'starts');
      return new RawReply(204, { ...FOR_OTHERS, 'cache-control': 'no-store' });
    },
  }),
  route({
    method: 'POST',
    path: '/form/:address',
    access: 'public',
    summary: 'Hand a form in',
    params: addressParams,
    crossSite: true,
    upload: true,
    perMinute: 20,
    async handle({ database, params, request, reply }) {
      const form = await servedForm(database, params.address);
      reply.removeHeader('x-frame-options');
      if (!form) return missingPage();
      try {
        return await answerSubmission(database, form, request);
      } catch (error) {
        if (!(error instanceof Problem) || request.headers.accept?.includes('application/json')) throw error;
        return bareReply(error.status, 'The form could not be taken in', error.message);
      }
    },
  }),
];
