import { beforeAll, describe, expect, test as it } from 'vitest';
import { viewerOf } from '../../../accounts/index.ts';
import { subscribe } from '../../../webhooks/index.ts';
import { testDatabase } from '../../../../test/harness.ts';
import { ruleStories } from '../../../../test/rule-calls.ts';

const test = testDatabase();
const stories = ruleStories(test);
const { world, ask, onto, settle, newTag, newContact, tag, tagsOf, recordOf, makeRule } = stories;
beforeAll(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  await stories.begin();
});

describe('each action that calls may name does what it says', () => {
  const seconds = (day: string): string => String(Date.parse(`${day}T00:00:00Z`) / 1000);
  const tasksOf = async (id: string): Promise<string[]> =>
    (await ask('GET', `/Tasks?condition=${encodeURIComponent(`contact_id=${id}`)}`)).json.data.map(
      (task: { subject: string }) => task.subject,
    );
  const told = async (id: string, kind: string): Promise<number> =>
    (await test.owner.query('select from events where account_id = $1 and record_id = $2 and kind = $3', [world.owner.accountId, id, kind]))
      .rowCount ?? 0;
  const notices = async (): Promise<string[]> =>
    (
      await test.owner.query("select personal from events where account_id = $1 and kind = 'user.notified' order by id desc limit 1", [
        world.owner.accountId,
      ])
    ).rows.map(({ personal }) => JSON.stringify(personal));
  const deliveries = async (id: string): Promise<string[]> =>
    (
      await test.owner.query('select body from webhook_deliveries where account_id = $1 and record_id = $2', [world.owner.accountId, id])
    ).rows.map(({ body }) => decodeURIComponent(String(body)));

  const STORIES: [string, () => string, (id: string) => Promise<unknown>, () => unknown][] = [
    ['gives a tag', () => `Add_contact_to_category(${world.tag})`, tagsOf, () => expect.stringContaining(`*/*${world.tag}*/*`)],
    [
      'writes a field',
      () => 'Change_field_to_fieldvalue(title,Head of Sales,0)',
      async (id) => (await recordOf(id)).title,
      () => 'Head of Sales',
    ],
    [
      'writes a text with signs',
      () => String.raw`Change_field_to_fieldvalue(title,Boss \(acting\)\, \;\|\\,0)`,
      async (id) => (await recordOf(id)).title,
      () => 'Boss (acting), ;|\\',
    ],
    ['clears a field', () => 'Change_field_to_fieldvalue(company,,0)', async (id) => (await recordOf(id)).company, () => null],
    [
      'writes a number',
      () => `Change_field_to_fieldvalue(${world.fields.number},7,0)`,
      async (id) => (await recordOf(id))[world.fields.number],
      () => '7',
    ],
    [
      'adds to a number',
      () => `Change_field_to_fieldvalue(${world.fields.number},2,add)`,
      async (id) => (await recordOf(id))[world.fields.number],
      () => '12',
    ],
    [
      'takes from a price',
      () => `Change_field_to_fieldvalue(${world.fields.price},1.50,remove)`,
      async (id) => (await recordOf(id))[world.fields.price],
      () => '18.50',
    ],
    [
      'writes the day it runs',
      () => `Change_field_to_fieldvalue(${world.fields.renewal},TODAY,0)`,
      async (id) => (await recordOf(id))[world.fields.renewal],
      () => seconds('2026-03-25'),
    ],
    [
      'writes a day from then',
      () => `Change_field_to_fieldvalue(${world.fields.renewal},30DFNOW,0)`,
      async (id) => (await recordOf(id))[world.fields.renewal],
      () => seconds('2026-04-24'),
    ],
    [
      'writes a date',
      () => `Change_field_to_fieldvalue(${world.fields.renewal},2026-12-24,0)`,
      async (id) => (await recordOf(id))[world.fields.renewal],
      () => seconds('2026-12-24'),
    ],
    [
      'puts a date off',
      () => `Change_field_to_fieldvalue(${world.fields.renewal},2 weeks,add)`,
      async (id) => (await recordOf(id))[world.fields.renewal],
      () => seconds('2026-05-15'),
    ],
    [
      'changes the owner',
      () => `Change_field_to_fieldvalue(owner,${world.owner.userId},0)`,
      async (id) => (await recordOf(id)).owner,
      () => String(world.owner.userId),
    ],
    [
      'gives a lead to a router',
      () => `Add_to_leadrouter(${world.router})`,
      async (id) => (await recordOf(id)).owner,
      () => String(world.owner.userId),
    ],
    [
      'puts on an automation',
      () => `campaign_builder_action_change(0,${world.automation})`,
      async (id) => (await recordOf(id)).updateCampaign,
      () => expect.stringContaining(`*/*${world.automation}*/*`),
    ],
    ['assigns a task', () => `Send_contact_a_task(${world.template})`, tasksOf, () => ['Call them']],
    ['writes a letter', () => `Send_contact_an_emailmbs(${world.message})`, (id) => told(id, 'email.queued'), () => 1],
    [
      'notifies a user',
      () => `Notify_someone_with_emailmbs(${world.owner.userId},${world.message})`,
      notices,
      () => [expect.stringContaining('Hello Ada')],
    ],
    [
      'posts to an address',
      () => 'Ping_APIURL(https://hooks.example/a?b=1::name={{ contact.first_name }}&from=rule)',
      deliveries,
      () => ['name=Ada&from=rule'],
    ],
    [
      'posts JSON to an address',
      () => 'Ping_APIURL(https://hooks.example/json::{"name": "{{ contact.first_name }}"\\, "of": "rule"}::1)',
      deliveries,
      () => ['{"name": "Ada", "of": "rule"}'],
    ],
  ];
  it('one story for each', async () => {
    test.clock.moveTo('2026-03-25T09:00:00Z');
    const { renewal, number, price } = world.fields;
    const told = [];
    for (const [name, actions, seen, expected] of STORIES) {
      const ada = await newContact({ owner: '0', [renewal]: '2026-05-01', [number]: '10', [price]: '20.00' });
      const start = await newTag();
      await makeRule(`Contact_added_to_category(${start})`, actions());
      await tag(ada, start);
      told.push({ name, ada, seen, expected });
    }
    await settle();
    for (const { name, ada, seen, expected } of told) expect([name, await seen(ada)]).toEqual([name, expected()]);
  });

  it('takes a tag off, options in and out of lists, and records off automations, paused and going on, in turn', async () => {
    const start = await newTag();
    const { likes } = world.fields;
    const [tea, cake, jam] = await optionsOf(likes);
    const ada = await newContact({ [likes]: `*/*${tea}*/*` });
    await onto(ada);
    await tag(ada, world.tag);
    await makeRule(
      `Contact_added_to_category(${start})`,
      [
        `Remove_contact_from_category(${world.tag})`,
        `Change_field_to_fieldvalue(${likes},*/*${cake}*/*${jam}*/*,0)`,
        `Change_field_to_fieldvalue(${likes},*/*${tea}*/*,1)`,
        `pause_or_unpause_on_camp(1,${world.automation})`,
      ].join(';'),
    );
    await tag(ada, start);
    await settle();
    const now = await recordOf(ada);
    expect(now.contact_cat).not.toContain(`*/*${world.tag}*/*`);
    expect(now[likes]).toBe(`*/*${cake}*/*${jam}*/*`);
    expect(await told(ada, 'automation.held')).toBe(1);
    const going = await newTag();
    await makeRule(
      `Contact_added_to_category(${going})`,
      `pause_or_unpause_on_camp(0,0);campaign_builder_action_change(1,${world.automation})`,
    );
    await tag(ada, going);
    await settle();
    expect([await told(ada, 'automation.released'), (await recordOf(ada)).updateCampaign]).toEqual([1, '']);
  });

  it('tells a program that is subscribed, by the number of its subscription', async () => {
    const { id } = await stories.as(async (db) =>
      subscribe(db, world.owner.actor, {
        viewer: await viewerOf(db, world.owner.userId),
        ids: world.owner.ids,
        input: { url: 'https://hooks.example/told', events: [{ kind: 'call.logged' }], format: 'json', fields: 'id' },
      }),
    );
    const [ada, start] = [await newContact(), await newTag()];
    await makeRule(`Contact_added_to_category(${start})`, `Ping_APIURL(${id})`);
    await tag(ada, start);
    await settle();
    const told = await test.owner.query(
      'select url, body from webhook_deliveries where account_id = $1 and record_id = $2 and subscription_id = $3',
      [world.owner.accountId, ada, id],
    );
    expect(told.rows).toEqual([{ url: 'https://hooks.example/told', body: expect.stringContaining(`"id":${ada}`) }]);
  });

  const optionsOf = async (field: string): Promise<string[]> =>
    Object.keys((await ask('GET', '/Contacts/meta')).json.data['0'].fields[field].options);
});
