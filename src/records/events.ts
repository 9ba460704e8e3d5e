import type { EventContent } from '../app/kernel/domain.ts';
import { eventKind } from '../ledger/index.ts';
import { CALL_OUTCOMES } from './rules/task-shapes.ts';

const BUSINESS = { retention: 'business', trigger: true } as const;

/** Who did it: somebody signed in, a program by its key or as an app, a tool of an assistant, an import, a map. */
const BY: EventContent = {
  key: 'by',
  label: 'content.by',
  type: 'choice',
  choices: ['user', 'contact', 'api_key', 'app', 'tool', 'import', 'step', 'system'],
  at: { in: 'actor' },
};
const said = (key: string, type: EventContent['type'], where: 'data' | 'personal', path = key): EventContent => ({
  key,
  label: `content.${key}`,
  type,
  at: { in: where, path: [path] },
});
const valueOf = (key: 'before' | 'after', place: string): EventContent => ({
  key,
  label: `content.${key}`,
  type: 'field',
  at: { in: 'personal', path: ['changes', '{field}', place] },
});
const SUBJECT = said('subject', 'text', 'personal');
const BODY = said('body', 'text', 'personal');
const TASK = [said('template', 'task_template', 'data'), said('assignee', 'user', 'data'), SUBJECT];

export const recordCreated = eventKind('record.created', { ...BUSINESS, content: [BY] });
export const recordUpdated = eventKind('record.updated', { ...BUSINESS, content: [valueOf('before', '0'), valueOf('after', '1'), BY] });
/** Nothing starts from it: nobody is on a map who is in the bin. */
export const recordDeleted = eventKind('record.deleted', { retention: 'business' });
export const recordRestored = eventKind('record.restored', BUSINESS);
export const ownerChanged = eventKind('owner.changed', {
  ...BUSINESS,
  content: [
    { ...said('to', 'user', 'data'), label: 'content.newOwner' },
    { ...said('from', 'user', 'data'), label: 'content.oldOwner' },
    BY,
  ],
});
export const tagAdded = eventKind('tag.added', { ...BUSINESS, subject: 'tag' });
export const tagRemoved = eventKind('tag.removed', { ...BUSINESS, subject: 'tag' });
export const tagChanged = eventKind('tag.changed', { retention: 'business', subject: 'tag' });
export const recordRelated = eventKind('record.related', { ...BUSINESS, subject: 'field' });
export const recordUnrelated = eventKind('record.unrelated', { ...BUSINESS, subject: 'field' });
export const noteAdded = eventKind('note.added', { ...BUSINESS, subject: 'note', content: [BODY, BY] });
export const noteChanged = eventKind('note.changed', { retention: 'business', subject: 'note' });
export const noteDeleted = eventKind('note.deleted', { retention: 'business', subject: 'note' });
export const taskCreated = eventKind('task.created', { ...BUSINESS, subject: 'task', content: TASK });
export const taskChanged = eventKind('task.changed', { retention: 'business', subject: 'task' });
export const taskReassigned = eventKind('task.reassigned', { retention: 'business', subject: 'task' });
export const taskCompleted = eventKind('task.completed', {
  ...BUSINESS,
  subject: 'task',
  content: [said('outcome', 'text', 'personal'), ...TASK, said('note', 'text', 'personal')],
});
export const taskCancelled = eventKind('task.cancelled', { ...BUSINESS, subject: 'task', content: [SUBJECT] });
export const taskReopened = eventKind('task.reopened', { retention: 'business', subject: 'task' });
export const taskReminded = eventKind('task.reminded', { retention: 'business', subject: 'task' });
export const taskStepFailed = eventKind('task.step_failed', { retention: 'business', subject: 'task' });
export const taskStepsRetried = eventKind('task.steps_retried', { retention: 'business', subject: 'task' });
export const taskTemplateChanged = eventKind('task_template.changed', { retention: 'business', subject: 'task_template' });
export const callLogged = eventKind('call.logged', {
  ...BUSINESS,
  subject: 'note',
  content: [
    { ...said('direction', 'choice', 'data'), choices: ['in', 'out'] },
    { ...said('outcome', 'choice', 'data'), label: 'content.callOutcome', choices: CALL_OUTCOMES },
    said('durationSeconds', 'number', 'data'),
    said('number', 'text', 'personal'),
    BODY,
  ],
});
export const notePinned = eventKind('note.pinned', { retention: 'business', subject: 'note' });
export const userMentioned = eventKind('user.mentioned', { retention: 'business', subject: 'note' });
export const objectChanged = eventKind('object.changed', { retention: 'business', subject: 'object' });
export const fieldChanged = eventKind('field.changed', { retention: 'business', subject: 'field' });
export const tabChanged = eventKind('tab.changed', { retention: 'business', subject: 'tab' });
export const sectionChanged = eventKind('section.changed', { retention: 'business', subject: 'section' });

export const RECORD_EVENTS = [
  recordCreated,
  recordUpdated,
  recordDeleted,
  recordRestored,
  ownerChanged,
  tagAdded,
  tagRemoved,
  tagChanged,
  recordRelated,
  recordUnrelated,
  noteAdded,
  noteChanged,
  noteDeleted,
  taskCreated,
  taskChanged,
  taskReassigned,
  taskCompleted,
  taskCancelled,
  taskReopened,
  taskReminded,
  taskStepFailed,
  taskStepsRetried,
  taskTemplateChanged,
  callLogged,
  notePinned,
  userMentioned,
  objectChanged,
  fieldChanged,
  sectionChanged,
  tabChanged,
] as const;
