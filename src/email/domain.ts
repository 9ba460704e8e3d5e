import type { Domain } from '../app/kernel/domain.ts';
import { emailSend } from './actions.ts';
import { EMAIL_EVENTS } from './events.ts';

export const email: Domain = {
  name: 'email',
  events: EMAIL_EVENTS,
  actions: [emailSend],
};
