import { describe, expect, test as it } from 'vitest';
import { ReadyMap } from '../../../test/automations/ready-map.ts';

describe('the abandoned order', () => {
  const map = new ReadyMap('abandoned-order');

  it('is reminded of after an hour, a day and four days, half of the people with the one offer and half with the other', async () => {
    const people = [];
    for (let n = 0; n < 12; n++) people.push(await map.person(`Ada${n}`));
    const [ada] = people;
    await map.tell('order.started', ...people);
    expect(await map.letters(ada!)).toEqual([]);
    await map.days(0.05);
    expect(await map.letters(ada!)).toEqual(['Order, after an hour']);
    await map.days(1);
    expect(await map.letters(ada!)).toEqual(['Order, after an hour', 'Order, after a day']);
    await map.days(4);
    const third = new Set<string | undefined>();
    for (const one of people) third.add((await map.letters(one))[2]);
    expect(third).toEqual(new Set(['Order, after four days: free delivery', 'Order, after four days: advice']));
    await map.days(8);
    expect(await map.tags(ada!)).toEqual(['Order lost']);
    expect(await map.isOnMap(ada!)).toBe(false);
  });

  it('is left in peace the moment it is placed, and saved only if a letter had gone out', async () => {
    const [quick, saved] = [await map.person('Quick'), await map.person('Saved')];
    await map.tell('order.started', quick, saved);
    await map.tell('order.placed', quick);
    await map.days(0.1);
    await map.tell('order.placed', saved);
    await map.days(20);
    expect(await map.letters(quick)).toEqual([]);
    expect(await map.letters(saved)).toEqual(['Order, after an hour']);
    expect([await map.tags(quick), await map.tags(saved)]).toEqual([[], ['Order saved']]);
    expect(await map.reached(saved)).toBe(1);
  });

  it('begun anew is reminded of anew; nobody is written to at night or without permission', async () => {
    const [again, never] = [await map.person('Again'), await map.person('Never', { permission: 0 })];
    await map.tell('order.started', never);
    await map.until('2026-03-02T21:30:00Z');
    await map.tell('order.started', again);
    await map.until('2026-03-03T06:30:00Z');
    expect(await map.letters(again), 'it is half past seven in Berlin').toEqual([]);
    await map.until('2026-03-03T07:30:00Z');
    expect(await map.letters(again)).toEqual(['Order, after an hour']);
    await map.tell('order.started', again);
    await map.days(0.1);
    expect(await map.letters(again)).toEqual(['Order, after an hour', 'Order, after an hour']);
    await map.days(20);
    expect(await map.letters(never)).toEqual([]);
    expect(await map.refused(never)).toEqual(['transactional_only']);
  });
});

describe('the declined card', () => {
  const map = new ReadyMap('declined-card', { choose: { 'user:1': 'owner' } });

  it('is told of three times with a call in between, and given up after two weeks and a half', async () => {
    const [ada, gone] = [await map.person('Ada', { permission: 0 }), await map.person('Gone', { permission: -2 })];
    await map.tell('card.declined', ada, gone);
    await map.days(3.1);
    expect(await map.letters(ada)).toEqual(['Card declined, first letter', 'Card declined, second letter']);
    await map.days(4.1);
    expect(await map.tasks(ada)).toEqual(['Ring Ada: the card is declined']);
    await map.days(12);
    expect(await map.letters(ada)).toEqual(['Card declined, first letter', 'Card declined, second letter', 'Card declined, last letter']);
    expect(await map.tags(ada)).toEqual(['Payment failed']);
    expect(await map.told()).toContain('A payment has failed for good');
    expect(await map.letters(gone)).toEqual([]);
    expect(await map.refused(gone)).toEqual(['hard_bounce']);
  });

  it('that is charged after all gets a thank-you, and nothing else', async () => {
    const ada = await map.person('Ada', { permission: 0 });
    await map.tell('card.declined', ada);
    await map.days(1);
    await map.tell('card.declined', ada);
    await map.tell('card.charged', ada);
    await map.days(30);
    expect(await map.letters(ada)).toEqual(['Card declined, first letter', 'Payment came through']);
    expect(await map.tasks(ada)).toEqual([]);
    expect(await map.isOnMap(ada)).toBe(false);
  });
});

