import fc from 'fast-check';
import { beforeAll, describe, expect, test as it } from 'vitest';
import { makeAccount, makeUser } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { ruleStories } from '../../../test/rule-calls.ts';
import { seedOf } from '../../../test/seed.ts';
import { ACTIONS } from './rule-strings/actions.ts';
import { CONDITIONS } from './rule-strings/conditions.ts';
import { EVENTS } from './rule-strings/events.ts';
import { NOT_HERE } from './rule-strings/not-here.ts';

const test = testDatabase();
const stories = ruleStories(test);
const { world, ask, route, call } = stories;
beforeAll(async () => {
  test.clock.moveTo('2026-03-11T09:00:00Z');
  await stories.begin();
});

/** All names that integrations send. */
const NAMES = {
  events: `Contact_added_to_my_database field_is_updated Contact_added_to_campaign Contact_leaves_campaign Subscription_to_drip_is_paused
    Subscription_to_drip_is_unpaused pause_campaign unpause_campaign Contact_added_to_category Contact_removed_from_category
    Contact_subscribed_to_fulfillment Contact_unsubscribed_from_fulfillment on_date_field relative_date_field campaign_builder_object_change
    object_completed_task object_submits_form call_is_logged Contact_opens_email Contact_clicks_emailanchor Contact_sends_Email sms_message_received
    Contact_purchases_product Contact_receives_refund_on_product Contact_visits_landingpage_splittest Contact_visits_purl_splittest
    Contact_is_subscribed_to_productsub Contact_subscription_to_productsub_is_subaction Contact_credit_card_is_ccstatus contact_visits_url
    clicks_tracked_link Contact_given_access_to_wpintmembershiplevel Contact_removed_from_access_to_wpintmembershiplevel`,
  conditions: `campaignbuilder_subscription_date_is_val Been_on_campaign_for_timeframe paused_or_active_on_camp been_on_campaignbuilder_for_timeframe
    Date_of_subscription_to_drip_is_datecondition_datevalue Is_subscribed_to_drip Is_not_subscribed_to_drip Subscription_to_dripa_is_paused
    Subscription_to_dripa_is_not_paused field_is_condition_fieldvalue Is_in_category Is_not_in_category Is_on_fulfillment Is_not_on_fulfillment
    Has_opened_email_condition_n_times Has_clicked_emailanchor_condition_n_times sms_contains_email sms_does_not_contain_email sms_contains_text
    sms_does_not_contain_text Has_spent_condition_N_on_product Has_purchased_condition_n_product Is_subscribed_to_productsub
    Has_been_subscribed_to_productsub_for_timeframe Has_visited_website_condition_n_times Has_visited_landingpage_splittest_condition_n_times
    Contact_has_access_to_wpintmembershiplevel Contact_does_not_have_access_to_wpintmembershiplevel url_condition`,
  actions: `Add_contact_to_category Remove_contact_from_category campaign_builder_action_change pause_or_unpause_on_camp Assign_contact_to_drip
    Remove_contact_from_drip Remove_contact_from_all_sequences Pause_subscription_to_dripa Unpause_subscription_to_dripa Change_field_to_fieldvalue
    Add_to_leadrouter Assign_to_fulfillment Remove_from_fulfillment Remove_from_all_fulfillments Recharge_all_declined_transactions
    Add_product_to_purchase_history Cancel_open_orders_with_product Notify_someone_with_emailmbs Send_contact_an_emailmbs Send_contact_a_postcard
    Send_contact_a_task send_contact_an_sms Ping_APIURL Add_access_for_contact_to_wpintmembershiplevel
    Remove_access_for_contact_to_wpintmembershiplevel facebook_audience_action Notify_someone_with_sms`,
};

const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
const RULE = {
  object_type_id: 0,
  name: 'Greet',
  events: 'Contact_added_to_my_database();field_is_updated(email)',
  conditions: '',
  actions: 'Change_field_to_fieldvalue(title,Guest,0)',
};
const make = async (rule: object = {}): Promise<Record<string, string>> => (await ask('POST', '/Rules', { ...RULE, ...rule })).json.data;
const refusal = async (rule: object): Promise<string> => {
  const { status, text } = await ask('POST', '/Rules', { ...RULE, ...rule });
  expect([status, text.startsWith('{')]).toEqual([400, false]);
  return text;
};
const one = async (id: string) => (await ask('GET', `/Rule?id=${id}`)).json?.data;

