import { z } from 'zod';
import { route, type Route } from '../../app/http.ts';
import { reportAbuse } from '../abuse/report-abuse.ts';
import { askedLanguages, pageLanguage } from '../pages/page-words.ts';
import { reportedPage, reportPage } from '../pages/report-page.ts';
import { reportBody } from '../rules/abuse-schema.ts';

/** A person reports a letter or two; a program that floods the desk is slowed down. */
const OFTEN = 10;

/** Where anybody tells the operator of mail they did not want. */
export const reportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/p/report',
    access: 'public',
    summary: 'Ask what mail was not wanted',
    handle: async ({ request }) => reportPage(pageLanguage(...askedLanguages(request.headers['accept-language']))),
  }),
  route({
    method: 'POST',
    path: '/p/report',
    access: 'public',
    summary: 'Report mail that was not wanted',
    body: z.record(z.string().max(40), z.string().max(100_000)),
    crossSite: true,
    perMinute: OFTEN,
    async handle({ database, body, request }) {
      const language = pageLanguage(...askedLanguages(request.headers['accept-language']));
      const told = reportBody.safeParse(body);
      if (!told.success) return reportPage(language, body);
      // Only programs fill in what nobody sees; they are thanked and forgotten.
      if (told.data.website !== '') return reportedPage(language, 0);
      const { reporter, about, text } = told.data;
      return reportedPage(language, await reportAbuse(database, { source: 'form', reporter, about, text }));
    },
  }),
];
