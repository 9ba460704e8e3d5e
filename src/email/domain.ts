import type { Domain } from '../app/kernel/domain.ts';
import { emailSend } from './actions.ts';
import { runBroadcasts } from './broadcasts/run-broadcasts.ts';
import { confirmations } from './confirmation/ask-for-confirmation.ts';
import { servedUnder } from './domains/served-under.ts';
import { broadcastFinished, EMAIL_EVENTS } from './events.ts';
import { fieldUses } from './field-uses.ts';
import { tagUses } from './tag-uses.ts';
import { fillTexts, readTexts } from './letters/fill-texts.ts';
import { mergers } from './mergers.ts';
import { inboundMerger } from './inbound/merge-mails.ts';
import { inboundMails } from './inbound/personal-data.ts';
import { listenForMail } from './inbound/listen-for-mail.ts';
import { jobs } from './jobs.ts';
import { letters } from './personal-data.ts';
import { accountsWithDueBroadcasts, nextBroadcastAt, plannedBroadcasts } from './queries/broadcasts.ts';
import { nextDueAt, waitingLetters } from './queries/deliveries.ts';
import { routes } from './routes.ts';
import { searchables } from './searchables.ts';
import { accountsToSendFor, finishLetters, sendDueLetters } from './send-due-letters.ts';

export const email: Domain = {
  name: 'email',
  events: EMAIL_EVENTS,
  actions: [emailSend],
  jobs,
  loops: [
    { name: 'email.broadcasts', due: (database, now) => database.system((db) => accountsWithDueBroadcasts(db, now)), work: runBroadcasts },
    { name: 'email.send', due: accountsToSendFor, work: sendDueLetters, finish: finishLetters },
  ],
  followers: [confirmations],
  routes,
  servedUnder,
  listen: listenForMail,
  searchables,
  personalData: [letters, inboundMails],
  mergers: [...mergers, inboundMerger],
  nextDue: async (db) => earliest(await nextDueAt(db), await nextBroadcastAt(db)),
  fieldUses,
  tagUses,
  fillTexts,
  readTexts,
  waiting: async (db, until) => [
    { label: 'waiting.letters', count: await waitingLetters(db, until), place: '/outbox?status=queued' },
    { label: 'waiting.broadcasts', count: await plannedBroadcasts(db, until), place: '/messages/broadcasts' },
  ],
  notices: [{ kind: broadcastFinished.kind, topic: 'work', to: ['starter'] }],
};

function earliest(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one && other ? (one < other ? one : other) : (one ?? other);
}
