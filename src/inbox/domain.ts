import type { Domain } from '../app/kernel/domain.ts';
import { mailReceived } from '../email/index.ts';
import { actions } from './actions.ts';
import { INBOX_EVENTS } from './events.ts';
import { facts } from './facts.ts';
import { followMail } from './follow-mail.ts';
import { mergers } from './mergers.ts';
import { notices } from './notices.ts';
import { conversationsOf } from './personal-data.ts';
import { prepareAccount } from './prepare-account.ts';
import { accountsToWake, nextWaking } from './queries/conversations.ts';
import { releaseUser } from './release-user.ts';
import { routes } from './routes.ts';
import { searchables } from './searchables.ts';
import { topics } from './topics.ts';
import { wakeConversations } from './wake-conversations.ts';

export const inbox: Domain = {
  name: 'inbox',
  events: INBOX_EVENTS,
  routes,
  followers: [{ name: 'inbox.receive', kinds: [mailReceived.kind], follow: followMail }],
  loops: [{ name: 'inbox.wake', due: accountsToWake, work: wakeConversations }],
  actions,
  facts,
  notices,
  topics,
  searchables,
  mergers,
  personalData: [conversationsOf],
  nextDue: nextWaking,
  prepareAccount,
  reassign: (db, _actor, fromUserId) => releaseUser(db, fromUserId),
};
