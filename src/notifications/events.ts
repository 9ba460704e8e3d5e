import { eventKind } from '../ledger/index.ts';

/** A step told users something about a record: data is {userIds}, personal is {subject, text}. */
export const userNotified = eventKind('user.notified', { retention: 'business' });
