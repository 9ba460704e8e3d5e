import type { EventContent } from '../app/kernel/domain.ts';
import { eventKind } from '../ledger/index.ts';

const score = { retention: 'business', subject: 'score' } as const;
const router = { retention: 'business', subject: 'lead_router' } as const;

const inData = (key: string, label: string, type: EventContent['type'], choices?: readonly string[]): EventContent => ({
  key,
  label: `content.${label}`,
  type,
  ...(choices ? { choices } : {}),
  at: { in: 'data', path: [key] },
});

/** A record's score is another: data is {before, after, bandBefore, band, because: event | added | time | model}. */
export const scoreChanged = eventKind('score.changed', {
  ...score,
  trigger: true,
  content: [
    inData('before', 'score.before', 'number'),
    inData('after', 'score.after', 'number'),
    inData('because', 'score.because', 'choice', ['event', 'added', 'time', 'model']),
  ],
});
export const scoreCreated = eventKind('score.created', score);
export const scoreUpdated = eventKind('score.updated', score);
export const scoreDeleted = eventKind('score.deleted', score);

/** A router gave a record to a user: data is {ownerId, from, by: turn | share | first_back | fallback, waited}. */
export const leadRouted = eventKind('lead.routed', {
  ...router,
  trigger: true,
  content: [inData('ownerId', 'lead.owner', 'user'), inData('by', 'lead.by', 'choice', ['turn', 'share', 'first_back', 'fallback'])],
});
/** Nobody was there: the record waits until somebody is. */
export const leadWaiting = eventKind('lead.waiting', { ...router, trigger: true });
/** Nobody was there, or the record had an owner already: data.because is nobody | owned. */
export const leadLeft = eventKind('lead.left', {
  ...router,
  trigger: true,
  content: [inData('because', 'lead.because', 'choice', ['nobody', 'owned'])],
});
export const routerCreated = eventKind('lead_router.created', router);
export const routerUpdated = eventKind('lead_router.updated', router);
export const routerDeleted = eventKind('lead_router.deleted', router);

export const LEAD_EVENTS = [
  scoreChanged,
  scoreCreated,
  scoreUpdated,
  scoreDeleted,
  leadRouted,
  leadWaiting,
  leadLeft,
  routerCreated,
  routerUpdated,
  routerDeleted,
];
