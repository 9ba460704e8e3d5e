import { expect, test } from 'vitest';
import { blocksOf, inserted, movedBlock, newBlock, plainOf } from './body-edits.ts';

test('a letter keeps its words when it becomes one text, and when it becomes blocks', () => {
  const blocks = [
    newBlock('divider'),
    { type: 'heading', level: 1, text: 'Hi' } as const,
    { type: 'button', label: 'Go', url: 'https://a.example' } as const,
  ];
  expect(plainOf({ kind: 'blocks', blocks })).toEqual({ kind: 'plain', text: 'Hi\n\n[Go](https://a.example)' });
  expect(blocksOf({ kind: 'plain', text: 'Hi' })).toEqual({ kind: 'blocks', blocks: [{ type: 'text', text: 'Hi' }] });
  expect(blocksOf({ kind: 'plain', text: '' })).toEqual({ kind: 'blocks', blocks: [] });
});

test('a block moves by one place', () => {
  const [a, b, c] = (['a', 'b', 'c'] as const).map((text) => ({ type: 'text', text }) as const);
  expect(movedBlock([a!, b!, c!], 2, -1)).toEqual([a, c, b]);
  expect(movedBlock([a!, b!, c!], 0, 1)).toEqual([b, a, c]);
});

test('a field stands where the person was writing, in the place of what was chosen', () => {
  expect(inserted('Hi there!', 'contact.first_name', 3, 8)).toEqual({ text: 'Hi {{ contact.first_name }}!', caret: 27 });
});
