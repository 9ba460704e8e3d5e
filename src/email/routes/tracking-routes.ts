import { RawReply, route, type Call, type Route } from '../../app/http.ts';
import type { FastifyRequest } from 'fastify';
import { askedLanguages, pageLanguage } from '../../compliance/index.ts';
import { endLetters, senderToEnd, type Ending } from '../end-letters.ts';
import type { Asker } from '../letters/receiver.ts';
import { brokenLinkPage, endedPage, questionPage } from '../letters/letter-pages.ts';
import { tokenParams } from '../schema.ts';
import { trackClick } from '../track-click.ts';
import { trackOpen } from '../track-open.ts';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const NEVER_KEPT = { 'cache-control': 'no-store, max-age=0', 'referrer-policy': 'no-referrer' };

/** What a request says of whoever sent it. */
const askerOf = ({ method, headers }: Call['request']): Asker => ({
  method,
  userAgent: headers['user-agent'] ?? '',
  purpose: [headers['sec-purpose'], headers.purpose, headers['x-moz']].flat().join(' '),
});

/** The addresses that stand in letters. They answer whoever holds a letter, without a session, for as long as the letter exists. */
export const trackingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/e/o/:token',
    access: 'public',
    summary: 'Count an opening',
    params: tokenParams,
    async handle({ database, params, request }) {
      await trackOpen(database, params.token, askerOf(request));
      return new RawReply(200, { 'content-type': 'image/gif', 'cross-origin-resource-policy': 'cross-origin', ...NEVER_KEPT }, PIXEL);
    },
  }),
  route({
    method: 'GET',
    path: '/e/c/:token',
    access: 'public',
    summary: 'Follow a link of a letter',
    params: tokenParams,
    async handle({ database, params, request }) {
      const address = await trackClick(database, params.token, askerOf(request));
      return address ? new RawReply(302, { location: address, ...NEVER_KEPT }) : brokenLinkPage();
    },
  }),
  route({
    method: 'GET',
    path: '/e/u/:token',
    access: 'public',
    summary: 'Ask whether letters shall stop',
    params: tokenParams,
    async handle({ database, params, request }) {
      const ending = await senderToEnd(database, params.token);
      return ending ? questionPage(shownTo(request, ending)) : brokenLinkPage(languageOf(request));
    },
  }),
  route({
    method: 'POST',
    path: '/e/u/:token',
    access: 'public',
    summary: 'Stop letters',
    params: tokenParams,
    crossSite: true,
    async handle({ database, params, request }) {
      const ending = await endLetters(database, params.token);
      return ending ? endedPage(shownTo(request, ending)) : brokenLinkPage(languageOf(request));
    },
  }),
];

const languageOf = (request: FastifyRequest, locale?: string) =>
  pageLanguage(...askedLanguages(request.headers['accept-language']), locale);

const shownTo = (request: FastifyRequest, { locale, ...ending }: Ending) => ({ ...ending, language: languageOf(request, locale) });
