import { describe, expect, it } from 'vitest';
import { readableAtOnce, type Met } from './readable-at-once.ts';

/** A trigger met by these events, each [batch, record]; an event's id is ten times its batch and its record. */
const met = (...events: [number, number][]): Met => ({
  batch_ids: events.map(([batch]) => batch),
  record_ids: events.map(([, record]) => record),
  event_ids: events.map(([batch, record]) => batch * 10 + record),
});

describe('batches that meet triggers', () => {
  it('are read as one where each is about records of its own', () => {
    const all = [met([1, 1], [2, 2]), met([1, 1], [3, 3])];
    expect(readableAtOnce(all)).toEqual([all]);
  });

  it('are parted where a record comes again, whichever trigger it meets, and those behind stay behind', () => {
    const all = [met([1, 1], [2, 2], [4, 4]), met([3, 1])];
    expect(readableAtOnce(all)).toEqual([[met([1, 1], [2, 2])], [met([4, 4]), met([3, 1])]]);
  });

  it('may each hold a record several times', () => {
    const all = [met([1, 1], [1, 1]), met([1, 1])];
    expect(readableAtOnce(all)).toEqual([all]);
  });

  it('are left as they are where there is one of them, with too many to name', () => {
    const all = [{ batch_ids: null, record_ids: null, event_ids: null }];
    expect(readableAtOnce(all)).toEqual([all]);
    expect(readableAtOnce([])).toEqual([[]]);
  });
});