describe('the appointment', () => {
  const map = new ReadyMap('appointment-reminder');
  const booked = (name: string, at: string, permission = 1) => map.person(name, { permission, values: { Appointment: at } });

  it('is confirmed, reminded of the day before and two hours before, and asked about afterwards', async () => {
    const [ada, never] = [await booked('Ada', '2026-03-06T14:00:00.000Z'), await booked('Never', '2026-03-06T14:00:00.000Z', 0)];
    await map.tell('appointment.booked', ada, never);
    const [letter] = await map.rows<{ values: object }>('select merge_values as values from deliveries where account_id = $1');
    expect(JSON.stringify(letter!.values)).toContain('2026');
    expect(await map.letters(ada)).toEqual(['Appointment confirmed']);
    await map.until('2026-03-05T14:01:00Z');
    expect(await map.letters(ada)).toEqual(['Appointment confirmed', 'Appointment, the day before']);
    await map.until('2026-03-06T12:01:00Z');
    await map.days(1);
    const service = ['Appointment confirmed', 'Appointment, the day before', 'Appointment, two hours before'];
    expect(await map.letters(ada)).toEqual([...service, 'Appointment, afterwards']);
    expect(await map.letters(never), 'what the appointment requires, and no more').toEqual(service);
  });

  it('of tomorrow has no reminder of the day before; one moved is reminded of anew; one cancelled is not', async () => {
    const [soon, moved, off] = [
      await booked('Soon', '2026-03-03T08:00:00.000Z'),
      await booked('Moved', '2026-03-06T14:00:00.000Z'),
      await booked('Off', '2026-03-06T14:00:00.000Z'),
    ];
    await map.tell('appointment.booked', soon, moved, off);
    await map.days(1);
    await map.set(moved, 'Appointment', '2026-03-12T14:00:00.000Z');
    await map.tell('appointment.booked', moved);
    await map.tell('appointment.cancelled', off);
    await map.until('2026-03-08T09:00:00Z');
    expect(await map.letters(soon)).toEqual(['Appointment confirmed', 'Appointment, two hours before', 'Appointment, afterwards']);
    expect(await map.letters(moved)).toEqual(['Appointment confirmed', 'Appointment confirmed']);
    expect(await map.letters(off)).toEqual(['Appointment confirmed', 'Appointment cancelled']);
    await map.until('2026-03-11T15:00:00Z');
    expect((await map.letters(moved)).at(-1)).toBe('Appointment, the day before');
  });
});

describe('the review', () => {
  const map = new ReadyMap('review-request');

  it('is asked for after a week on a working morning, once more after five days, and never without permission', async () => {
    const [ada, never] = [await map.person('Ada'), await map.person('Never', { permission: 0 })];
    await map.tell('order.delivered', ada, never);
    await map.until('2026-03-10T07:00:00Z');
    expect(await map.letters(ada), 'a week later is a Monday').toEqual([]);
    await map.until('2026-03-10T09:00:00Z');
    expect(await map.letters(ada)).toEqual(['Review, the question']);
    await map.days(6);
    expect(await map.letters(ada)).toEqual(['Review, the question', 'Review, the reminder']);
    await map.days(20);
    await map.tell('order.delivered', ada);
    expect(await map.isOnMap(ada), 'asked lately').toBe(false);
    expect(await map.letters(never)).toEqual([]);
  });

  it('that is written gets a thank-you; who went there is not reminded; who complains is left out at once', async () => {
    const [ada, went, cross] = [await map.person('Ada'), await map.person('Went'), await map.person('Cross')];
    await map.tell('order.delivered', ada, went, cross);
    await map.days(1);
    await map.tag('Complaint', cross);
    expect(await map.isOnMap(cross)).toBe(false);
    await map.until('2026-03-10T12:00:00Z');
    await map.press(ada, 'Review, the question');
    await map.press(went, 'Review, the question');
    await map.tell('review.written', ada);
    await map.days(30);
    expect(await map.letters(ada)).toEqual(['Review, the question', 'Review, the thank-you']);
    expect(await map.tags(ada)).toEqual(['Reviewer', 'Went to review']);
    expect(await map.letters(went)).toEqual(['Review, the question']);
    expect(await map.letters(cross)).toEqual([]);
  });
});
