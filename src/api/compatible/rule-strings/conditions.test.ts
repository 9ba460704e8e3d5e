import { beforeAll, describe, expect, test as it } from 'vitest';
import { testDatabase } from '../../../../test/harness.ts';
import { ruleStories } from '../../../../test/rule-calls.ts';

const test = testDatabase();
const stories = ruleStories(test);
const { world, settle, newTag, newContact, tag, tagsOf, makeRule, onto, hold, happens } = stories;
beforeAll(async () => {
  // A Wednesday.
  test.clock.moveTo('2026-03-11T09:00:00Z');
  await stories.begin();
});

type Story = [conditions: () => string, yes: object, no: object];
const field = (name: keyof typeof world.fields): string => world.fields[name];

const has = async (id: string, given: string): Promise<boolean> => (await tagsOf(id)).includes(`*/*${given}*/*`);

/** A rule that gives a tag to those of some people who meet its conditions, once it has run. */
async function begin(conditions: string, people: readonly string[]): Promise<{ id: string; given: string }> {
  const [start, given] = [await newTag(), await newTag()];
  const rule = await makeRule(`Contact_added_to_category(${start})`, `Add_contact_to_category(${given})`, conditions);
  for (const id of people) await tag(id, start);
  return { id: rule.id!, given };
}

/** Whether two people meet conditions now. */
async function meets(conditions: string, yes: string, no: string): Promise<[boolean, boolean]> {
  const { id, given } = await begin(conditions, [yes, no]);
  await settle();
  await stories.ask('DELETE', `/Rule?id=${id}`);
  return [await has(yes, given), await has(no, given)];
}

