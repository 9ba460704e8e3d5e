import { eventKind } from '../ledger/index.ts';

const subject = 'automation';

export const automationCreated = eventKind('automation.created', { retention: 'business', subject });
/** It was made from a template: data is {template, made}, what was made for it as {what, id}. */
export const automationMadeFromTemplate = eventKind('automation.made_from_template', { retention: 'business', subject });
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
/**
 * One move of one record: data is {version, path, exits, outcome, at, from}. The path is every step it took, with the exit it left each by (null where
 * it rested or ended); `from` is {step, exit} of the rest it set out from. Effects have this as their cause.
 */
export const automationMoved = eventKind('automation.moved', { retention: 'business', subject });
/** A record left before its end: data.reason is removed, deleted, exit (its criteria), restarted, or automation_deleted. */
export const automationLeft = eventKind('automation.left', { retention: 'business', subject, trigger: true });
/**
 * A record stood on a step that a new version no longer has, and was taken where was chosen when that was published: data is {from, to, version}, `to`
 * being null for who left; its cause is the publishing.
 */
export const automationTransferred = eventKind('automation.transferred', { retention: 'business', subject });
/** A record is held where it stands until it is released; one event a map, data is {at: steps}. */
export const automationHeld = eventKind('automation.held', { retention: 'business', subject, trigger: true });
export const automationReleased = eventKind('automation.released', { retention: 'business', subject, trigger: true });
/** A record was not let in again: it had entered so often today that it must be going in circles. */
export const automationRefused = eventKind('automation.refused', { retention: 'business', subject });

/** A record reached a goal from elsewhere: data is {step, from, version}. */
export const automationReached = eventKind('automation.reached', { retention: 'business', subject });
/** A date that a trigger waits for was reached: of a field of the record, or a fixed one. Its subject is the map; data is {trigger, on}. */
export const dateReached = eventKind('date.reached', { retention: 'business', trigger: true });
/** A program told of something that happened to a record, under a name of its own; what it said besides stands in `personal.values`. */
export const eventReceived = eventKind('event.received', {
  retention: 'business',
  trigger: true,
  content: [
    { key: 'name', label: 'content.eventName', type: 'text', at: { in: 'data', path: ['name'] } },
    { key: 'values', label: 'content.eventValue', type: 'text', open: true, at: { in: 'personal', path: ['values'] } },
  ],
});
/** Somebody moved a record to another step, or to the end of its path: data is {from, to, version}, `to` null for the end. */
export const automationMovedByHand = eventKind('automation.moved_by_hand', { retention: 'business', subject });
/** Everybody takes one variant of a split from now on: data is {step, exit, by, confidence}, the confidence in basis points. */
export const automationWinnerChosen = eventKind('automation.winner_chosen', { retention: 'business', subject });
/** The variants of a split are taken by their weights again: data is {step}. */
export const automationSplitOpened = eventKind('automation.split_opened', { retention: 'business', subject });
/** Records were set aside since this was last told: data is {step, count, userIds}, those who look after the map. */
export const automationSetAside = eventKind('automation.set_aside', { retention: 'business', subject });

export const automationEvents = [
  automationCreated,
  automationMadeFromTemplate,
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
  automationHeld,
  automationReleased,
  automationRefused,
  automationReached,
  dateReached,
  eventReceived,
  automationMovedByHand,
  automationWinnerChosen,
  automationSplitOpened,
  automationSetAside,
];
