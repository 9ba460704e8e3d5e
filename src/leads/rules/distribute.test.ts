import { describe, expect, it } from 'vitest';
import { absenceOf, backAt } from './availability.ts';
import { distribute, somebodyBackAt, type Row, type Standing } from './distribute.ts';
import { memberSettingsSchema } from './router-settings.ts';

const NOON = { now: new Date('2026-03-02T12:00:00Z'), accountZone: 'Europe/Berlin' };
const at = (time: string) => ({ ...NOON, now: new Date(time) });
const settings = (given: object = {}) => memberSettingsSchema.parse(given);
const member = (userId: number, given: Partial<Standing> = {}): Standing => ({
  userId,
  percent: 0,
  settings: settings(),
  given: { today: 0, week: 0 },
  credit: 0,
  ...given,
});
const row = (members: Standing[], given: Partial<Row> = {}): Row => ({
  how: 'turns',
  lastUserId: null,
  members,
  otherwise: { do: 'wait' },
  ...given,
});
const takers = (decisions: readonly { to: number | null }[]) => decisions.map(({ to }) => to);
const counts = (decisions: readonly { to: number | null }[]) =>
  Object.fromEntries([...Map.groupBy(takers(decisions), String)].map(([to, all]) => [to, all.length]));

const WEEKDAYS = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];

describe('in turns', () => {
  it('each gets one before anybody gets another, and the turn goes on where it was', () => {
    const first = distribute(row([member(1), member(2), member(3)]), 4, NOON);
    expect(takers(first.decisions)).toEqual([1, 2, 3, 1]);
    const next = distribute(row([member(1), member(2), member(3)], { lastUserId: first.lastUserId }), 3, NOON);
    expect(takers(next.decisions)).toEqual([2, 3, 1]);
  });

  it('who is away or full is passed over, until they are there again', () => {
    const members = [
      member(1, { settings: settings({ away: { from: '2026-03-01', to: '2026-03-02' } }) }),
      member(2, { settings: settings({ capDay: 2 }) }),
      member(3),
    ];
    expect(takers(distribute(row(members), 6, NOON).decisions)).toEqual([2, 3, 2, 3, 3, 3]);
  });

  it('five thousand fall evenly, whatever they begin with', () => {
    const { decisions } = distribute(row([1, 2, 3, 4, 5, 6, 7].map((id) => member(id))), 5_000, NOON);
    expect(new Set(Object.values(counts(decisions)))).toEqual(new Set([714, 715]));
  });
});

describe('by shares', () => {
  const shares = (...percents: number[]): Standing[] => percents.map((percent, place) => member(place + 1, { percent }));

  it('every hundred falls exactly as the percents say, and no beginning of it is off by more than one', () => {
    const { decisions, members } = distribute(row(shares(57, 31, 12), { how: 'weighted' }), 300, NOON);
    expect(counts(decisions)).toEqual({ 1: 171, 2: 93, 3: 36 });
    expect(members.map(({ credit }) => credit)).toEqual([0, 0, 0]);
    for (let length = 1; length <= 300; length++) {
      const had = counts(decisions.slice(0, length));
      [57, 31, 12].forEach((percent, place) => expect(Math.abs((had[place + 1] ?? 0) - (length * percent) / 100)).toBeLessThanOrEqual(1));
    }
  });

  it('come out the same in many small sets as in one large one', () => {
    const large = distribute(row(shares(70, 20, 10), { how: 'weighted' }), 100, NOON).decisions;
    let standing = shares(70, 20, 10);
    const small = [];
    for (const size of [1, 7, 30, 2, 60]) {
      const part = distribute(row(standing, { how: 'weighted' }), size, NOON);
      small.push(...part.decisions);
      standing = part.members;
    }
    expect(takers(small)).toEqual(takers(large));
  });

  it('whoever is there shares as their percents stand to each other; nought gets nothing', () => {
    const members = shares(60, 30, 10, 0);
    members[0]!.settings = settings({ away: { from: '2026-03-02', to: '2026-03-02' } });
    expect(counts(distribute(row(members, { how: 'weighted' }), 40, NOON).decisions)).toEqual({ 2: 30, 3: 10 });
  });
});

