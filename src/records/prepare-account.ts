import type { AccountDb } from '../app/db.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { structureChanged } from './object-shapes.ts';
import { insertObjects } from './queries/shapes.ts';
import { insertTaskTemplate } from './queries/task-templates.ts';
import { CONTACT } from './rules/shape.ts';
import { STANDARD_OBJECTS } from './rules/standard-objects.ts';
import { DEFAULT_OUTCOMES } from './rules/task-shapes.ts';

/** Gives a new account its contacts, deals and companies, with their sections and fields, and one task template to begin with. */
export async function prepareAccount(db: AccountDb, ids: NextIds): Promise<void> {
  await insertObjects(db, STANDARD_OBJECTS, 0);
  await structureChanged(db);
  await insertTaskTemplate(db, { ...FOLLOW_UP, id: await ids('task-template', 1) });
}

/** A call to somebody who asked, with the outcomes a call may have. */
const FOLLOW_UP = {
  object_id: CONTACT,
  name: 'Follow-up call',
  subject: 'Call {{ contact.first_name | default: "them" }}',
  body: '',
  assignee: { to: 'owner' as const },
  due: { amount: 1, unit: 'business_days' as const },
  reminders: [],
  outcomes: DEFAULT_OUTCOMES.map((label, index) => ({ id: index + 1, label, actions: [] })),
  fields: [],
};
