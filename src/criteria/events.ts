import { eventKind } from '../ledger/index.ts';

const subject = 'group';

export const groupCreated = eventKind('group.created', { retention: 'business', subject });
export const groupUpdated = eventKind('group.updated', { retention: 'business', subject });
export const groupDeleted = eventKind('group.deleted', { retention: 'business', subject });
/** A record has come to match the criteria of a tracked group. */
export const groupEntered = eventKind('group.entered', { retention: 'business', subject, trigger: true });
/** A record no longer matches the criteria of a tracked group, or is gone. */
export const groupLeft = eventKind('group.left', { retention: 'business', subject, trigger: true });

export const viewCreated = eventKind('view.created', { retention: 'business', subject: 'view' });
export const viewChanged = eventKind('view.changed', { retention: 'business', subject: 'view' });
export const viewDeleted = eventKind('view.deleted', { retention: 'business', subject: 'view' });

export const groupEvents = [groupCreated, groupUpdated, groupDeleted, groupEntered, groupLeft];
export const viewEvents = [viewCreated, viewChanged, viewDeleted];
