import { createForm } from '../src/forms/index.ts';
import { createRouter } from '../src/leads/index.ts';
import { routerSettingsSchema } from '../src/leads/schema.ts';
import { createField, createTaskTemplate } from '../src/records/index.ts';
import { taskTemplateBody } from '../src/records/schema.ts';
import { everyone } from '../src/app/kernel/viewer.ts';
import type { AccountDb } from '../src/app/db.ts';
import type { CallOf } from './calls.ts';
import { makeAccount, makeUser, type TestSeat } from './factories.ts';
import type { TestDatabase } from './harness.ts';
import { givePostalAddress, makeMessage } from './mail.ts';
import { makeAutomation, makeMap } from './maps.ts';

/** An account with one of everything that rules may name. */
export interface RuleWorld {
  owner: TestSeat;
  /** Somebody else in it. */
  colleague: TestSeat;
  tag: number;
  message: number;
  form: number;
  automation: number;
  template: number;
  router: number;
  /** Own fields, as calls name them. */
  fields: { renewal: string; number: string; price: string; stage: string; likes: string };
  fieldIds: Record<keyof RuleWorld['fields'], number>;
}

export async function makeRuleWorld(test: TestDatabase, call: CallOf): Promise<RuleWorld> {
  const owner = await makeAccount(test);
  await givePostalAddress(test, owner);
  await test.owner.query('update accounts set calls_per_minute = 6000 where account_id = $1', [owner.accountId]);
  const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(owner.accountId, work);
  const field = async (label: string, type: string, more: object = {}): Promise<number> =>
    (await as((db) => createField(db, owner.actor, owner.ids, { objectId: 0, label, type, ...more } as never))) as number;
  const fieldIds = {
    renewal: await field('Renewal', 'date'),
    number: await field('Seats', 'number'),
    price: await field('Budget', 'price'),
    stage: await field('Level', 'dropdown', { options: [{ label: 'Low' }, { label: 'High' }] }),
    likes: await field('Likes', 'list', { options: [{ label: 'Tea' }, { label: 'Cake' }, { label: 'Jam' }] }),
  };
  const input = taskTemplateBody.parse({ objectId: 0, name: 'Call', subject: 'Call them', body: 'Ask how it goes.' });
  const settings = routerSettingsSchema.parse({ members: [{ userId: owner.userId }], keepOwner: false });
  return {
    owner,
    colleague: await makeUser(test, owner, { role: 'Sales' }),
    tag: Number((await call(owner, 'POST', '/Tags?tag_name=Customer')).json.data.id),
    message: await makeMessage(test, owner),
    form: (await as((db) => createForm(db, owner.actor, owner.ids, { objectId: 0, name: 'Enquiry' } as never))).id,
    automation: await makeAutomation(test, owner, makeMap([['wait', { wait: 'for', amount: 90, unit: 'days' }]]), 'Welcome'),
    template: await as((db) => createTaskTemplate(db, owner.actor, { viewer: everyone, ids: owner.ids, input })),
    router: (await as((db) => createRouter(db, owner.actor, owner.ids, { objectId: 0, name: 'New leads', settings }))).id,
    fieldIds,
    fields: Object.fromEntries(Object.entries(fieldIds).map(([name, id]) => [name, `f${id}`])) as RuleWorld['fields'],
  };
}
