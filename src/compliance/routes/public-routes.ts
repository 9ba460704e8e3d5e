import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import type { Database } from '../../app/db.ts';
import { route, type RawReply, type Route } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { installationOf } from '../../accounts/index.ts';
import { askForConfirmationAgain, confirmationMet, confirmConsent, type ConfirmationMet } from '../confirmation/confirm-consent.ts';
import { brokenPage, confirmedPage, confirmQuestionPage, expiredPage, sentAgainPage } from '../pages/confirm-page.ts';
import { askedLanguages, pageLanguage, pageText } from '../pages/page-words.ts';
import { preferencePage } from '../pages/preference-page.ts';
import { withPreferences, type Asker } from '../preferences/preferences.ts';
import { savePreferences } from '../preferences/save-preferences.ts';

const tokenParams = z.object({ token: z.string().max(200) });
const langQuery = z.object({ lang: z.string().max(10).optional() });
/** Nothing is known of a form of a public page but that it holds texts. */
const formBody = z.record(z.string().max(40), z.string().max(100_000));
const OFTEN = 60;

/** The pages behind the links of permission. They answer whoever holds a link, without a session; GET shows, POST acts. */
export const publicRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/p/preferences/:token',
    access: 'public',
    summary: 'Show what a person gets, and let them choose',
    params: tokenParams,
    query: langQuery,
    handle: async ({ database, params, query, request }) =>
      (await withPreferences(database, params.token, askerOf(request, query.lang), async (_db, preferences) =>
        preferencePage(preferences),
      )) ?? broken(request),
  }),
  route({
    method: 'POST',
    path: '/p/preferences/:token',
    access: 'public',
    summary: 'Keep what a person chose',
    params: tokenParams,
    query: langQuery,
    body: formBody,
    crossSite: true,
    perMinute: OFTEN,
    handle: async ({ database, params, query, body, request }) =>
      (await saved(database, params.token, { request, lang: query.lang, body })) ?? broken(request),
  }),
  route({
    method: 'GET',
    path: '/p/confirm/:token',
    access: 'public',
    summary: 'Ask whether somebody wants the mail',
    params: tokenParams,
    handle: async ({ database, params, request }) => {
      const met = await confirmationMet(database, params.token);
      if (!met) return broken(request);
      const pages = { open: confirmQuestionPage, expired: expiredPage, confirmed: confirmedPage };
      return pages[met.state](shownOf(met, request));
    },
  }),
  route({
    method: 'POST',
    path: '/p/confirm/:token',
    access: 'public',
    summary: 'Confirm that somebody wants the mail',
    params: tokenParams,
    body: formBody,
    crossSite: true,
    perMinute: OFTEN,
    async handle({ database, params, body, request }) {
      const from = { ip: request.ip, page: pageOf(database, '/p/confirm') };
      if (body.action === 'again') {
        const met = await askForConfirmationAgain(database, params.token, from);
        return met ? (met.state === 'confirmed' ? confirmedPage : sentAgainPage)(shownOf(met, request)) : broken(request);
      }
      const wordsFor = (met: ConfirmationMet): string => pageText(shownOf(met, request).language, 'confirm.button');
      const met = await confirmConsent(database, params.token, { ...from, wordsFor });
      if (!met) return broken(request);
      return (met.state === 'expired' ? expiredPage : confirmedPage)(shownOf(met, request));
    },
  }),
];

/** One transaction: a form whose details cannot be kept keeps nothing of it, and says why. */
async function saved(
  database: Database,
  token: string,
  { request, lang, body }: { request: FastifyRequest; lang: string | undefined; body: Readonly<Record<string, string>> },
): Promise<RawReply | undefined> {
  const asker = askerOf(request, lang);
  const from = { ip: request.ip, page: pageOf(database, '/p/preferences') };
  try {
    return await withPreferences(database, token, asker, async (db, before) => {
      const { outcome, now } = await savePreferences(db, before, body, from);
      return preferencePage(now, { outcome });
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return withPreferences(database, token, asker, async (_db, preferences) => preferencePage(preferences, { problem: error.message }));
  }
}

const pageOf = (database: Database, path: string): string => `${installationOf(database).baseUrl}${path}`;

const askerOf = (request: FastifyRequest, lang: string | undefined): Asker => ({
  lang,
  acceptLanguage: request.headers['accept-language'],
});

const broken = (request: FastifyRequest): RawReply => brokenPage(pageLanguage(...askedLanguages(request.headers['accept-language'])));

const shownOf = ({ record, company, locale }: ConfirmationMet, request: FastifyRequest) => ({
  language: pageLanguage(...askedLanguages(request.headers['accept-language']), locale),
  company,
  address: record.email!,
});
