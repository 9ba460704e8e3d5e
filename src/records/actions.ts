import type { Action } from '../app/kernel/domain.ts';
import { changeField, changeOwner } from './actions/fields.ts';
import { makeRecord, relateRecord, unrelateRecord } from './actions/related.ts';
import { addTag, removeTag } from './actions/tags.ts';
import { assignFromTemplate, createTask } from './actions/tasks.ts';

/** What automations can do to records. */
export const actions: readonly Action[] = [
  changeField,
  addTag,
  removeTag,
  createTask,
  assignFromTemplate,
  changeOwner,
  makeRecord,
  relateRecord,
  unrelateRecord,
];
