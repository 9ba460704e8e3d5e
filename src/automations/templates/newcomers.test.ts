import { describe, expect, test as it } from 'vitest';
import { ReadyMap } from '../../../test/automations/ready-map.ts';

describe('the welcome', () => {
  const map = new ReadyMap('welcome');

  it('writes three letters in a week, two to those who looked, and marks these; nobody who never asked', async () => {
    const [ada, looked, never] = [await map.person('Ada'), await map.person('Looked'), await map.person('Never', { permission: 0 })];
    await map.tag('Newcomer', ada, looked, never);
    expect(await map.letters(ada)).toEqual(['Welcome, first letter']);
    await map.press(looked, 'Welcome, first letter', '/start');
    await map.days(2.1);
    expect(await map.letters(ada)).toEqual(['Welcome, first letter', 'Welcome, what others ask']);
    expect(await map.tags(looked)).toEqual(['Interested', 'Newcomer']);
    await map.days(7);
    expect(await map.letters(ada)).toEqual(['Welcome, first letter', 'Welcome, what others ask', 'Welcome, next step']);
    expect(await map.letters(looked)).toEqual(['Welcome, first letter', 'Welcome, next step']);
    expect(await map.tags(looked)).toEqual(['Interested']);
    expect(await map.letters(never)).toEqual([]);
    expect(await map.isOnMap(ada)).toBe(false);
  });

  it('ends for whoever becomes a customer', async () => {
    const ada = await map.person('Ada');
    await map.tag('Newcomer', ada);
    await map.days(1);
    await map.tag('Customer', ada);
    await map.days(14);
    expect(await map.letters(ada)).toEqual(['Welcome, first letter']);
    expect(await map.tags(ada)).toEqual(['Customer']);
    expect(await map.reached(ada)).toBe(1);
  });
});

describe('the lead', () => {
  const map = new ReadyMap('lead-follow-up');

  it('that nobody calls is brought to its owner’s mind, and let go after a week', async () => {
    const ada = await map.person('Ada');
    await map.tag('New lead', ada);
    expect(await map.tasks(ada)).toEqual(['Call the new lead']);
    await map.days(2.1);
    expect(await map.told()).toEqual(['A lead waits for your call']);
    await map.days(6);
    expect([await map.isOnMap(ada), await map.tags(ada), await map.letters(ada)]).toEqual([false, [], []]);
  });

  it('that is not reached gets a letter and a second call, also without permission for more; once reached, nothing', async () => {
    const [ada, bob, bounced] = [
      await map.person('Ada', { permission: 0 }),
      await map.person('Bob'),
      await map.person('Bounced', { permission: -2 }),
    ];
    await map.tag('New lead', ada, bob, bounced);
    await map.complete(ada, 'Call', 'Not reached');
    await map.complete(bob, 'Call', 'Not reached');
    await map.complete(bounced, 'Call', 'Not reached');
    expect([await map.letters(ada), await map.letters(bounced)]).toEqual([['We tried to call you'], []]);
    await map.days(1);
    await map.tag('Lead reached', bob);
    expect(await map.isOnMap(bob)).toBe(false);
    await map.days(10);
    expect(await map.tasks(ada)).toEqual(['Call the new lead', 'Call Ada a second time']);
    expect(await map.tasks(bob)).toEqual(['Call the new lead']);
    expect(await map.tags(bob)).toEqual(['Lead reached']);
    expect(await map.told()).toEqual([]);
  });

  it('that is reached, or wants nothing, hears nothing more', async () => {
    const [ada, bob] = [await map.person('Ada'), await map.person('Bob')];
    await map.tag('New lead', ada, bob);
    await map.complete(ada, 'Call', 'Reached');
    await map.complete(bob, 'Call', 'Not interested');
    await map.days(14);
    expect([await map.letters(ada), await map.letters(bob), await map.told()]).toEqual([[], [], []]);
    expect([await map.tags(ada), await map.tags(bob)]).toEqual([['Lead reached'], ['Lead not interested']]);
  });
});