describe('when nobody is there', () => {
  const asleep = () => [
    member(1, { settings: settings({ hours: WEEKDAYS }) }),
    member(2, { settings: settings({ hours: [{ days: [2], from: '08:00', to: '10:00' }] }) }),
  ];
  const night = at('2026-03-02T22:00:00Z');

  it('records wait, or stay as they are, or go to a named user', () => {
    expect(distribute(row(asleep()), 2, night).decisions).toEqual([
      { to: null, by: 'wait' },
      { to: null, by: 'wait' },
    ]);
    expect(distribute(row(asleep(), { otherwise: { do: 'leave' } }), 1, night).decisions).toEqual([{ to: null, by: 'leave' }]);
    expect(distribute(row(asleep(), { otherwise: { do: 'user', userId: 9 } }), 1, night).decisions).toEqual([{ to: 9, by: 'fallback' }]);
  });

  it('or go to whoever is back first', () => {
    expect(takers(distribute(row(asleep(), { otherwise: { do: 'first_back' } }), 2, night).decisions)).toEqual([2, 2]);
    const equal = [
      member(1, { settings: settings({ hours: WEEKDAYS, capDay: 1 }) }),
      member(2, { settings: settings({ hours: WEEKDAYS }) }),
    ];
    expect(takers(distribute(row(equal, { otherwise: { do: 'first_back' } }), 4, at('2026-03-02T05:00:00Z')).decisions)).toEqual([
      1, 2, 2, 2,
    ]);
  });

  it('is looked at again when the first of those who get anything is back', () => {
    expect(somebodyBackAt(row(asleep()), night)).toEqual(new Date('2026-03-03T07:00:00Z'));
    const idle = [member(1, { percent: 100, settings: settings({ hours: WEEKDAYS }) }), member(2)];
    expect(somebodyBackAt(row(idle, { how: 'weighted' }), night)).toEqual(new Date('2026-03-03T08:00:00Z'));
  });
});

describe('whether a member is there', () => {
  const none = { today: 0, week: 0 };

  it('is asked by their own clock where they have one', () => {
    const inLondon = settings({ hours: WEEKDAYS, zone: 'Europe/London' });
    expect(absenceOf(inLondon, none, at('2026-03-02T08:30:00Z'))).toBe('off_hours');
    expect(absenceOf(settings({ hours: WEEKDAYS }), none, at('2026-03-02T08:30:00Z'))).toBeUndefined();
  });

  it('follows summer time: the same hour of the clock is another moment the day after', () => {
    const early = settings({ hours: [{ days: [6, 7, 1], from: '09:00', to: '10:00' }] });
    expect(backAt(early, none, at('2026-03-28T05:00:00Z'))).toEqual(new Date('2026-03-28T08:00:00Z'));
    expect(backAt(early, none, at('2026-03-29T05:00:00Z'))).toEqual(new Date('2026-03-29T07:00:00Z'));
    // 02:30 is not there on that night, and comes twice in October: the hours last as long as the clock shows, once.
    const nightly = settings({ hours: [{ days: [7], from: '02:30', to: '03:30' }] });
    expect(absenceOf(nightly, none, at('2026-03-29T01:15:00Z'))).toBe('off_hours');
    expect(absenceOf(nightly, none, at('2026-03-29T01:31:00Z'))).toBe('off_hours');
    expect(absenceOf(nightly, none, at('2026-10-25T00:45:00Z'))).toBeUndefined();
    expect(absenceOf(nightly, none, at('2026-10-25T02:15:00Z'))).toBeUndefined();
    expect(absenceOf(nightly, none, at('2026-10-25T02:45:00Z'))).toBe('off_hours');
  });

  it('reaches over midnight into the next day', () => {
    const nights = settings({ hours: [{ days: [1], from: '22:00', to: '06:00' }] });
    expect(absenceOf(nights, none, at('2026-03-03T03:00:00Z'))).toBeUndefined();
    expect(absenceOf(nights, none, at('2026-03-03T05:00:00Z'))).toBe('off_hours');
    expect(absenceOf(nights, none, at('2026-03-04T03:00:00Z'))).toBe('off_hours');
  });

  it('ends at the cap of the day and of the week, and begins again behind them', () => {
    const capped = settings({ hours: WEEKDAYS, capDay: 2, capWeek: 5 });
    expect(absenceOf(capped, { today: 2, week: 3 }, NOON)).toBe('day_full');
    expect(backAt(capped, { today: 2, week: 3 }, NOON)).toEqual(new Date('2026-03-03T08:00:00Z'));
    expect(absenceOf(capped, { today: 1, week: 5 }, NOON)).toBe('week_full');
    expect(backAt(capped, { today: 1, week: 5 }, NOON)).toEqual(new Date('2026-03-09T08:00:00Z'));
  });

  it('has days away from the first to the last', () => {
    const away = settings({ hours: WEEKDAYS, away: { from: '2026-03-02', to: '2026-03-08' } });
    expect(absenceOf(away, none, NOON)).toBe('away');
    expect(backAt(away, none, NOON)).toEqual(new Date('2026-03-09T08:00:00Z'));
    expect(backAt(settings({ away: { from: '2026-03-02', to: '2099-01-01' } }), none, NOON)).toBeUndefined();
  });
});
