import type { Notice } from '../app/kernel/domain.ts';
import { ownerChanged, taskCreated, taskReassigned, taskReminded, userMentioned } from './events.ts';

/** Of which of these events users are told. */
export const notices: readonly Notice[] = [
  { kind: userMentioned.kind, topic: 'mentions', to: [{ data: 'userIds', is: 'users' }] },
  { kind: taskCreated.kind, topic: 'tasks', to: [{ data: 'assignee', is: 'user' }] },
  { kind: taskReassigned.kind, topic: 'tasks', to: [{ data: 'to', is: 'user' }] },
  {
    kind: taskReminded.kind,
    topic: 'tasks',
    to: [
      { data: 'assignee', is: 'user' },
      { data: 'role', is: 'role' },
    ],
  },
  { kind: ownerChanged.kind, topic: 'records', to: [{ data: 'to', is: 'user' }] },
];
