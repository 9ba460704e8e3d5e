import { gzipSync } from 'node:zlib';
import { installationOf } from '../accounts/index.ts';
import { RawReply, route, type Route } from '../app/http.ts';
import { Problem } from '../app/kernel/problem.ts';
import { listVisits } from './list-visits.ts';
import { receiveHit } from './receive-hit.ts';
import { hitBody, pageVisitBody, siteKeyParams, visitorParams, visitSettingsBody } from './schema.ts';
import { siteOf, siteOfKey } from './site-of.ts';
import { trackingScript } from './tracking-script.ts';
import { updateVisitSettings } from './update-visit-settings.ts';
import { visitSettings } from './visit-settings.ts';

const MANAGE = 'right:forms.manage';
const SCRIPT = {
  'content-type': 'text/javascript; charset=utf-8',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'cache-control': 'public, max-age=600',
  vary: 'accept-encoding',
};
const NOTHING = { 'cache-control': 'no-store', 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/visits/settings',
    access: MANAGE,
    summary: 'See how visits to your sites are noted',
    handle: async ({ inAccount, database }) => inAccount((db) => visitSettings(db, database)),
  }),
  route({
    method: 'PATCH',
    path: '/api/visits/settings',
    access: MANAGE,
    summary: 'Change how visits to your sites are noted',
    body: visitSettingsBody,
    handle: async ({ inAccount, actor, body, database }) =>
      inAccount(async (db) => {
        await updateVisitSettings(db, actor, body);
        return visitSettings(db, database);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/visits/key',
    access: MANAGE,
    summary: 'Give your sites another key; pages with the old one are not listened to any more',
    handle: async ({ inAccount, actor, database }) =>
      inAccount(async (db) => {
        await updateVisitSettings(db, actor, { newKey: true });
        return visitSettings(db, database);
      }),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/visits',
    access: 'user',
    summary: 'The pages a record’s person looked at, the latest first',
    params: visitorParams,
    handle: async ({ inAccount, viewer, params }) => inAccount((db) => listVisits(db, viewer, { objectId: params.object, id: params.id })),
  }),
  route({
    method: 'GET',
    path: '/t/:key',
    access: 'public',
    summary: 'The script that a site loads',
    params: siteKeyParams,
    async handle({ database, params, request }) {
      const site = await siteOfKey(database, params.key.replace(/\.js$/, ''));
      if (!site) return new RawReply(404, { ...SCRIPT, 'cache-control': 'public, max-age=60' }, '// No site has this key.\n');
      const script = trackingScript(installationOf(database).baseUrl, site);
      const packs = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
      return new RawReply(200, { ...SCRIPT, ...(packs && { 'content-encoding': 'gzip' }) }, packs ? gzipSync(script) : script);
    },
  }),
  route({
    method: 'POST',
    path: '/t/:key',
    access: 'public',
    summary: 'Tell of a page that was looked at',
    params: siteKeyParams,
    body: hitBody,
    crossSite: true,
    perMinute: 240,
    async handle({ database, params, body, request }) {
      const { headers, ip } = request;
      await receiveHit(database, {
        siteKey: params.key,
        address: body.u,
        referrer: body.r,
        visitor: body.v,
        mark: body.l,
        origin: headers.origin,
        userAgent: String(headers['user-agent'] ?? ''),
        refuses: headers['sec-gpc'] === '1' || headers.dnt === '1',
        from: ip,
      });
      // Who tells learns nothing of what became of it.
      return new RawReply(204, NOTHING);
    },
  }),
  route({
    method: 'POST',
    path: '/api/page/visits',
    access: 'page',
    summary: 'Note that a page was looked at',
    body: pageVisitBody,
    perMinute: 240,
    async handle({ accountId, database, body, request }) {
      const site = await siteOf(database, accountId);
      if (!site)
        throw new Problem('visits_off', 'This account does not note visits. Switch it on under Settings, Visits.', { status: 409 });
      const { headers, ip } = request;
      const isNoted = await receiveHit(database, {
        siteKey: site.siteKey,
        ...body,
        origin: headers.origin,
        userAgent: String(headers['user-agent'] ?? ''),
        refuses: headers['sec-gpc'] === '1' || headers.dnt === '1',
        from: ip,
      });
      return { isNoted };
    },
  }),
];
