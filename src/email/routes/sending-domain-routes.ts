import { RawReply, route, type Route } from '../../app/http.ts';
import { installationOf } from '../../accounts/index.ts';
import { addDomain, refuseUnusableDomain } from '../domains/add-domain.ts';
import { removeDomain, replaceKey, updateDomain } from '../domains/change-domain.ts';
import { checkDomain } from '../domains/check-domain.ts';
import { makeKeyPair } from '../domains/key-pair.ts';
import { installationMailHost } from '../domains/set-up-of.ts';
import { showDomain, showDomains } from '../domains/show-domains.ts';
import { proofOfHost } from '../domains/try-tracking-host.ts';
import { addDomainBody, domainParams, updateDomainBody } from '../rules/sending-domain-schema.ts';

const RIGHT = 'right:settings.manage';

export const sendingDomainRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/sending-domains',
    access: RIGHT,
    summary: 'List sending domains',
    async handle({ inAccount, database }) {
      const installationHost = await installationMailHost(database);
      return { domains: await inAccount((db) => showDomains(db, database, installationHost)) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/sending-domains',
    access: RIGHT,
    summary: 'Add a sending domain',
    body: addDomainBody,
    perMinute: 20,
    async handle({ inAccount, database, accountId, actor, body: { name }, ids }) {
      refuseUnusableDomain(name);
      const pair = await makeKeyPair(database);
      const id = await inAccount((db) => addDomain(db, actor, { name, pair, ids }));
      await checkDomain(database, accountId, id);
      const installationHost = await installationMailHost(database);
      return inAccount((db) => showDomain(db, database, { id, installationHost }));
    },
  }),
  route({
    method: 'PUT',
    path: '/api/sending-domains/:id',
    access: RIGHT,
    summary: 'Name other hosts of a sending domain',
    params: domainParams,
    body: updateDomainBody,
    async handle({ inAccount, database, accountId, actor, params: { id }, body }) {
      await inAccount((db) => updateDomain(db, actor, id, body));
      await checkDomain(database, accountId, id);
      const installationHost = await installationMailHost(database);
      return inAccount((db) => showDomain(db, database, { id, installationHost }));
    },
  }),
  route({
    method: 'POST',
    path: '/api/sending-domains/:id/check',
    access: RIGHT,
    summary: 'Look up the records of a sending domain',
    params: domainParams,
    perMinute: 20,
    async handle({ inAccount, database, accountId, params: { id } }) {
      await checkDomain(database, accountId, id);
      const installationHost = await installationMailHost(database);
      return inAccount((db) => showDomain(db, database, { id, installationHost }));
    },
  }),
  route({
    method: 'POST',
    path: '/api/sending-domains/:id/key',
    access: RIGHT,
    summary: 'Replace the key of a sending domain',
    params: domainParams,
    perMinute: 20,
    async handle({ inAccount, database, actor, params: { id } }) {
      const pair = await makeKeyPair(database);
      const installationHost = await installationMailHost(database);
      return inAccount(async (db) => {
        await replaceKey(db, actor, id, pair);
        return showDomain(db, database, { id, installationHost });
      });
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/sending-domains/:id',
    access: RIGHT,
    summary: 'Remove a sending domain',
    params: domainParams,
    handle: ({ inAccount, actor, params: { id } }) => inAccount((db) => removeDomain(db, actor, id)),
  }),
  route({
    method: 'GET',
    path: '/e/host',
    access: 'public',
    summary: 'Prove which installation answers under a host',
    perMinute: 60,
    async handle({ request, database }) {
      const proof = proofOfHost(installationOf(database).secretKey, request.hostname.toLowerCase());
      return new RawReply(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, proof);
    },
  }),
];
