import { describe, expect, it } from 'vitest';
import { afterHearing, GONE_AFTER_MS, type Presence, type Seen, TELL_EVERY_MS, whoIsHere } from './presence.ts';

const ME = 1;
const NOBODY: Seen = new Map();
const says = (page: string, userId: number, more: Partial<Presence> = {}): Presence => ({
  page,
  userId,
  doing: 'here',
  fieldId: null,
  ...more,
});

describe('who has a record open', () => {
  it('is everybody heard of lately, each once, and never oneself', () => {
    let seen = afterHearing(NOBODY, says('a', 2), 0);
    seen = afterHearing(seen, says('b', 2, { fieldId: 7 }), 10);
    seen = afterHearing(seen, says('c', ME), 20);
    seen = afterHearing(seen, says('d', 3, { doing: 'arriving' }), 30);
    expect(whoIsHere(seen, 40, ME)).toEqual([
      { userId: 2, fieldId: 7 },
      { userId: 3, fieldId: null },
    ]);
  });

  it('stays while the page is heard, and is gone some time after its last word', () => {
    let seen = NOBODY;
    let now = 0;
    for (; now < 10 * TELL_EVERY_MS; now += TELL_EVERY_MS) {
      seen = afterHearing(seen, says('a', 2), now);
      expect(whoIsHere(seen, now + TELL_EVERY_MS, ME)).toHaveLength(1);
    }
    const last = now - TELL_EVERY_MS;
    expect(whoIsHere(seen, last + GONE_AFTER_MS, ME)).toHaveLength(1);
    expect(whoIsHere(seen, last + GONE_AFTER_MS + 1, ME)).toEqual([]);
  });

  it('leaves page by page, and stops editing when it says so', () => {
    let seen = afterHearing(NOBODY, says('a', 2, { fieldId: 7 }), 0);
    seen = afterHearing(seen, says('b', 2), 0);
    seen = afterHearing(seen, says('a', 2), 1);
    expect(whoIsHere(seen, 2, ME)).toEqual([{ userId: 2, fieldId: null }]);
    seen = afterHearing(seen, says('a', 2, { doing: 'leaving' }), 3);
    expect(whoIsHere(seen, 4, ME)).toHaveLength(1);
    seen = afterHearing(seen, says('b', 2, { doing: 'leaving' }), 5);
    expect(whoIsHere(seen, 6, ME)).toEqual([]);
  });
});
