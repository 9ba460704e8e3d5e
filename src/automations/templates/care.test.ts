import { describe, expect, test as it } from 'vitest';
import { ReadyMap, type Person } from '../../../test/automations/ready-map.ts';
import { emailOpened, emailSent } from '../../email/index.ts';
import { recordEvent } from '../../ledger/index.ts';

describe('the birthday', () => {
  const map = new ReadyMap('birthday');
  const born = (name: string, values: Record<string, string> = {}, permission = 1) =>
    map.person(name, { permission, values: { Birthday: '1980-03-10', ...values } });

  it('brings a letter at nine where they live, every year, and a call for regulars', async () => {
    const [ada, sydney, never] = [await born('Ada'), await born('Syd', { 'Time zone': 'Australia/Sydney' }), await born('Never', {}, 0)];
    await map.tag('Regular', sydney);
    await map.until('2026-03-09T22:30:00Z');
    expect([await map.letters(sydney), await map.letters(ada)]).toEqual([['Happy birthday'], []]);
    expect(await map.tasks(sydney)).toEqual(['Ring Syd: it is their birthday']);
    await map.until('2026-03-10T08:30:00Z');
    expect([await map.letters(ada), await map.tasks(ada)]).toEqual([['Happy birthday'], []]);
    await map.until('2027-03-11T08:00:00Z');
    expect(await map.letters(ada)).toEqual(['Happy birthday', 'Happy birthday']);
    expect(await map.letters(never)).toEqual([]);
  });
});

describe('the survey', () => {
  const map = new ReadyMap('survey');
  const QUESTION = 'Survey, the question';

  it('asks on a working morning and once more, and notes who says nothing; nobody who never asked for mail', async () => {
    const [ada, never] = [await map.person('Ada'), await map.person('Never', { permission: 0 })];
    await map.tag('Ask for opinion', ada, never);
    expect(await map.letters(ada), 'it is Monday').toEqual([]);
    await map.days(14);
    expect(await map.letters(ada)).toEqual([QUESTION, 'Survey, the reminder']);
    expect(await map.tags(ada)).toEqual(['No opinion given']);
    expect(await map.letters(never)).toEqual([]);
  });

  it('thanks who is content, has who is not called, and ends for all who answered', async () => {
    const [happy, fair, unhappy] = [await map.person('Happy'), await map.person('Fair'), await map.person('Unhappy')];
    await map.tag('Ask for opinion', happy, fair, unhappy);
    await map.days(1.2);
    await map.press(happy, QUESTION, 'answer=happy');
    await map.press(fair, QUESTION, 'answer=fair');
    await map.press(unhappy, QUESTION, 'answer=unhappy');
    await map.days(30);
    expect(await map.letters(happy)).toEqual([QUESTION, 'Survey, thanks for the praise']);
    expect(await map.letters(fair)).toEqual([QUESTION]);
    expect(await map.letters(unhappy)).toEqual([QUESTION, 'Survey, thanks for the frankness']);
    expect([await map.tags(happy), await map.tags(fair), await map.tags(unhappy)]).toEqual([
      ['Content'],
      ['Neither content nor not'],
      ['Not content'],
    ]);
    expect([await map.tasks(happy), await map.tasks(unhappy)]).toEqual([[], ['Ring: not content']]);
    await map.complete(unhappy, 'Ring', 'Put right');
    expect(await map.tags(unhappy)).toEqual([]);
  });
});

describe('who has gone quiet', () => {
  const map = new ReadyMap('re-engagement');
  const hear = async (person: Person, kind: typeof emailSent, times: number): Promise<void> => {
    for (let n = 0; n < times; n++)
      await map.as((db) =>
        recordEvent(db, map.seat.actor, { kind, record: { objectId: 0, id: person.id }, subject: { type: 'email', id: 99 } }),
      );
    await map.test.settle();
  };

  it('is asked twice, and left in peace or kept, as they answer; readers and strangers are not asked', async () => {
    const [silent, back, late, reader] = [
      await map.person('Silent'),
      await map.person('Back'),
      await map.person('Late'),
      await map.person('Reader'),
    ];
    const never = await map.person('Never', { permission: 0 });
    await hear(reader, emailOpened, 1);
    for (const one of [silent, back, late, reader, never]) await hear(one, emailSent, 3);
    await map.days(2);
    expect(await map.letters(silent)).toEqual(['Still want to hear from us?']);
    await map.press(back, 'Still want to hear from us?');
    await map.days(7);
    expect(await map.letters(late)).toEqual(['Still want to hear from us?', 'Our last letter']);
    await map.press(late, 'Our last letter');
    await map.days(14);
    expect([await map.tags(silent), await map.tags(back), await map.tags(late)]).toEqual([['Asleep'], ['Awake again'], ['Awake again']]);
    expect(await map.letters(back)).toEqual(['Still want to hear from us?']);
    expect([await map.letters(reader), await map.letters(never)]).toEqual([[], []]);
    expect(await map.isOnMap(silent)).toBe(false);
  });
});

describe('winning back', () => {
  const map = new ReadyMap('win-back', { start: '2026-01-05T09:00:00Z' });

  it('writes to half with a gift and half without, has the curious called and asks the others; an order ends it', async () => {
    const people: Person[] = [];
    for (let n = 0; n < 10; n++) people.push(await map.person(`Ada${n}`));
    const never = await map.person('Never', { permission: 0 });
    const stranger = await map.person('Stranger');
    await map.tag('Customer', ...people, never);
    await map.until('2026-07-10T09:00:00Z');
    await map.until('2026-07-14T12:00:00Z');
    const firsts = new Map<string, Person>();
    for (const one of people) firsts.set((await map.letters(one))[0]!, one);
    expect([...firsts.keys()].sort()).toEqual(['Win-back, a gift', 'Win-back, a word']);
    const [curious, ordering] = [...firsts.values()];
    const silent = people.find((one) => one !== curious && one !== ordering)!;
    await map.press(curious!, (await map.letters(curious!))[0]!);
    await map.tell('order.placed', ordering!);
    await map.days(12);
    expect([await map.tasks(curious!), await map.tasks(silent)]).toEqual([['Ring: has looked at us again'], []]);
    await map.complete(curious!, 'Ring', 'Orders again');
    expect((await map.letters(silent)).at(-1)).toBe('Win-back, one question');
    await map.days(25);
    for (const one of [curious!, ordering!]) {
      expect((await map.letters(one)).slice(1)).toEqual(['Win-back, the thank-you']);
      expect([await map.tags(one), await map.isOnMap(one)]).toEqual([['Customer', 'Won back'], false]);
    }
    expect(await map.tags(silent)).toEqual(['Customer', 'Lapsed']);
    expect([await map.letters(never), await map.letters(stranger)]).toEqual([[], []]);
  });
});