describe('a rule', () => {
  it('is made, read, listed, counted, changed, paused and deleted, as things of other types are', async () => {
    const sent = { events: RULE.events, name: RULE.name };
    const made = await make();
    expect(made).toEqual({
      ...sent,
      id: expect.any(String),
      drip_id: null,
      conditions: '',
      actions: RULE.actions,
      pause: '0',
      last_action: '0',
      object_type_id: '0',
      date: '1773219600',
      dlm: '1773219600',
    });
    const { id } = made;
    expect((await ask('GET', `/object?objectID=6&id=${id}`)).json.data).toEqual(made);
    expect((await ask('GET', `/Rules?condition=${encodeURIComponent("name LIKE 'gre%'")}&count=true`)).json).toMatchObject({
      data: [made],
      misc: [],
      count: '1',
    });
    expect((await ask('GET', '/Rules/getInfo')).json.data).toMatchObject({
      listFields: ['name', 'last_action', 'pause', 'date', 'dlm'],
      count: '1',
    });
    expect(Object.keys((await ask('GET', '/Rules/meta')).json.data['6'].fields)).toEqual(expect.arrayContaining(['events', 'actions']));
    test.clock.moveTo('2026-03-11T10:00:00Z');
    const changed = await ask('PUT', '/Rules', { id, name: 'Greet again', conditions: 'field_is_condition_fieldvalue(title,Equal To,)' });
    expect(changed.json.data).toEqual({
      attrs: { name: 'Greet again', conditions: 'field_is_condition_fieldvalue(title,Equal To,)', dlm: '1773223200', id },
    });
    expect((await ask('PUT', '/objects', { objectID: 6, id, pause: 1 })).json.data).toEqual({
      attrs: { pause: '1', dlm: '1773223200', id },
    });
    await ask('POST', '/objects/unpause', { objectID: 6, ids: [id] });
    expect((await one(id!)).pause).toBe('0');
    await ask('POST', '/objects/pause', { objectID: 6, ids: [id] });
    expect((await one(id!)).pause).toBe('1');
    expect((await ask('DELETE', `/Rule?id=${id}`)).json).toEqual({ code: 0, account_id: world.owner.accountId });
    expect((await ask('GET', `/Rule?id=${id}`)).text).toBe('Object not found');
    await make();
    expect((await ask('DELETE', '/Rules', {})).text).toBe('Missing required parameter: ids');
    expect((await ask('DELETE', '/objects?objectID=6&performAll=true')).json.data).toBe('Deleted');
    expect((await ask('GET', '/Rules')).json.data).toEqual([]);
  });

  it('sent back whole says the same; what a text keeps stays under its ids', async () => {
    const { id } = await make({ actions: 'Change_field_to_fieldvalue(title,A,0);Change_field_to_fieldvalue(website,https://b.example,0)' });
    const stored = async () => (await route(world.owner, 'GET', `/api/rules/${id}`)).body;
    const before = await stored();
    await ask('PUT', '/Rules', await one(id!));
    expect(await stored()).toMatchObject({ triggers: before.triggers, actions: before.actions, criteria: null });
    await ask('PUT', '/Rules', {
      id,
      actions: 'Change_field_to_fieldvalue(website,https://b.example,0);Change_field_to_fieldvalue(title,C,0)',
    });
    const [website, title] = (await stored()).actions;
    expect([website, before.actions.map((action: { id: number }) => action.id).includes(title.id)]).toEqual([before.actions[1], false]);
    await ask('DELETE', `/Rule?id=${id}`);
  });

  it('made in the app is told in these words; what they cannot say stands there as kept, and stays when it is sent back', async () => {
    const related = { event: 'record.related' };
    const made = await route(world.owner, 'POST', '/api/rules', {
      objectId: 0,
      name: 'Of the app',
      triggers: [{ event: 'tag.added', subject: [world.tag] }, related],
      criteria: {
        all: [
          {
            any: [
              { field: 6, operator: 'is', values: ['Boss', 'Chief'] },
              { tag: [world.tag], operator: 'has_none' },
            ],
          },
          { system: 'created', operator: 'in_last', amount: 7, unit: 'days' },
        ],
      },
      actions: [
        { kind: 'tag.add', settings: { tag: 'Customer' } },
        { kind: 'task.create', settings: { subject: 'Call them', body: '', assignee: 'owner', dueInDays: 2 } },
      ],
    });
    const rule = await one(String(made.body.id));
    const kept = String.raw`Kept_as_made_in_the_app\([0-9a-f]{12}\)`;
    expect(rule.events).toMatch(new RegExp(`^Contact_added_to_category\\(${world.tag}\\);${kept}$`));
    expect(rule.actions).toMatch(new RegExp(`^Add_contact_to_category\\(${world.tag}\\);${kept}$`));
    expect(rule.conditions).toMatch(
      new RegExp(
        [
          `field_is_condition_fieldvalue\\(title,Equal To,Boss\\);${kept}`,
          `field_is_condition_fieldvalue\\(title,Equal To,Chief\\);${kept}`,
          `Is_not_in_category\\(${world.tag}\\);${kept}`,
        ].join(String.raw`\|`),
      ),
    );
    const sent = await ask('PUT', '/Rules', { ...rule, events: `${rule.events};Contact_added_to_my_database()` });
    expect(sent.status).toBe(200);
    const after = (await route(world.owner, 'GET', `/api/rules/${rule.id}`)).body;
    expect(after.triggers).toMatchObject([...made.body.triggers, { event: 'record.created' }]);
    expect([after.actions, after.criteria]).toEqual([made.body.actions, made.body.criteria]);
    expect((await ask('PUT', '/Rules', { id: rule.id, events: 'Kept_as_made_in_the_app(000000000000)' })).text).toBe(
      'events, at character 1: Kept_as_made_in_the_app: this part is not in the rule as it stands. Read the rule again before you change it.',
    );
    await ask('DELETE', `/Rule?id=${rule.id}`);
  });

  it('is of nobody else, and nobody who may not manage automations changes it', async () => {
    const { id } = await make();
    const stranger = await makeAccount(test);
    const reader = await makeUser(test, world.owner, { role: 'Read only' });
    for (const [method, path, body] of [
      ['GET', `/Rule?id=${id}`, undefined],
      ['PUT', '/Rules', { id, name: 'Theirs' }],
      ['DELETE', `/Rule?id=${id}`, undefined],
    ] as const) {
      const answer = await call(stranger, method, path, body ? json(body) : {});
      expect([method, answer.status, answer.text]).toEqual([method, 404, 'Object not found']);
      if (method !== 'GET') expect((await call(reader, method, path, body ? json(body) : {})).status).toBe(403);
    }
    expect((await call(stranger, 'GET', '/Rules')).json.data).toEqual([]);
    expect((await call(stranger, 'POST', '/objects/pause', json({ objectID: 6, ids: [id] }))).status).toBe(200);
    expect((await call(stranger, 'POST', '/Rules', json({ ...RULE, events: `Contact_added_to_category(${world.tag})` }))).text).toContain(
      `there is no tag ${world.tag}`,
    );
    for (const path of ['/Rules', '/objects?objectID=6']) expect((await call(reader, 'POST', path, json(RULE))).status).toBe(403);
    expect((await call(reader, 'POST', '/objects/pause', json({ objectID: 6, ids: [id] }))).status).toBe(403);
    expect((await one(id!)).pause).toBe('0');
    await ask('DELETE', `/Rule?id=${id}`);
  });
});

