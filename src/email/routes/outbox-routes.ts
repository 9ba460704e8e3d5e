import { RawReply, route, type Route } from '../../app/http.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { domains } from '../../app/registry.ts';
import { listLetters } from '../list-letters.ts';
import { deliveryParams, outboxQuery } from '../schema.ts';
import { showLetter } from '../show-letter.ts';
import { installationServer } from '../smtp/sender.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A letter is somebody else's HTML: nothing in it runs, nothing is sent from it, its links open outside the frame. */
const LETTER_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

export const outboxRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/outbox',
    access: 'right:outbox.view',
    summary: 'List letters captured, queued and sent',
    query: outboxQuery,
    handle: ({ inAccount, query, viewer }) => inAccount((db) => listLetters(db, viewer, query)),
  }),
  route({
    method: 'GET',
    path: '/api/outbox/:id',
    access: 'right:outbox.view',
    summary: 'Show a letter as its receiver sees it',
    params: deliveryParams,
    async handle({ inAccount, database, params, viewer }) {
      const installation = await installationServer(database);
      return inAccount((db) => showLetter(db, { database, installation, viewer, id: params.id }));
    },
  }),
  route({
    method: 'GET',
    path: '/api/outbox/:id/letter.html',
    access: 'right:outbox.view',
    summary: 'The HTML of a letter, for a frame',
    answers: { 200: 'text/html' },
    params: deliveryParams,
    async handle({ inAccount, database, params, viewer }) {
      const installation = await installationServer(database);
      const { letter } = await inAccount((db) => showLetter(db, { database, installation, viewer, id: params.id }));
      if (!letter) throw notFound('letter');
      const html = letter.html.replace('<head>', '<head><base target="_blank">');
      return new RawReply(
        200,
        { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': LETTER_POLICY, 'cache-control': 'no-store' },
        html,
      );
    },
  }),
  route({
    method: 'GET',
    path: '/api/waiting',
    access: 'user',
    summary: 'Say what waits to leave or to go on in the next 24 hours',
    handle: ({ inAccount }) =>
      inAccount(async (db) => {
        const until = new Date(db.now.getTime() + DAY_MS);
        const waiting = [];
        for (const domain of domains()) if (domain.waiting) waiting.push(...(await domain.waiting(db, until)));
        return { until: until.toISOString(), waiting: waiting.filter(({ count }) => count > 0) };
      }),
  }),
];
