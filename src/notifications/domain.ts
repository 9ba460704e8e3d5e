import { z } from 'zod';
import type { Domain } from '../app/kernel/domain.ts';
import { notices } from '../app/registry.ts';
import { actions } from './actions.ts';
import { userNotified } from './events.ts';
import { followNotices } from './follow-notices.ts';
import { mailNotifications } from './mail-notifications.ts';
import { accountsWithMail, forgetOld, forgetRecord, forgetUser, nextMailAt } from './queries/notifications.ts';
import { mergers } from './mergers.ts';
import { routes } from './routes.ts';

const KEPT_DAYS = 90;

export const notifications: Domain = {
  name: 'notifications',
  events: [userNotified],
  actions,
  notices: [{ kind: userNotified.kind, topic: 'automations', to: [{ data: 'userIds', is: 'users' }], apart: 10 }],
  routes,
  followers: [
    {
      name: 'notifications.tell',
      get kinds() {
        return [...new Set(notices().map(({ kind }) => kind))];
      },
      follow: followNotices,
    },
  ],
  loops: [{ name: 'notifications.mail', due: accountsWithMail, work: mailNotifications }],
  jobs: [
    {
      name: 'notifications.forget',
      payload: z.object({}),
      cron: '20 4 * * *',
      run: (database) => database.system((db) => forgetOld(db, KEPT_DAYS)),
    },
  ],
  topics: [
    {
      prefix: 'notifications',
      mayFollow: async (_db, viewer, rest) => (rest === String(viewer.userId) ? 'everything' : 'nothing'),
    },
  ],
  personalData: [
    {
      label: 'What colleagues were told about you',
      export: async () => null,
      erase: forgetRecord,
    },
  ],
  mergers,
  nextDue: nextMailAt,
  reassign: (db, _actor, fromUserId) => forgetUser(db, fromUserId),
};
