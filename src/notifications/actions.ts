import { usersOf } from '../accounts/index.ts';
import type { Action } from '../app/kernel/domain.ts';
import { readTexts } from '../records/index.ts';
import { notifyUsers } from './notify-users.ts';
import { notifySettings, type NotifySettings } from './schema.ts';

/** The step "notify a user" of automations. */
const notify: Action<NotifySettings> = {
  kind: 'user.notify',
  settings: notifySettings,
  offeredTo: 'maps',
  summary: ({ subject }) => `Notify: ${subject}`,
  async problems(db, objectId, { to, subject, text }) {
    const present = (await usersOf(db)).filter(({ hasLeft }) => !hasLeft);
    for (const one of to) {
      if (typeof one === 'number' && !present.some(({ id }) => id === one)) return ['A user to notify has left. Choose another.'];
      if (typeof one === 'object' && !present.some(({ roleId }) => roleId === one.role))
        return ['Nobody in this account has a role that is to be notified. Choose another.'];
    }
    const { problem } = await readTexts(db, { objectId, texts: [subject, text] });
    return problem === undefined ? [] : [problem];
  },
  async fields(db, objectId, { subject, text }) {
    const { fieldIds } = await readTexts(db, { objectId, texts: [subject, text] });
    return fieldIds.map((fieldId) => ({ objectId, fieldId }));
  },
  async apply(db, { actor, settings, objectId, recordIds, causeIds }) {
    await notifyUsers(db, actor, { objectId, recordIds, causeIds, ...settings });
    return {};
  },
};

export const actions: readonly Action[] = [notify];
