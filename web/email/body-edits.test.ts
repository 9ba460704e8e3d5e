import { expect, test } from 'vitest';
import type { Document } from '../../src/documents/schema.ts';
import { blocksOf, inserted, plainOf } from './body-edits.ts';

test('a letter keeps its words when it becomes one text, and when it becomes blocks', () => {
  const body: Document = {
    kind: 'blocks',
    blocks: [
      { type: 'divider' },
      { type: 'heading', level: 1, text: 'Hi' },
      { type: 'section', columns: [{ blocks: [{ type: 'condition', criteria: null, blocks: [{ type: 'text', text: 'there' }] }] }] },
      { type: 'button', label: 'Go', url: 'https://a.example' },
    ],
  };
  expect(plainOf(body)).toEqual({ kind: 'plain', text: 'Hi\n\nthere\n\n[Go](https://a.example)' });
  expect(blocksOf({ kind: 'plain', text: 'Hi' })).toEqual({ kind: 'blocks', blocks: [{ type: 'text', text: 'Hi' }] });
  expect(blocksOf({ kind: 'plain', text: '' })).toEqual({ kind: 'blocks', blocks: [] });
});

test('a field stands where the person was writing, in the place of what was chosen', () => {
  expect(inserted('Hi there!', 'contact.first_name', 3, 8)).toEqual({ text: 'Hi {{ contact.first_name }}!', caret: 27 });
});
