import { z } from 'zod';
import { accountSettings } from '../../accounts/index.ts';
import { route, type Call, type Route } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { makeKey } from '../keys/make-key.ts';
import { removeKey } from '../keys/remove-key.ts';
import { keysOf } from '../queries/account-keys.ts';
import { sourceFiles } from '../queries/source-files.ts';
import { importParams, KEY_KINDS, pauseSchema, sourceSchema, trySourceSchema, type SourceView } from '../schema.ts';
import { fetchSourceLater } from '../sources/fetch-source.ts';
import { pauseSource } from '../sources/pause-source.ts';
import { presentKey, presentSource, presentSourceFile } from '../sources/present-source.ts';
import { removeSource } from '../sources/remove-source.ts';
import { saveSource } from '../sources/save-source.ts';
import { trySource } from '../sources/try-source.ts';
import { visibleSource, visibleSources } from '../sources/visible-source.ts';

const access = 'right:records.import' as const;
const FILES_SHOWN = 100;

const shown = (call: Call, id: number): Promise<SourceView> =>
  call.inAccount(async (db) => presentSource(await visibleSource(db, call.viewer, id), call.database.clock.now()));

const shownKeys = (call: Call) => call.inAccount(async (db) => ({ keys: (await keysOf(db)).map(presentKey) }));

export const sourceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/import-sources',
    access,
    summary: 'See the servers files are fetched from',
    handle: (call) =>
      call.inAccount(async (db) => ({
        sources: (await visibleSources(db, call.viewer)).map((source) => presentSource(source, call.database.clock.now())),
      })),
  }),
  route({
    method: 'POST',
    path: '/api/import-sources',
    access,
    summary: 'Have files of a server imported by a schedule',
    body: sourceSchema,
    handle: async (call) => {
      const id = await call.ids('import-source', 1);
      await call.inAccount((db) => saveSource(db, call, { id, input: call.body }));
      return shown(call, id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/import-sources/try',
    access,
    summary: 'Try the connection to a server',
    body: trySourceSchema,
    handle: async (call) => {
      const { sourceId } = call.body;
      const before = sourceId === undefined ? undefined : await call.inAccount((db) => visibleSource(db, call.viewer, sourceId));
      return trySource(call.database, call.accountId, call.body, before);
    },
  }),
  route({
    method: 'GET',
    path: '/api/import-sources/:id',
    access,
    summary: 'See a server files are fetched from, and what became of them',
    params: importParams,
    handle: (call) =>
      call.inAccount(async (db) => {
        const source = await visibleSource(db, call.viewer, call.params.id);
        const files = await sourceFiles(db, source.id, FILES_SHOWN);
        return { source: presentSource(source, call.database.clock.now()), files: files.map(presentSourceFile) };
      }),
  }),
  route({
    method: 'PUT',
    path: '/api/import-sources/:id',
    access,
    summary: 'Change how files of a server are imported',
    params: importParams,
    body: sourceSchema,
    handle: async (call) => {
      const { id } = call.params;
      await call.inAccount(async (db) => saveSource(db, call, { id, input: call.body, before: await visibleSource(db, call.viewer, id) }));
      return shown(call, id);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/import-sources/:id/paused',
    access,
    summary: 'Pause fetching from a server, or go on',
    params: importParams,
    body: pauseSchema,
    handle: async (call) => {
      const { id } = call.params;
      await call.inAccount(async (db) => pauseSource(db, call.actor, await visibleSource(db, call.viewer, id), call.body.paused));
      return shown(call, id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/import-sources/:id/run',
    access,
    summary: 'Fetch from a server now',
    params: importParams,
    handle: async (call) => {
      const { id } = call.params;
      await call.inAccount(async (db) => {
        await visibleSource(db, call.viewer, id);
        const claimed = await fetchSourceLater(call.database, db, id);
        if (claimed === undefined)
          throw new Problem('already_running', 'Files are being fetched from this server already.', { status: 409 });
      });
      return shown(call, id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/import-sources/:id',
    access,
    summary: 'Stop importing files of a server',
    params: importParams,
    handle: (call) => call.inAccount(async (db) => removeSource(db, call.actor, await visibleSource(db, call.viewer, call.params.id))),
  }),
  route({
    method: 'GET',
    path: '/api/account-keys',
    access,
    summary: 'See the public keys of the account',
    handle: shownKeys,
  }),
  route({
    method: 'POST',
    path: '/api/account-keys',
    access: 'right:settings.manage',
    summary: 'Make a key of the account',
    body: z.strictObject({ kind: z.enum(KEY_KINDS) }),
    handle: async (call) => {
      const { name } = await call.inAccount(accountSettings);
      const maker = { actor: call.actor, ids: call.ids, userId: call.viewer.userId };
      await makeKey(call.database, call.inAccount, maker, { kind: call.body.kind, name });
      return shownKeys(call);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/account-keys/:id',
    access: 'right:settings.manage',
    summary: 'Remove a key of the account',
    params: importParams,
    handle: async (call) => {
      await call.inAccount((db) => removeKey(db, call.actor, call.params.id));
      return shownKeys(call);
    },
  }),
];
