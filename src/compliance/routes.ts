import type { AccountDb } from '../app/db.ts';
import { route, type Route } from '../app/http.ts';
import { Problem, notAllowed, notFound } from '../app/kernel/problem.ts';
import { reaches, type Viewer } from '../app/kernel/viewer.ts';
import { objectShape, recordById, visibleFields, type RecordRow } from '../records/index.ts';
import { explainPermission } from './explain-permission.ts';
import { giveConsent } from './give-consent.ts';
import { stoppedChannels } from './queries/switches.ts';
import { releaseAddress } from './release-address.ts';
import { resumeSending } from './resume-sending.ts';
import {
  giveConsentBody,
  permissionParams,
  resumeSendingBody,
  stopSendingBody,
  suppressAddressBody,
  withdrawConsentBody,
} from './schema.ts';
import { stopSending } from './stop-sending.ts';
import { suppressAddress } from './suppress-address.ts';
import { unsubscribe } from './unsubscribe.ts';

const PERMISSION = '/api/objects/:object/records/:id/permission';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: PERMISSION,
    access: 'user',
    summary: 'Explain what a person may be sent',
    params: permissionParams,
    handle: ({ inAccount, params, viewer }) =>
      inAccount(async (db) => {
        const record = await visibleRecord(db, viewer, params, 'view');
        const shown = new Set(visibleFields(viewer, await objectShape(db, params.object)).map(({ columnName }) => columnName));
        return explainPermission(db, {
          objectId: record.object_id,
          id: record.id,
          email: shown.has('email') ? record.email : null,
          emailStatus: record.email_status,
          smsNumber: shown.has('sms_number') ? record.sms_number : null,
          smsStatus: record.sms_status,
        });
      }),
  }),
  route({
    method: 'POST',
    path: `${PERMISSION}/give`,
    access: 'user',
    summary: 'Note that a person asked for mail',
    params: permissionParams,
    body: giveConsentBody,
    handle: ({ inAccount, actor, params, body, viewer }) =>
      inAccount(async (db) => {
        const { id, object_id: objectId } = await visibleRecord(db, viewer, params, 'edit');
        const given = await giveConsent(db, actor, {
          objectId,
          recordIds: [id],
          channel: body.channel,
          how: 'user',
          sourceId: viewer.userId,
          evidence: body.evidence,
        });
        if (given.length === 0) {
          throw new Problem(
            'consent_not_possible',
            'This permission cannot be given: it stands already, there is no address, the address is barred, or the person is under review.',
          );
        }
      }),
  }),
  route({
    method: 'POST',
    path: `${PERMISSION}/withdraw`,
    access: 'user',
    summary: 'Unsubscribe a person',
    params: permissionParams,
    body: withdrawConsentBody,
    handle: ({ inAccount, actor, params, body, viewer }) =>
      inAccount(async (db) => {
        const { id, object_id: objectId } = await visibleRecord(db, viewer, params, 'edit');
        await unsubscribe(db, actor, {
          objectId,
          recordIds: [id],
          channel: body.channel,
          how: 'user',
          sourceId: viewer.userId,
          evidence: body.evidence,
        });
      }),
  }),
  route({
    method: 'GET',
    path: '/api/sending',
    access: 'user',
    summary: 'Say which channels are stopped',
    handle: ({ inAccount }) =>
      inAccount(async (db) => ({
        stopped: (await stoppedChannels(db)).map(({ channel, stopped_at, reason }) => ({
          channel,
          stoppedAt: stopped_at.toISOString(),
          reason,
        })),
      })),
  }),
  route({
    method: 'POST',
    path: '/api/sending/stop',
    access: 'right:settings.manage',
    summary: 'Stop sending',
    body: stopSendingBody,
    handle: ({ inAccount, actor, body }) => inAccount((db) => stopSending(db, actor, body.channel, body.reason)),
  }),
  route({
    method: 'POST',
    path: '/api/sending/resume',
    access: 'right:settings.manage',
    summary: 'Resume sending',
    body: resumeSendingBody,
    handle: ({ inAccount, actor, body }) => inAccount((db) => resumeSending(db, actor, body.channel)),
  }),
  route({
    method: 'POST',
    path: '/api/suppressions',
    access: 'right:settings.manage',
    summary: 'Bar an address',
    body: suppressAddressBody,
    handle: ({ inAccount, actor, body }) => inAccount((db) => suppressAddress(db, actor, body.channel, body.address)),
  }),
  route({
    method: 'POST',
    path: '/api/suppressions/release',
    access: 'right:settings.manage',
    summary: 'Take the bar off an address',
    body: suppressAddressBody,
    handle: ({ inAccount, actor, body }) => inAccount((db) => releaseAddress(db, actor, body.channel, body.address)),
  }),
];

/** A record the viewer may see; for a change, one they may edit. Refuses with `not_found` what they may not even see. */
async function visibleRecord(
  db: AccountDb,
  viewer: Viewer,
  params: { object: number; id: number },
  right: 'view' | 'edit',
): Promise<RecordRow> {
  const rights = viewer.on(params.object);
  const record = await recordById(db, params.object, params.id);
  if (!record || !reaches(viewer, rights.view, record.owner_id)) throw notFound('record');
  if (right === 'edit' && !reaches(viewer, rights.edit, record.owner_id)) throw notAllowed('change this record');
  return record;
}
