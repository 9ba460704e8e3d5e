import { eventKind } from '../ledger/index.ts';

const subject = 'automation';

export const automationCreated = eventKind('automation.created', { retention: 'business', subject });
export const automationUpdated = eventKind('automation.updated', { retention: 'business', subject });
export const automationPublished = eventKind('automation.published', { retention: 'business', subject });
/** A version was given a name or a note: data is {version}. */
export const automationVersionNamed = eventKind('automation.version_named', { retention: 'business', subject });
export const automationPaused = eventKind('automation.paused', { retention: 'business', subject });
export const automationResumed = eventKind('automation.resumed', { retention: 'business', subject });
export const automationDeleted = eventKind('automation.deleted', { retention: 'business', subject });

/** Records that had been set aside on a step were put before it again: data is {step, retried}. */
export const automationRetried = eventKind('automation.retried', { retention: 'business', subject });

/** A record came onto a map; its cause is what triggered it. */
export const automationEntered = eventKind('automation.entered', { retention: 'business', subject, trigger: true });
/** One move of one record: data is {version, path, outcome, at}, the path being every step it took; effects have this as their cause. */
export const automationMoved = eventKind('automation.moved', { retention: 'business', subject });
/** A record left before its end: data.reason is removed, deleted, or automation_deleted. */
export const automationLeft = eventKind('automation.left', { retention: 'business', subject, trigger: true });
/**
 * A record stood on a step that a new version no longer has, and was taken where was chosen when that was published: data is {from, to, version}, `to`
 * being null for who left; its cause is the publishing.
 */
export const automationTransferred = eventKind('automation.transferred', { retention: 'business', subject });
/** A record was not let in again: it had entered so often today that it must be going in circles. */
export const automationRefused = eventKind('automation.refused', { retention: 'business', subject });

export const automationEvents = [
  automationCreated,
  automationUpdated,
  automationPublished,
  automationVersionNamed,
  automationPaused,
  automationResumed,
  automationDeleted,
  automationRetried,
  automationEntered,
  automationMoved,
  automationLeft,
  automationTransferred,
  automationRefused,
];
