import type { Action } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import { messageById } from './queries/messages.ts';
import { messageProblems } from './message-problems.ts';
import { sendMessageSettings, type SendMessageSettings } from './schema.ts';
import { sendMessage } from './send-message.ts';

/** The step "send an e-mail" of automations. Who may not be written to goes on without a letter, the reason on record. */
export const emailSend: Action<SendMessageSettings> = {
  kind: 'email.send',
  settings: sendMessageSettings,
  right: 'messages.manage',
  reach: 'view',
  reaches: 'email',
  async problems(db, objectId, { messageId }) {
    const message = await messageById(db, messageId);
    if (!message) return ['The message was deleted. Choose another.'];
    if (message.object_id !== objectId) return [`The message “${message.name}” is written for another kind of record. Choose another.`];
    if (message.published_version === null) return [`The message “${message.name}” has not been published. Publish it first.`];
    const settings = (await messageProblems(db, message)).filter(({ path }) => path === 'settings');
    return settings.map(({ sentence }) => sentence);
  },
  async apply(db, { actor, objectId, recordIds, causeIds, settings, ids }) {
    try {
      await sendMessage(db, actor, { messageId: settings.messageId, objectId, recordIds, causeIds, ids });
      return {};
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { failed: new Map(recordIds.map((id) => [id, error.message])) };
    }
  },
};
