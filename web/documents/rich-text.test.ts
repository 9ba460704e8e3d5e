import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inlinePieces, listOf, paragraphsOf, type Piece } from '../../src/documents/rules/inline.ts';
import { type RichNode, richTextOf, textOf } from './rich-text.ts';

const roundTrip = (text: string): string => textOf(richTextOf(text, 'text'), 'text');

test.each([
  'Hello {{ contact.first_name | default: "friend" }}, *good* to **see** you.',
  'One\nbroken line\n\nAnd a second paragraph',
  'Read [our **newest** letter](https://a.example/?n={{ contact.id }}) today',
  '***both at once***',
  '**bold *and both***',
  '*italic **and both***',
  '*one***two**',
  'plain https://a.example/x(1) address',
  '2 \\* 3 \\* 4 \\[x\\]',
  '{% if contact.city %}in {{ contact.city }}{% endif %}',
  'Bring:\n\n- a **coat**\n- [boots](https://a.example/boots)\n\nand come.',
  '1. {{ contact.first_name }}\n2. two',
])('“%s” is edited and comes back as it was', (text) => {
  expect(roundTrip(text)).toBe(text);
});

test('stars that were no marks are written so that they stay none', () => {
  expect(roundTrip('2 * 3')).toBe('2 \\* 3');
});

test('space at the edge of bold words stands outside the marks', () => {
  const rich = {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: ' a b ', marks: [{ type: 'bold' }] },
          { type: 'text', text: 'c' },
        ],
      },
    ],
  };
  expect(textOf(rich, 'text')).toBe(' **a b** c');
});

test('a list is one of the editor’s own; an item that nobody has written yet, or a break in one, makes no item of its own', () => {
  const item = (...content: RichNode[]): RichNode => ({ type: 'listItem', content: [{ type: 'paragraph', content }] });
  const words = (text: string): RichNode => ({ type: 'text', text });
  const rich = {
    type: 'doc',
    content: [{ type: 'bulletList', content: [item(words('one')), item(), item(words('two'), { type: 'hardBreak' }, words('more'))] }],
  };
  expect(textOf(rich, 'text')).toBe('- one\n- two more');
  expect(richTextOf('- one\n- two', 'text').content).toEqual([{ type: 'bulletList', content: [item(words('one')), item(words('two'))] }]);
});

test('a paragraph that begins like a list and is none stays a paragraph', () => {
  const rich = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '1. May is a holiday' }] }] };
  expect(richTextOf(textOf(rich, 'text'), 'text').content).toMatchObject([{ type: 'paragraph' }]);
});

test('an address with spaces and brackets stays one link', () => {
  const link = { type: 'link', attrs: { href: 'https://a.example/a b(c' } };
  const rich = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'here', marks: [link] }] }] };
  expect(textOf(rich, 'text')).toBe('[here](https://a.example/a%20b%28c)');
});

test('a button carries words and merge fields, and its stars are stars', () => {
  const text = 'Buy *now* {{ contact.first_name }}';
  expect(textOf(richTextOf(text, 'line'), 'line')).toBe(text);
});

describe('of any text', () => {
  const texts = fc.string({
    unit: fc.constantFrom(
      'a',
      'b',
      ' ',
      '*',
      '**',
      '[',
      ']',
      '(',
      ')',
      '](https://a.example/)',
      '\\',
      '\n',
      '\n\n',
      '- a',
      '1. b',
      'https://a.example/',
      '{{ x }}',
      'ü',
    ),
  });

  test('editing without a change says the same', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const again = roundTrip(text);
        expect(shownOf(again)).toEqual(shownOf(text));
        expect(roundTrip(again)).toBe(again);
      }),
      { numRuns: 2_000 },
    );
  });

  const style = fc.subarray(['bold', 'italic'] as const);
  const words = fc.record({
    text: fc.constantFrom('a', 'b c', ' d', 'e ', '*', '\\', '[f]', '(g)', ' '),
    style,
    href: fc.option(fc.constant('https://a.example/x'), { nil: undefined, freq: 4 }),
  });
  const paragraphs = fc.array(words, { minLength: 1, maxLength: 6 }).map((runs): RichNode => ({
    type: 'paragraph',
    content: runs.map(({ text, style: marks, href }) => ({
      type: 'text',
      text,
      marks: [...(href ? [{ type: 'link', attrs: { href } }] : []), ...marks.map((type) => ({ type }))],
    })),
  }));

  test('whatever is written in the editor is read from the text again', () => {
    fc.assert(
      fc.property(fc.array(paragraphs, { minLength: 1, maxLength: 3 }), (content) => {
        const text = textOf({ type: 'doc', content }, 'text');
        expect(lettersOf(richTextOf(text, 'text'))).toEqual(lettersOf({ type: 'doc', content }));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** What a reader of a text sees: every sign with its marks, whatever the pieces they come in. Space that nothing surrounds is not seen. */
function shownOf(text: string): string[] {
  return paragraphsOf(text).flatMap((paragraph) => {
    const list = listOf(paragraph);
    // Which numbers were written is not seen: they are counted.
    if (list) return list.items.map((item) => `${list.isOrdered ? '#' : '-'} ${wordsShown(item).trim()}`);
    return paragraphsOf(wordsShown(paragraph));
  });
}

const wordsShown = (text: string): string =>
  inlinePieces(text)
    .map((piece) => shown(piece, ''))
    .join('')
    .replaceAll('\u00a0', ' ');

function shown(piece: Piece, href: string): string {
  if (piece.type === 'break') return '\n';
  if (piece.type === 'link') return piece.label.map((part) => shown(part, piece.isBare ? '' : piece.url)).join('');
  if (piece.type === 'merge') return `${piece.source}${signsOf(piece.bold, piece.italic, href)}`;
  return [...piece.text].map((sign) => (sign.trim() === '' ? sign : `${sign}${signsOf(piece.bold, piece.italic, href)}`)).join('');
}

const signsOf = (bold: boolean, italic: boolean, href: string): string => `${bold ? 'B' : ''}${italic ? 'I' : ''}${href && `<${href}>`}`;

/** Every letter of a rich text with the marks on it; of space, only that it is there. */
function lettersOf(rich: RichNode): string[] {
  return (rich.content ?? [])
    .map((paragraph) =>
      (paragraph.content ?? [])
        .map(({ text = '', marks = [] }) => {
          const has = (type: string) => marks.some((mark) => mark.type === type);
          const href = marks.find((mark) => mark.type === 'link')?.attrs?.href ?? '';
          return [...text].map((sign) => (sign === ' ' ? ' ' : `${sign}${signsOf(has('bold'), has('italic'), String(href))}`)).join('');
        })
        .join(''),
    )
    .filter((text) => text.trim() !== '');
}
