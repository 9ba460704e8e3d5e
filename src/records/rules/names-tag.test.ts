import { describe, expect, it } from 'vitest';
import { namesTag } from './names-tag.ts';

const asked = { tagId: 7, names: new Set(['vip', 'very important']) };

describe('settings that name a tag', () => {
  it.each([
    ['a condition', { all: [{ not: { tag: [3, 7], operator: 'has_any' } }] }],
    ['a condition on a related record', { parent: 4, matches: { tag: [7], operator: 'has_all' } }],
    ['a trigger', { triggers: [{ id: 1, event: 'tag.added', subject: [7] }] }],
    ['what happened', { behaviour: 'tag.removed', subject: [7] }],
    ['a step of a map, by name', { steps: [{ kind: 'tag.add', settings: { tag: ' VIP ' } }] }],
    ['a form, by a former name', { tags: ['Newcomer', 'Very Important'] }],
    ['settings by number', { on: { tagId: 7 } }],
  ])('do: %s', (_, settings) => {
    expect(namesTag(settings, asked)).toBe(true);
  });

  it.each([
    ['other tags', { tag: [77], operator: 'has_any' }],
    ['another kind of event about a thing with its number', { event: 'email.opened', subject: [7] }],
    ['another name', { tag: 'VIPs' }],
    ['its name where no tag stands', { name: 'vip', id: 7 }],
    ['nothing', null],
  ])('do not: %s', (_, settings) => {
    expect(namesTag(settings, asked)).toBe(false);
  });
});
