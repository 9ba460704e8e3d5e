import { eventKind } from '../ledger/index.ts';

const BUSINESS = { retention: 'business', trigger: true } as const;

export const recordCreated = eventKind('record.created', BUSINESS);
export const recordUpdated = eventKind('record.updated', BUSINESS);
export const recordDeleted = eventKind('record.deleted', BUSINESS);
export const recordRestored = eventKind('record.restored', BUSINESS);
export const ownerChanged = eventKind('owner.changed', BUSINESS);
export const tagAdded = eventKind('tag.added', { ...BUSINESS, subject: 'tag' });
export const tagRemoved = eventKind('tag.removed', { ...BUSINESS, subject: 'tag' });
export const recordRelated = eventKind('record.related', { ...BUSINESS, subject: 'field' });
export const recordUnrelated = eventKind('record.unrelated', { ...BUSINESS, subject: 'field' });
export const noteAdded = eventKind('note.added', { ...BUSINESS, subject: 'note' });
export const noteChanged = eventKind('note.changed', { retention: 'business', subject: 'note' });
export const noteDeleted = eventKind('note.deleted', { retention: 'business', subject: 'note' });
export const taskCreated = eventKind('task.created', { ...BUSINESS, subject: 'task' });
export const taskChanged = eventKind('task.changed', { retention: 'business', subject: 'task' });
export const taskReassigned = eventKind('task.reassigned', { retention: 'business', subject: 'task' });
export const taskCompleted = eventKind('task.completed', { ...BUSINESS, subject: 'task' });
export const taskCancelled = eventKind('task.cancelled', { ...BUSINESS, subject: 'task' });
export const taskReopened = eventKind('task.reopened', { retention: 'business', subject: 'task' });
export const taskReminded = eventKind('task.reminded', { retention: 'business', subject: 'task' });
export const taskStepFailed = eventKind('task.step_failed', { retention: 'business', subject: 'task' });
export const taskStepsRetried = eventKind('task.steps_retried', { retention: 'business', subject: 'task' });
export const taskTemplateChanged = eventKind('task_template.changed', { retention: 'business', subject: 'task_template' });
export const callLogged = eventKind('call.logged', { ...BUSINESS, subject: 'note' });
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
