import type { Domain } from '../app/kernel/domain.ts';
import { emailSend } from './actions.ts';
import { servedUnder } from './domains/served-under.ts';
import { EMAIL_EVENTS } from './events.ts';
import { fieldUses } from './field-uses.ts';
import { fillTexts, readTexts } from './letters/fill-texts.ts';
import { mergers } from './mergers.ts';
import { jobs } from './jobs.ts';
import { letters } from './personal-data.ts';
import { accountsWithDueMail, nextDueAt, waitingLetters } from './queries/deliveries.ts';
import { routes } from './routes.ts';
import { searchables } from './searchables.ts';
import { sendDueLetters } from './send-due-letters.ts';

export const email: Domain = {
  name: 'email',
  events: EMAIL_EVENTS,
  actions: [emailSend],
  jobs,
  loops: [{ name: 'email.send', due: (database, now) => database.system((db) => accountsWithDueMail(db, now)), work: sendDueLetters }],
  routes,
  servedUnder,
  searchables,
  personalData: [letters],
  mergers,
  nextDue: nextDueAt,
  fieldUses,
  fillTexts,
  readTexts,
  waiting: async (db, until) => [{ label: 'waiting.letters', count: await waitingLetters(db, until), place: '/outbox?status=queued' }],
};
