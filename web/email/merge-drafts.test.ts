import { describe, expect, test } from 'vitest';
import type { Block, Document } from '../../src/documents/schema.ts';
import type { Draft } from './email-data.ts';
import { mergedDrafts } from './merge-drafts.ts';

const text = (id: string, words = id): Block => ({ type: 'text', id, text: words });
const blocks = (...list: Block[]): Document => ({ kind: 'blocks', blocks: list });
const base: Draft = {
  name: 'Spring',
  purpose: 'bulk',
  subject: 'First',
  preheader: '',
  body: blocks(text('a'), text('b'), text('c')),
  fromName: '',
  replyTo: '',
  sender: { from: 'account' },
  utm: null,
  textPart: null,
  topicId: null,
};

test('what only one has changed is taken from them', () => {
  const { draft, clashes } = mergedDrafts(base, { ...base, subject: 'Mine' }, { ...base, preheader: 'Theirs' });
  expect(draft).toEqual({ ...base, subject: 'Mine', preheader: 'Theirs' });
  expect(clashes).toEqual([]);
});

test('what both have changed in another way is said, and one’s own stands', () => {
  const { draft, clashes } = mergedDrafts(base, { ...base, subject: 'Mine' }, { ...base, subject: 'Theirs' });
  expect(draft.subject).toBe('Mine');
  expect(clashes).toEqual(['subject']);
});

describe('of blocks', () => {
  const merged = (mine: Document, theirs: Document) => mergedDrafts(base, { ...base, body: mine }, { ...base, body: theirs });

  test('each keeps the block they wrote in, and the order of whoever moved', () => {
    const { draft, clashes } = merged(
      blocks(text('a', 'mine'), text('b'), text('c')),
      blocks(text('c'), text('a'), text('b', 'theirs'), text('d')),
    );
    expect(draft.body).toEqual(blocks(text('c'), text('a', 'mine'), text('b', 'theirs'), text('d')));
    expect(clashes).toEqual([]);
  });

  test.each([
    ['both wrote in one', blocks(text('a', 'mine'), text('b'), text('c')), blocks(text('a', 'theirs'), text('b'), text('c'))],
    ['one removed what the other wrote in', blocks(text('a', 'mine'), text('b'), text('c')), blocks(text('b'), text('c'))],
    ['both moved', blocks(text('b'), text('a'), text('c')), blocks(text('c'), text('b'), text('a'))],
  ])('nothing is decided where %s', (_, mine, theirs) => {
    expect(merged(mine, theirs).clashes).toEqual(['body']);
  });
});
