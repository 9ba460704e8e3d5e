import { route, type Route } from '../../app/http.ts';
import { resumeSending } from '../resume-sending.ts';
import { resumeSendingBody, stopSendingBody } from '../schema.ts';
import { sendingStanding } from '../sending-halted.ts';
import { stopSending } from '../stop-sending.ts';

export const sendingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/sending',
    access: 'user',
    summary: 'Say which channels are stopped',
    handle: ({ inAccount }) => inAccount(sendingStanding),
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
];
