import { beforeAll, describe, expect, test as it } from 'vitest';
import { testDatabase } from '../../../../test/harness.ts';
import { ruleStories } from '../../../../test/rule-calls.ts';
import { emailOpened, mailReceived } from '../../../email/index.ts';
import { formSubmitted } from '../../../forms/index.ts';

const test = testDatabase();
const stories = ruleStories(test);
const { world, route, ask, onto, settle, newTag, newContact, tag, untag, tagsOf, makeRule, offAutomation, hold, happens } = stories;
beforeAll(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  await stories.begin();
});

describe('each event that calls may name brings what it says', () => {
  const letter = () => ({ type: 'email', id: world.message });
  const STORIES: [string, () => string, (id: string) => Promise<unknown>, ((id: string) => Promise<unknown>)?][] = [
    [
      'a changed field',
      () => 'field_is_updated(title)',
      (id) => ask('PUT', '/Contacts', { id, title: 'Boss' }),
      (id) => ask('PUT', '/Contacts', { id, firstname: 'Eve' }),
    ],
    [
      'a changed owner',
      () => 'field_is_updated(owner)',
      (id) => ask('PUT', '/Contacts', { id, owner: world.colleague.userId }),
      (id) => ask('PUT', '/Contacts', { id, title: 'x' }),
    ],
    ['a tag', () => `Contact_added_to_category(${world.tag})`, (id) => tag(id, world.tag)],
    [
      'a tag taken off',
      () => `Contact_removed_from_category(${world.tag})`,
      async (id) => {
        await tag(id, world.tag);
        await untag(id, world.tag);
      },
      (id) => tag(id, world.tag),
    ],
    ['coming onto an automation', () => `campaign_builder_object_change(0,${world.automation})`, onto],
    [
      'being taken off an automation',
      () => `campaign_builder_object_change(1,${world.automation})`,
      async (id) => {
        await onto(id);
        await offAutomation(id);
      },
      onto,
    ],
    ['a form', () => `object_submits_form(${world.form},0)`, (id) => happens(formSubmitted.kind, id, { type: 'form', id: world.form })],
    [
      'a completed task',
      () => `object_completed_task(${world.template})`,
      async (id) => {
        await ask('POST', '/task/assign', { object_type_id: 0, ids: [id], message: { id: world.template, type: 'task' } });
        const [task] = (await ask('GET', `/Tasks?condition=${encodeURIComponent(`contact_id=${id}`)}`)).json.data;
        await ask('POST', '/task/complete', { object_type_id: 0, ids: [task.id] });
      },
      (id) => ask('POST', '/task/assign', { object_type_id: 0, ids: [id], message: { id: world.template, type: 'task' } }),
    ],
    [
      'a call',
      () => 'call_is_logged(out,no_answer)',
      (id) => route(world.owner, 'POST', `/api/records/0/${id}/calls`, { direction: 'out', outcome: 'no_answer' }),
      (id) => route(world.owner, 'POST', `/api/records/0/${id}/calls`, { direction: 'in', outcome: 'no_answer' }),
    ],
    ['an opened message', () => `Contact_opens_email(${world.message})`, (id) => happens(emailOpened.kind, id, letter())],
    [
      'a followed link',
      () => `Contact_clicks_emailanchor(${world.message},https://shop.example/a)`,
      (id) => happens('email.clicked', id, letter(), { data: { address: 'https://shop.example/a' } }),
      (id) => happens('email.clicked', id, letter(), { data: { address: 'https://shop.example/b' } }),
    ],
    [
      'a mail',
      () => 'Contact_sends_Email()',
      (id) => happens(mailReceived.kind, id, { type: 'inbound_mail', id: 1 }, { data: { inbound: 1, is: 'words' } }),
    ],
    [
      'a visited page',
      () => 'contact_visits_url(shop.example/prices)',
      (id) => happens('page.visited', id, undefined, { personal: { address: 'https://shop.example/prices?a=1' } }),
      (id) => happens('page.visited', id, undefined, { personal: { address: 'https://shop.example/jobs' } }),
    ],
    ['being paused', () => `pause_campaign(${world.automation})`, async (id) => (await onto(id), hold(id)), onto],
    [
      'going on',
      () => `unpause_campaign(${world.automation})`,
      async (id) => (await onto(id), await hold(id), hold(id, 'automation.resume')),
      async (id) => (await onto(id), hold(id)),
    ],
    ['something of any automation', () => 'campaign_builder_object_change(0)', onto],
  ];
  it('one story for each', async () => {
    const told = [];
    for (const [name, events, cause, other] of STORIES) {
      const [given, ada, eve] = [await newTag(), await newContact(), await newContact({ firstname: 'Eve' })];
      told.push({ name, given, ada, eve, cause, other, rule: await makeRule(events(), `Add_contact_to_category(${given})`) });
    }
    for (const { eve, other } of told) if (other) await other(eve);
    await settle();
    for (const { name, given, eve } of told)
      expect([name, await tagsOf(eve)]).toEqual([name, expect.not.stringContaining(`*/*${given}*/*`)]);
    for (const { ada, cause } of told) await cause(ada);
    await settle();
    const now = String(Math.floor(test.clock.now().getTime() / 1000));
    const rules = (await ask('GET', '/Rules')).json.data;
    for (const { name, given, ada, rule } of told) {
      expect([name, await tagsOf(ada)]).toEqual([name, expect.stringContaining(`*/*${given}*/*`)]);
      expect(rules.find(({ id }: { id: string }) => id === rule.id)).toMatchObject({ last_action: now, pause: '0', drip_id: null });
    }
  });

  it('a new record, and any of several events', async () => {
    const given = await newTag();
    const rule = await makeRule('Contact_added_to_my_database();field_is_updated(title)', `Add_contact_to_category(${given})`);
    const ada = await newContact();
    await settle();
    expect(await tagsOf(ada)).toContain(`*/*${given}*/*`);
    await untag(ada, given);
    await ask('PUT', '/Contacts', { id: ada, title: 'Boss' });
    await settle();
    expect(await tagsOf(ada)).toContain(`*/*${given}*/*`);
    await ask('DELETE', `/Rule?id=${rule.id}`);
  });

  it('a link of a message is known by its place in it, and by nothing where there is none', async () => {
    const rule = await makeRule(`Contact_clicks_emailanchor(${world.message},1)`, 'Change_field_to_fieldvalue(title,Curious,0)');
    const stored = (await route(world.owner, 'GET', `/api/rules/${rule.id}`)).body.triggers[0];
    expect(stored).toMatchObject({ event: 'email.clicked', subject: [world.message], where: [{ key: 'link', operator: 'is' }] });
    expect(stored.where[0].values[0]).toContain('https://shop.example/');
    const other = { object_type_id: 0, events: `Contact_clicks_emailanchor(${world.message},9)`, actions: rule.actions };
    expect((await ask('POST', '/Rules', other)).text).toContain('there is no link 9 in the message');
  });

  it('a date, a time before one, and birthdays every year', async () => {
    const { renewal } = world.fields;
    const [on, before, birthday] = [await newTag(), await newTag(), await newTag()];
    await makeRule(`on_date_field(${renewal})`, `Add_contact_to_category(${on})`);
    await makeRule(`relative_date_field(2,1,0,${renewal})`, `Add_contact_to_category(${before})`);
    await makeRule('on_date_field(birthday)', `Add_contact_to_category(${birthday})`);
    await stories.copyFields();
    const ada = await newContact({ [renewal]: '2026-03-20', birthday: '1980-03-10' });
    await settle();
    const has = async (): Promise<boolean[]> => {
      const now = await tagsOf(ada);
      return [before, birthday, on].map((one) => now.includes(`*/*${one}*/*`));
    };
    for (const [day, expected] of [
      ['2026-03-05', [false, false, false]],
      ['2026-03-06', [true, false, false]],
      ['2026-03-10', [true, true, false]],
      ['2026-03-20', [true, true, true]],
    ] as const) {
      test.clock.moveTo(`${day}T09:00:00Z`);
      await settle();
      expect([day, await has()]).toEqual([day, expected]);
    }
  });
});
