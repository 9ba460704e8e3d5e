import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inlinePieces, type Piece } from './inline.ts';

const shown = (pieces: Piece[]): string =>
  pieces
    .map((piece) => {
      if (piece.type === 'break') return '\n';
      if (piece.type === 'link') return `<${shown(piece.label)}|${piece.url}>`;
      const text = piece.type === 'merge' ? `«${piece.source}»` : piece.text;
      return piece.bold ? `B(${text})` : piece.italic ? `I(${text})` : text;
    })
    .join('');

test.each([
  ['a **b** c', 'a B(b) c'],
  ['a *b* c', 'a I(b) c'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['**open', '**open'],
  ['\\*not\\* [x\\]', '*not* [x]'],
  ['see https://a.example/x. Next', 'see <https://a.example/x|https://a.example/x>. Next'],
  ['(https://a.example/x)', '(<https://a.example/x|https://a.example/x>)'],
  ['https://a.example/?n={{ contact.id }}&b=1', '<https://a.example/?n=«{{ contact.id }}»&b=1|https://a.example/?n={{ contact.id }}&b=1>'],
  ['[w **b**](https://a.example/) e', '<w B(b)|https://a.example/> e'],
  ['[u]({{ unsubscribe_url }})', '<u|{{ unsubscribe_url }}>'],
  ['{{ a | default: "**x**" }}', '«{{ a | default: "**x**" }}»'],
  ['a\nb', 'a\nb'],
])('%s', (text, expected) => {
  expect(shown(inlinePieces(text))).toBe(expected);
});

test('no text makes it fail, and no word is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '*', '[', ']', '(', ')', '{', '}', '\\', '\n', 'https://', 'ü') }), (text) => {
      const words = shown(inlinePieces(text)).match(/[aü]/g)?.length ?? 0;
      expect(words).toBeGreaterThanOrEqual(text.match(/[aü]/g)?.length ?? 0);
    }),
    { numRuns: 500 },
  );
});