describe('each condition that calls may name asks what it says', () => {
  const is =
    (name: string, words: string): (() => string) =>
    () =>
      `field_is_condition_fieldvalue(${name},${words})`;
  const own =
    (name: keyof typeof world.fields, words: string): (() => string) =>
    () =>
      `field_is_condition_fieldvalue(${field(name)},${words})`;
  const renewal = (day: string): object => ({ renewal: day });
  const STORIES: Story[] = [
    [is('title', 'Equal To,Boss'), { title: 'boss' }, { title: 'Bossy' }],
    [is('title', 'Not Equal To,Boss'), {}, { title: 'Boss' }],
    [is('title', 'Equal To,'), {}, { title: 'Boss' }],
    [is('title', 'Not Equal To,'), { title: 'Boss' }, {}],
    [is('title', 'Contains,oss'), { title: 'Boss' }, { title: 'Chief' }],
    [is('title', 'Does Not Contain,oss'), { title: 'Chief' }, { title: 'Boss' }],
    [is('title', 'Starts With,Bo'), { title: 'Boss' }, { title: 'Chief' }],
    [is('title', 'Ends With,ss'), { title: 'Boss' }, { title: 'Chief' }],
    [own('number', 'Greater Than,5'), { number: '6' }, { number: '5' }],
    [own('number', 'Less Than,5'), { number: '4' }, { number: '5' }],
    [own('number', 'Greater Than or Equal To,5'), { number: '5' }, { number: '4' }],
    [own('number', 'Less Than or Equal To,5'), { number: '5' }, { number: '6' }],
    [own('price', 'Equal To,12.50'), { price: '12.50' }, { price: '12.00' }],
    [own('stage', 'Equal To,1'), { stage: '1' }, { stage: '2' }],
    [own('likes', 'Contains,2'), { likes: '*/*1*/*2*/*' }, { likes: '*/*1*/*' }],
    [own('likes', 'Does Not Contain,2'), { likes: '*/*1*/*' }, { likes: '*/*2*/*' }],
    [is('bulk_mail', 'Equal To,1'), {}, { bulk_mail: '0' }],
    // What a date may be compared with.
    [own('renewal', '1,2026-05-01'), renewal('2026-05-01'), renewal('2026-05-02')],
    [own('renewal', '2,2026-05-01'), renewal('2026-04-30'), renewal('2026-05-01')],
    [own('renewal', '3,2026-05-01'), renewal('2026-05-02'), renewal('2026-05-01')],
    [own('renewal', '1,TODAY'), renewal('2026-03-11'), renewal('2026-03-12')],
    [own('renewal', '1,YESTERDAY'), renewal('2026-03-10'), renewal('2026-03-11')],
    [own('renewal', '1,TOMORROW'), renewal('2026-03-12'), renewal('2026-03-11')],
    [own('renewal', '1,LSUNDAY'), renewal('2026-03-08'), renewal('2026-03-01')],
    [own('renewal', '1,L2SUNDAY'), renewal('2026-03-01'), renewal('2026-03-08')],
    [own('renewal', '2,FDTMONTH'), renewal('2026-02-28'), renewal('2026-03-01')],
    [own('renewal', '1,FDLMONTH'), renewal('2026-02-01'), renewal('2026-03-01')],
    [own('renewal', '1,TDLMONTH'), renewal('2026-02-11'), renewal('2026-02-12')],
    [own('renewal', '2,FDTYEAR'), renewal('2025-12-31'), renewal('2026-01-01')],
    [own('renewal', '3,TDLYEAR'), renewal('2025-03-12'), renewal('2025-03-11')],
    ...[7, 30, 90, 120, 180].map((days): Story => [own('renewal', `3,S${days}DAYS`), { renewal: days - 1 }, { renewal: days }]),
    [own('renewal', '1,FDNMONTH'), renewal('2026-04-01'), renewal('2026-04-02')],
    [own('renewal', '1,TDNMONTH'), renewal('2026-04-11'), renewal('2026-04-12')],
    [own('renewal', '1,FDNYEAR'), renewal('2027-01-01'), renewal('2026-12-31')],
    [own('renewal', '1,TDNYEAR'), renewal('2027-03-11'), renewal('2027-03-12')],
    ...[7, 14, 30, 60, 90, 120, 180].map((days): Story => [own('renewal', `2,${days}DFNOW`), { renewal: 1 - days }, { renewal: -days }]),
    // Several, together and one of them.
    [() => `${is('title', 'Equal To,Boss')()};${own('number', 'Greater Than,5')()}`, { title: 'Boss', number: '6' }, { title: 'Boss' }],
    [() => `${is('title', 'Equal To,Boss')()}|${own('number', 'Greater Than,5')()}`, { number: '6' }, { title: 'Chief' }],
    [
      () => `${is('title', 'Equal To,Boss')()}|${own('number', 'Greater Than,5')()};${own('stage', 'Equal To,1')()}`,
      { title: 'Boss' },
      { number: '6' },
    ],
  ];

  /** So many days ago, as a date of the account. */
  const day = (ago: number): string => new Date(Date.parse('2026-03-11T00:00:00Z') - ago * 86_400_000).toISOString().slice(0, 10);
  const valuesOf = (values: object): object =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name in world.fields ? field(name as keyof typeof world.fields) : name,
        typeof value === 'number' ? day(value) : value,
      ]),
    );

  it('of fields, in every comparison, with every day that moves with the calendar', async () => {
    const told = [];
    for (const [conditions, yes, no] of STORIES) {
      const people = [await newContact(valuesOf(yes)), await newContact(valuesOf(no))];
      told.push({ conditions: conditions(), people, ...(await begin(conditions(), people)) });
    }
    await settle();
    for (const { conditions, people, given } of told) {
      expect([conditions, await Promise.all(people.map((id) => has(id, given)))]).toEqual([conditions, [true, false]]);
    }
  });

  it('tags, owners, automations and how long somebody has been there', async () => {
    const [yes, no] = [await newContact({ owner: world.colleague.userId }), await newContact()];
    await tag(yes, world.tag);
    expect(await meets(`Is_in_category(${world.tag})`, yes, no)).toEqual([true, false]);
    expect(await meets(`Is_not_in_category(${world.tag})`, no, yes)).toEqual([true, false]);
    expect(await meets(`field_is_condition_fieldvalue(owner,Equal To,${world.colleague.userId})`, yes, no)).toEqual([true, false]);
    const { automation } = world;
    await onto(yes);
    expect(await meets(`Is_subscribed_to_drip(${automation})`, yes, no)).toEqual([true, false]);
    expect(await meets(`Is_not_subscribed_to_drip(${automation})`, no, yes)).toEqual([true, false]);
    expect(await meets(`paused_or_active_on_camp(0,${automation})`, yes, no)).toEqual([true, false]);
    expect(await meets(`campaignbuilder_subscription_date_is_val(${automation},1,TODAY)`, yes, no)).toEqual([true, false]);
    await hold(yes);
    expect(await meets(`paused_or_active_on_camp(1,${automation})`, yes, no)).toEqual([true, false]);
    test.clock.moveTo('2026-03-26T09:00:00Z');
    await onto(no);
    await settle();
    expect(await meets(`been_on_campaignbuilder_for_timeframe(${automation},2,1)`, yes, no)).toEqual([true, false]);
    expect(await meets(`campaignbuilder_subscription_date_is_val(${automation},2,S7DAYS)`, yes, no)).toEqual([true, false]);
  });

  it('how often a message was opened, its links were followed, and pages were looked at', async () => {
    const [often, once] = [await newContact(), await newContact()];
    const letter = { type: 'email', id: world.message };
    for (const id of [often, often, once]) {
      await happens('email.opened', id, letter);
      await happens('email.clicked', id, letter, { data: { address: 'https://shop.example/' } });
      await happens('page.visited', id, undefined, { personal: { address: 'https://shop.example/' } });
    }
    for (const name of ['Has_opened_email_condition_n_times', 'Has_clicked_emailanchor_condition_n_times']) {
      expect(await meets(`${name}(${world.message},Greater Than or Equal To,2)`, often, once)).toEqual([true, false]);
      expect(await meets(`${name}(0,Less Than or Equal To,1)`, once, often)).toEqual([true, false]);
      expect(await meets(`${name}(${world.message},Equal To,1)`, once, often)).toEqual([true, false]);
      expect(await meets(`${name}(${world.message},Not Equal To,1)`, often, once)).toEqual([true, false]);
    }
    expect(await meets('Has_visited_website_condition_n_times(0,Greater Than or Equal To,2)', often, once)).toEqual([true, false]);
  });
});
