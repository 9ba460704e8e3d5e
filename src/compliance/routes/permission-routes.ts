import type { AccountDb } from '../../app/db.ts';
import { route, type Route } from '../../app/http.ts';
import { SENDS } from '../../app/scopes.ts';
import { Problem, notAllowed, notFound } from '../../app/kernel/problem.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { installationOf } from '../../accounts/index.ts';
import { objectShape, PERMISSION_STATUS, recordById, visibleFields, type RecordRow } from '../../records/index.ts';
import { explainPermission } from '../explain-permission.ts';
import { giveConsent } from '../give-consent.ts';
import { requestConfirmation } from '../confirmation/request-confirmation.ts';
import { permissionLinks } from '../permission-links.ts';
import { keepWishes } from '../preferences/keep-wishes.ts';
import { chooseTopicsBody, giveConsentBody, permissionParams, wishesBody, withdrawConsentBody } from '../schema.ts';
import { chooseTopics } from '../topics/choose-topics.ts';
import { unsubscribe } from '../unsubscribe.ts';

const PERMISSION = '/api/objects/:object/records/:id/permission';

export const permissionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PERMISSION,
    access: 'user',
    summary: 'Explain what a person may be sent',
    params: permissionParams,
    handle: ({ inAccount, params, viewer, database }) =>
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
          preferencesUrl: record.email
            ? permissionLinks(installationOf(database), { accountId: db.accountId, objectId: params.object, recordId: record.id })
                .preferences
            : null,
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
    method: 'PUT',
    path: `${PERMISSION}/topics`,
    access: 'user',
    summary: 'Note which topics a person wants',
    params: permissionParams,
    body: chooseTopicsBody,
    handle: ({ inAccount, actor, params, body, viewer }) =>
      inAccount(async (db) => {
        const { id, object_id: objectId } = await visibleRecord(db, viewer, params, 'edit');
        const set = { objectId, recordIds: [id], how: 'user', sourceId: viewer.userId, evidence: body.evidence } as const;
        await chooseTopics(db, actor, set, body.topics);
      }),
  }),
  route({
    method: 'PUT',
    path: `${PERMISSION}/wishes`,
    access: 'user',
    summary: 'Note how often a person wants letters, or a pause',
    params: permissionParams,
    body: wishesBody,
    handle: ({ inAccount, actor, params, body, viewer }) =>
      inAccount(async (db) => {
        const { id, object_id: objectId } = await visibleRecord(db, viewer, params, 'edit');
        await keepWishes(db, actor, { objectId, recordId: id, how: 'user', sourceId: viewer.userId }, body);
      }),
  }),
  route({
    method: 'POST',
    path: `${PERMISSION}/ask-again`,
    access: 'user',
    scope: SENDS,
    summary: 'Ask a person once more to confirm',
    params: permissionParams,
    handle: ({ inAccount, actor, params, viewer }) =>
      inAccount(async (db) => {
        const { id, object_id: objectId, email_status } = await visibleRecord(db, viewer, params, 'edit');
        const set = { objectId, recordIds: [id], channel: 'email', how: 'user', sourceId: viewer.userId } as const;
        const asked = email_status === PERMISSION_STATUS.unconfirmed ? await requestConfirmation(db, actor, set, { status: null }) : [];
        if (asked.length === 0) {
          throw new Problem(
            'not_asked_again',
            'No letter was sent: this person does not wait for a confirmation, was asked within the last ten minutes, or was asked five times.',
          );
        }
      }),
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
