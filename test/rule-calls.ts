import { expect } from 'vitest';
import type { AccountDb } from '../src/app/db.ts';
import { actions, eventKinds } from '../src/app/registry.ts';
import { recordEvent } from '../src/ledger/index.ts';
import { runJob } from '../src/app/jobs.ts';
import { callsOn } from './calls.ts';
import type { TestDatabase } from './harness.ts';
import { makeRuleWorld, type RuleWorld } from './rule-world.ts';
import { routesOn } from './routes.ts';

const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });

/** What stories about rules of the API do and look at, in a world of their own that `begin` makes. */
export function ruleStories(test: TestDatabase) {
  const call = callsOn(test);
  const route = routesOn(test);
  const world = {} as RuleWorld;
  const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(world.owner.accountId, work);
  const ask = (method: string, path: string, body?: object) => call(world.owner, method, path, body ? json(body) : {});
  const recordOf = async (id: string): Promise<Record<string, string>> => (await ask('GET', `/Contact?id=${id}`)).json.data;
  const onto = (id: string) => ask('PUT', '/objects/subscribe', { objectID: 0, add_list: [world.automation], ids: [id] });
  let made = 0;
  return {
    world,
    call,
    route,
    as,
    ask,
    recordOf,
    onto,
    begin: async (): Promise<void> => void Object.assign(world, await makeRuleWorld(test, call)),
    settle: () => test.settle(world.owner.accountId),
    newTag: async (): Promise<string> => String((await ask('POST', '/Tags', { tag_name: `Story ${++made}` })).json.data.id),
    newContact: async (values: object = {}): Promise<string> =>
      (await ask('POST', '/Contacts', { firstname: 'Ada', email: `ada${++made}@example.com`, ...values })).json.data.id,
    tag: (id: string, tag: string | number) => ask('PUT', '/objects/tag', { objectID: 0, add_list: [tag], ids: [id] }),
    untag: (id: string, tag: string | number) => ask('DELETE', '/objects/tag', { objectID: 0, remove_list: [tag], ids: [id] }),
    tagsOf: async (id: string): Promise<string> => (await recordOf(id)).contact_cat ?? '',
    /** A rule that says, read again, what it was given. */
    async makeRule(events: string, actions: string, conditions = ''): Promise<Record<string, string>> {
      const answer = await ask('POST', '/Rules', { object_type_id: 0, name: 'A story', events, conditions, actions });
      expect([events, conditions, actions, answer.text]).toEqual([events, conditions, actions, expect.stringContaining('"code":0')]);
      expect(answer.json.data).toMatchObject({ events, conditions, actions });
      return answer.json.data;
    },
    offAutomation: (id: string) => ask('DELETE', '/objects/subscribe', { objectID: 0, remove_list: [world.automation], ids: [id] }),
    /** Pauses somebody on the automation, or lets them go on. */
    hold: (id: string, kind: 'automation.hold' | 'automation.resume' = 'automation.hold') =>
      as((db) =>
        actions()
          .find((action) => action.kind === kind)!
          .apply(db, {
            actor: world.owner.actor,
            objectId: 0,
            recordIds: [Number(id)],
            causeIds: [null],
            settings: { automationId: world.automation },
            ids: world.owner.ids,
          }),
      ),
    /** What triggers of dates look dates up in; jobs do it. */
    async copyFields(): Promise<void> {
      const { rows } = await test.owner.query<{ id: number }>(
        'select id from fields where account_id = $1 and sortable and sortable_since is null',
        [world.owner.accountId],
      );
      for (const { id } of rows) {
        await runJob(test.database, 'records.make-sortable', { accountId: world.owner.accountId, objectId: 0, fieldId: Number(id) });
      }
    },
    /** Tells of something that only the world outside does. */
    happens: (kind: string, id: string, subject?: { type: string; id: number }, said: { data?: object; personal?: object } = {}) =>
      as((db) =>
        recordEvent(db, world.owner.actor, {
          kind: eventKinds().find((one) => one.kind === kind)! as never,
          record: { objectId: 0, id: Number(id) },
          ...(subject ? { subject } : {}),
          ...said,
        } as never),
      ),
  };
}
