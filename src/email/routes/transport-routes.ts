import { route, type Route } from '../../app/http.ts';
import type { AccountDb, Database } from '../../app/db.ts';
import { accountSettings, installationSettings } from '../../accounts/index.ts';
import { transportBody, transportParams } from '../rules/transport-schema.ts';
import { refuseInsideServer } from '../smtp/refuse-inside-server.ts';
import { deleteTransport } from '../transports/delete-transport.ts';
import { listTransports } from '../transports/list-transports.ts';
import { saveTransport } from '../transports/save-transport.ts';

const RIGHT = 'right:settings.manage';

export const transportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/mail-transports',
    access: RIGHT,
    summary: 'List the servers letters leave by',
    handle: ({ inAccount }) => inAccount(listTransports),
  }),
  route({
    method: 'POST',
    path: '/api/mail-transports',
    access: RIGHT,
    summary: 'Add a server letters leave by',
    body: transportBody,
    async handle({ inAccount, database, actor, body, ids }) {
      const mayGoDirect = await rightsOf(inAccount, database, body.smtpHost);
      const id = await ids('mail_transport', 1);
      return inAccount(async (db) => {
        await saveTransport(db, actor, { database, id, isNew: true, mayGoDirect, input: body });
        return listTransports(db);
      });
    },
  }),
  route({
    method: 'PUT',
    path: '/api/mail-transports/:id',
    access: RIGHT,
    summary: 'Change a server letters leave by',
    params: transportParams,
    body: transportBody,
    async handle({ inAccount, database, actor, params: { id }, body }) {
      const mayGoDirect = await rightsOf(inAccount, database, body.smtpHost);
      return inAccount(async (db) => {
        await saveTransport(db, actor, { database, id, isNew: false, mayGoDirect, input: body });
        return listTransports(db);
      });
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/mail-transports/:id',
    access: RIGHT,
    summary: 'Take a server away that letters leave by',
    params: transportParams,
    handle: ({ inAccount, actor, params: { id } }) =>
      inAccount(async (db) => {
        await deleteTransport(db, actor, id);
        return listTransports(db);
      }),
  }),
];

/** Whether an account's letters may leave straight from this installation; refuses a server inside the operator's network. */
async function rightsOf(
  inAccount: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>,
  database: Database,
  host: string,
): Promise<boolean> {
  const isOperator = (await inAccount(accountSettings)).kind === 'operator';
  await refuseInsideServer(database, { isOperator, host });
  return isOperator || (await installationSettings(database)).hosting !== 'hosts';
}