describe('a rule is refused, with a sentence that names the place,', () => {
  it('where something is missing, is not known, or is not there', async () => {
    for (const part of ['events', 'actions', 'object_type_id'])
      expect(await refusal({ [part]: null })).toBe(`Missing required parameter: ${part}`);
    expect((await ask('POST', '/Rules', { ...RULE, object_type_id: 99 })).status).toBe(404);
    expect(await refusal({ events: ' ; ' })).toBe('events, at character 1: Say when the rule runs.');
    expect(await refusal({ events: 'Contact_eats_a_cake()' })).toMatch(
      /^events, at character 1: Contact_eats_a_cake: nothing is known by this name\./,
    );
    expect(await refusal({ events: 'Is_in_category(1)' })).toBe(
      'events, at character 1: Is_in_category: it belongs into conditions, not into events.',
    );
    expect(await refusal({ actions: `${RULE.actions};Add_contact_to_category(999)` })).toBe(
      'actions, at character 43: Add_contact_to_category: there is no tag 999 for these records.',
    );
    expect(await refusal({ conditions: 'field_is_condition_fieldvalue(shoe_size,Equal To,5)' })).toContain('there is no field “shoe_size”');
    expect(await refusal({ conditions: 'field_is_condition_fieldvalue(title,Smells Like,5)' })).toContain('“Smells Like” is no condition');
    expect(await refusal({ conditions: `field_is_condition_fieldvalue(${world.fields.renewal},2,EASTER)` })).toContain(
      '“EASTER” is no day',
    );
    expect(await refusal({ events: 'relative_date_field(1,0)' })).toBe(
      'events, at character 1: relative_date_field: it takes 4 parameters (number, units, option, field), not 2.',
    );
    expect(await refusal({ actions: 'Ping_APIURL(ftp://example.com)' })).not.toBe('');
    expect(await refusal({ object_type_id: 150, actions: 'Add_to_leadrouter(1)', events: 'Contact_added_to_my_database()' })).toBe(
      'actions, at character 1: Add_to_leadrouter: it is for contacts alone.',
    );
  });

  it('where the product has nothing of what it names', async () => {
    for (const [part, names] of Object.entries(NOT_HERE)) {
      for (const name of Object.keys(names)) {
        const text = await refusal({ [part]: `${name}(1)` });
        expect(text).toMatch(new RegExp(`^${part}, at character 1: ${name}: .+\\.$`));
        expect(text).not.toContain('nothing is known');
      }
    }
  });

  it('and every name that integrations send is either read or refused for what is missing', () => {
    const wordings = { events: EVENTS, conditions: CONDITIONS, actions: ACTIONS };
    for (const [part, names] of Object.entries(NAMES)) {
      const known = [...wordings[part as 'events'].map(({ name }) => name), ...Object.keys(NOT_HERE[part as 'events'])];
      expect(known.toSorted()).toEqual(names.trim().split(/\s+/).toSorted());
    }
  });

  it('whatever is sent: never an error of the server, and a sentence', async () => {
    const names = [...EVENTS, ...CONDITIONS, ...ACTIONS].map(({ name }) => name);
    const parameter = fc.oneof(
      fc.constantFrom(
        '0',
        '1',
        '2',
        'title',
        'owner',
        'email',
        'TODAY',
        'Equal To',
        'Greater Than',
        '3 days',
        '*/*1*/*',
        'NULL',
        '9'.repeat(20),
        '1_0',
        'add',
      ),
      fc.string({ maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('(', ')', ',', ';', '|', '\\', '\u0000', '{', '}', '💥', '1'), maxLength: 8 }),
    );
    const phrase = fc
      .tuple(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 })), fc.array(parameter, { maxLength: 4 }))
      .map(([name, parameters]) => `${name}(${parameters.join(',')})`);
    const text = fc.oneof(
      fc.tuple(fc.array(phrase, { maxLength: 3 }), fc.constantFrom(';', '|')).map(([phrases, join]) => phrases.join(join)),
      fc.string(),
    );
    const sent = fc.record({
      events: fc.oneof(text, fc.constant(RULE.events)),
      conditions: fc.oneof(text, fc.constant('')),
      actions: fc.oneof(text, fc.constant(RULE.actions)),
    });
    await fc.assert(
      fc.asyncProperty(sent, async (texts) => {
        const answer = await ask('POST', '/Rules', { ...RULE, ...texts });
        if (answer.status !== 200) {
          expect([texts, answer.status]).toEqual([texts, 400]);
          expect(answer.text).toMatch(/\S/);
          return;
        }
        const { id, events, conditions, actions } = answer.json.data;
        // What was understood is said so that it is understood again.
        const again = await ask('PUT', '/Rules', { id, events, conditions, actions });
        expect([texts, again.text]).toEqual([texts, expect.stringContaining('"code":0')]);
        await ask('DELETE', `/Rule?id=${id}`);
      }),
      { seed: seedOf(20_261_125), numRuns: process.env.QUAYSIDE_DEEP ? 20_000 : 150 },
    );
  });
});
