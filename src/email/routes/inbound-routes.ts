import { route, type Route } from '../../app/http.ts';
import type { AccountDb, Database } from '../../app/db.ts';
import { installationOf } from '../../accounts/index.ts';
import { fetchMailbox } from '../inbound/fetch-mailbox.ts';
import { presentInboundLine, presentMailbox } from '../inbound/present-inbound.ts';
import { mailboxToSave, removeMailbox, saveMailbox, setMailboxPaused, tryMailbox } from '../inbound/save-mailbox.ts';
import { mailboxRows } from '../queries/inbound-mailboxes.ts';
import { latestMails } from '../queries/inbound-mails.ts';
import { inboundQuery, mailboxBody, mailboxParams, mailboxPauseBody, type InboundSettings } from '../rules/inbound-schema.ts';

const RIGHT = 'right:settings.manage';

export const inboundRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/inbound',
    access: RIGHT,
    summary: 'Show how mail comes in',
    handle: ({ inAccount, database }) => inAccount((db) => shown(db, database)),
  }),
  route({
    method: 'GET',
    path: '/api/inbound/mails',
    access: RIGHT,
    summary: 'List mail that came in',
    query: inboundQuery,
    handle: ({ inAccount, query }) => inAccount(async (db) => ({ mails: (await latestMails(db, query)).map(presentInboundLine) })),
  }),
  route({
    method: 'POST',
    path: '/api/inbound/mailboxes',
    access: RIGHT,
    summary: 'Add a mailbox',
    body: mailboxBody,
    perMinute: 20,
    async handle({ inAccount, database, actor, body, ids }) {
      const box = await inAccount((db) => mailboxToSave(db, database, { id: null, input: body, ids }));
      await tryMailbox(database, box);
      return inAccount(async (db) => {
        await saveMailbox(db, actor, box);
        return shown(db, database);
      });
    },
  }),
  route({
    method: 'PUT',
    path: '/api/inbound/mailboxes/:id',
    access: RIGHT,
    summary: 'Change a mailbox',
    params: mailboxParams,
    body: mailboxBody,
    perMinute: 20,
    async handle({ inAccount, database, actor, params: { id }, body, ids }) {
      const box = await inAccount((db) => mailboxToSave(db, database, { id, input: body, ids }));
      await tryMailbox(database, box);
      return inAccount(async (db) => {
        await saveMailbox(db, actor, box);
        return shown(db, database);
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/inbound/mailboxes/:id/pause',
    access: RIGHT,
    summary: 'Pause or resume a mailbox',
    params: mailboxParams,
    body: mailboxPauseBody,
    handle: ({ inAccount, database, actor, params: { id }, body: { isPaused } }) =>
      inAccount(async (db) => {
        await setMailboxPaused(db, actor, { id, isPaused, now: database.clock.now() });
        return shown(db, database);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/inbound/mailboxes/:id/fetch',
    access: RIGHT,
    summary: 'Read a mailbox now',
    params: mailboxParams,
    perMinute: 10,
    async handle({ inAccount, database, accountId, params: { id } }) {
      const read = await fetchMailbox(database, accountId, id);
      return { read, ...(await inAccount((db) => shown(db, database))) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/inbound/mailboxes/:id',
    access: RIGHT,
    summary: 'Remove a mailbox',
    params: mailboxParams,
    handle: ({ inAccount, actor, params: { id } }) => inAccount((db) => removeMailbox(db, actor, id)),
  }),
];

async function shown(db: AccountDb, database: Database): Promise<InboundSettings> {
  const { inbound } = installationOf(database);
  return {
    mailboxes: (await mailboxRows(db)).map(presentMailbox),
    listener: inbound ? { mailHost: inbound.mailHost, port: inbound.smtpPort, isEncrypted: inbound.tls !== undefined } : null,
  };
}