describe('the renewal', () => {
  const map = new ReadyMap('renewal');
  const ending = (name: string, permission = 1) => map.person(name, { permission, values: { 'Contract ends': '2026-04-30' } });

  it('is written of a month and a week before, talked of in between, and told to the owner on the day', async () => {
    const [ada, never] = [await ending('Ada'), await ending('Never', 0)];
    await map.until('2026-03-31T06:59:00Z');
    expect(await map.letters(ada)).toEqual([]);
    await map.until('2026-03-31T07:01:00Z');
    expect(await map.letters(ada)).toEqual(['Renewal, a month before']);
    await map.until('2026-04-16T08:00:00Z');
    expect(await map.tasks(ada)).toEqual(['Talk about the renewal']);
    await map.until('2026-04-30T08:00:00Z');
    expect(await map.tags(ada)).toEqual(['Renewal overdue']);
    expect(await map.told()).toContain('A contract ends today and is not renewed');
    await map.until('2026-05-08T08:00:00Z');
    const service = ['Renewal, a month before', 'Renewal, a week before'];
    expect(await map.letters(ada)).toEqual([...service, 'Renewal, a week after']);
    expect(await map.letters(never)).toEqual(service);
    expect(await map.isOnMap(ada)).toBe(false);
  });

  it('once agreed in the talk, or told by a program, ends everything with a thank-you, and comes again next year', async () => {
    const [ada, bob] = [await ending('Ada'), await ending('Bob')];
    await map.until('2026-04-17T08:00:00Z');
    await map.complete(ada, 'Talk', 'Renewed');
    await map.tell('contract.renewed', bob);
    for (const one of [ada, bob]) {
      expect(await map.letters(one)).toEqual(['Renewal, a month before', 'Renewal, the thank-you']);
      expect([await map.tags(one), await map.isOnMap(one)]).toEqual([[], false]);
    }
    await map.set(ada, 'Contract ends', '2027-04-30');
    await map.until('2027-04-01T08:00:00Z');
    expect((await map.letters(ada)).at(-1)).toBe('Renewal, a month before');
  });
});

describe('the partner', () => {
  const map = new ReadyMap('partner-sign-up', { choose: { 'user:1': 'owner' } });

  it('is welcomed, set up, helped, and talked to when quiet; tips go to nobody who did not ask for mail', async () => {
    const [ada, never] = [await map.person('Ada'), await map.person('Never', { permission: 0 })];
    await map.tell('partner.signed_up', ada, never);
    expect(await map.tags(ada)).toEqual(['Partner']);
    for (const one of [ada, never]) {
      expect(await map.tasks(one)).toEqual(['Set up a new partner']);
      await map.complete(one, 'Set up', 'Ready');
    }
    await map.days(40);
    expect(await map.letters(ada)).toEqual(['Partner, welcome', 'Partner, the first three steps', 'Partner, a hand']);
    expect(await map.letters(never)).toEqual(['Partner, welcome']);
    expect(await map.tasks(ada)).toEqual(['Set up a new partner', 'Talk with Ada']);
    expect(await map.told()).toEqual([]);
  });

  it('whom nobody sets up is brought to mind; the first recommendation ends the help', async () => {
    const [ada, forgotten] = [await map.person('Ada'), await map.person('Forgotten')];
    await map.tell('partner.signed_up', ada, forgotten);
    await map.complete(ada, 'Set up', 'Ready');
    await map.days(4);
    expect(await map.told()).toEqual(['A new partner is waiting to be set up']);
    await map.tell('partner.referred', ada);
    await map.days(60);
    expect(await map.letters(ada)).toEqual(['Partner, welcome', 'Partner, the first three steps', 'Partner, the first recommendation']);
    expect(await map.tags(ada)).toEqual(['Active partner', 'Partner', 'Partner ready']);
    expect(await map.letters(forgotten)).toEqual(['Partner, welcome']);
    expect(await map.isOnMap(forgotten)).toBe(false);
  });
});
