import { describe, expect, it, test } from 'vitest';
import { compileDocument, textOfDocument } from './compile-document.ts';
import { checkDocument } from './check-document.ts';
import { documentProblems } from './document-problems.ts';
import { fillerOf, mergeProblem } from './merge/merge-language.ts';
import { contrast } from './rules/colours.ts';
import { DEFAULT_BRAND, documentSchema, type Block, type Document, type SavedBlock } from './schema.ts';

const blocks = (...list: Block[]): Document => documentSchema.parse({ kind: 'blocks', blocks: list });
const MEMBER = { tag: [1], operator: 'has_any' } as const;
const BUYER = { tag: [2], operator: 'has_any' } as const;
const FIELDS = ['contact.first_name'].map((path) => ({ path, label: path, group: '' }));
const MATERIALS = { brand: DEFAULT_BRAND, savedBlocks: new Map<number, SavedBlock>(), pictures: new Map() };
const text = (words: string): Extract<Block, { type: 'text' }> => ({ type: 'text', text: words });

async function shown(document: Document, when: Record<string, boolean>, options = {}) {
  const compiled = await compileDocument(document, options);
  const scope = { when, contact: { first_name: 'Ada' }, account: { name: 'Quay' }, links: compiled.links };
  return { compiled, html: fillerOf(compiled.html, 'html').fill(scope), text: fillerOf(compiled.text, 'text').fill(scope) };
}

describe('conditions', () => {
  const document = blocks(
    {
      type: 'condition',
      criteria: MEMBER,
      blocks: [
        {
          type: 'section',
          background: '#16262B',
          columns: [{ blocks: [text('A'), { type: 'condition', criteria: BUYER, blocks: [text('B')] }] }],
        },
      ],
      otherwise: [text('C')],
    },
    { type: 'condition', criteria: MEMBER, blocks: [text('D')] },
  );

  it.each([
    [{}, 'C'],
    [{ c1: true }, 'AD'],
    [{ c1: true, c2: true }, 'ABD'],
    [{ c2: true }, 'C'],
  ])('at any depth show what holds: %o gives %s', async (when, letters) => {
    const { html, text: plain, compiled } = await shown(document, when);
    const seen = (part: string) => ['A', 'B', 'C', 'D'].filter((letter) => new RegExp(`(?:>|^)${letter}(?:<|$)`, 'm').test(part)).join('');
    expect([seen(html), seen(plain)]).toEqual([letters, letters]);
    expect(plain).not.toMatch(/\n{3}/);
    expect(compiled.conditions).toEqual({ c1: { criteria: MEMBER }, c2: { criteria: BUYER } });
    // What old Outlook reads closes what it opens, whatever is left out.
    expect(html.match(/<!--\[if /g)!.length).toBe(html.match(/<!\[endif\]/g)!.length);
  });

  it('are named the same in the text part that people change', () => {
    expect(textOfDocument(document)).toBe(
      '{% if when.c1 %}A\n\n{% if when.c2 %}B\n\n{% endif %}{% else %}C\n\n{% endif %}{% if when.c1 %}D\n\n{% endif %}',
    );
  });

  it('that nobody has settled keep a document from being published, and not from being shown', async () => {
    const open = blocks({ type: 'condition', id: 'x1', criteria: null, blocks: [text('A')] });
    expect(documentProblems(open, FIELDS)).toEqual([
      {
        path: 'blocks.0.criteria',
        blockId: 'x1',
        code: 'missing',
        sentence: 'Say who sees these blocks, or take them out of the condition.',
      },
    ]);
    expect((await shown(open, {})).text).toBe('A\n');
  });
});

test('what only phones show is hidden from those who know no style sheet, table by table; what only wide screens show is not in their way', async () => {
  const { html, text: plain } = await shown(blocks({ ...text('small'), on: 'phone' }, { ...text('wide'), on: 'desktop' }), {});
  expect(html).toMatch(/class="t0 t1l on-phone" style="display:none;max-height:0;overflow:hidden;mso-hide:all;/);
  expect(html).toMatch(/\.on-desktop\{display:none !important\}/);
  expect(plain).toBe('wide\n');
});

test('HTML by hand keeps its looks and loses what acts, fetches or forges', async () => {
  const html = `<p style="color:#b3372f;background:url(https://spy.example/x)" onclick="x()">Hi {{ contact.first_name }}<script>alert(1)</script></p>
    <a href="https://shop.example/?n={{ contact.first_name }}">go</a> <a href="javascript:alert(1)">bad</a> <img src="http://{{ contact.first_name }}.example/x.png">
    <form action="https://spy.example"><input></form><iframe src="https://spy.example"></iframe></mj-text><mj-raw>x</mj-raw> { { {% raw`;
  const { html: out, compiled } = await shown(blocks({ type: 'html', html: html.replace(' {% raw', '') }), {});
  expect(out).toContain('Hi Ada');
  expect(compiled.links).toEqual(['https://shop.example/?n={{ contact.first_name }}']);
  expect(out).toContain('color:#b3372f');
  expect(out).not.toMatch(/<script|onclick|javascript:|<form|<iframe|<input|url\(https|Ada\.example|<\/?mj-/);
});

test('a text part that somebody wrote takes the place of the one made from blocks, with the same links and the same foot', async () => {
  const footer = { reason: 'You asked.', unsubscribe: 'Leave' };
  const document = blocks({ type: 'button', label: 'Go', url: 'https://a.example/' });
  const compiled = await compileDocument(document, { footer, plainText: 'Own words: https://a.example/ and https://b.example/' });
  expect(compiled.links).toEqual(['https://a.example/', 'https://b.example/']);
  expect(compiled.text).toMatch(
    /^Own words: \{\{ links\[0\] \}\} and \{\{ links\[1\] \}\}\n\n--\nYou asked\.\nLeave: \{\{ unsubscribe_url \}\}/,
  );
});

test('saved blocks stand where they are used; one that is gone, or that holds itself, is told by its name', async () => {
  const saved = (id: number, list: Block[]): [number, SavedBlock] => [id, { id, name: `Saved ${id}`, blocks: list, updatedAt: '' }];
  const savedBlocks = new Map([
    saved(1, [text('kept'), { type: 'section', columns: [{ blocks: [text('{{ contact.x }}')] }] }]),
    saved(2, [{ type: 'saved', savedId: 2 }]),
  ]);
  const document = blocks(
    { type: 'section', columns: [{ blocks: [{ type: 'saved', savedId: 1 }] }] },
    { type: 'saved', savedId: 2 },
    { type: 'saved', savedId: 3 },
  );
  expect((await shown(document, {}, { savedBlocks })).text).toContain('kept');
  expect(documentProblems(document, FIELDS, { savedBlocks }).map(({ path, sentence }) => [path, sentence])).toEqual([
    [
      'blocks.0.columns.0.blocks.0.savedId',
      expect.stringContaining('In the saved block “Saved 1”: There is no merge field {{ contact.x }}'),
    ],
    ['blocks.1.savedId', expect.stringContaining('holds itself')],
    ['blocks.2.savedId', 'The saved block that stood here has been deleted. Choose another, or remove it.'],
  ]);
});

test('blocks of forms are refused in letters, and named', () => {
  const form = blocks({ type: 'submit', id: 's', label: 'Send' });
  expect(documentProblems(form, FIELDS)).toMatchObject([{ path: 'blocks.0', blockId: 's', code: 'unreadable' }]);
  expect(documentProblems(form, FIELDS, { isForm: true })).toEqual([]);
});

test('words are readable where everything is dark, whatever colours somebody chose', async () => {
  const { html } = await shown(
    blocks(
      { ...text('dark blue'), color: '#001f5c' },
      { type: 'section', background: '#ffe9a8', columns: [{ blocks: [text('on yellow')] }] },
    ),
    {},
  );
  const dark = html.slice(html.indexOf('prefers-color-scheme: dark'));
  const grounds = [...dark.matchAll(/\.s\d+,[^{]*\{background:(#[0-9A-F]{6})/g)].map(([, colour]) => colour!);
  const inks = [...dark.matchAll(/\.t\d+[^{]*\{color:(#[0-9A-F]{6})/g)].map(([, colour]) => colour!);
  expect(grounds.length).toBeGreaterThan(1);
  for (const ink of inks) expect(Math.max(...grounds.map((ground) => contrast(ink, ground)))).toBeGreaterThan(6);
});

describe('templates that would never end', () => {
  it.each([
    [
      'growing without end',
      `{{ "x" ${'| append: "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" | replace: "y", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" '.repeat(12)}}}`,
    ],
    ['numbers without end', `{{ 9 ${'| times: 999999999 '.repeat(2_000)}}}`],
  ])('are stopped: %s', (_, source) => {
    const started = performance.now();
    expect(mergeProblem(source)).toBeNull();
    try {
      expect(fillerOf(source, 'text').fill({}).length).toBeLessThan(100_000);
    } catch (error) {
      expect((error as Error).message).toMatch(/limit/);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([
    ['conditions inside each other', '{% if a %}'.repeat(20_000)],
    ['paths without end', `{{ ${'a.'.repeat(50_000)}b }}`],
    ['brackets inside each other', `{{ ${'a['.repeat(20_000)}${']'.repeat(20_000)} }}`],
    ['a template of a megabyte', '{{ contact.first_name }}'.repeat(50_000)],
  ])('are refused with a sentence, at once: %s', (_, source) => {
    const started = performance.now();
    expect(documentProblems({ kind: 'plain', text: source }, FIELDS)[0]?.sentence).toMatch(/^[A-Z“]/);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('are not stored: a document has an end', () => {
    const huge = {
      kind: 'blocks' as const,
      blocks: Array.from({ length: 50 }, () => ({ type: 'html' as const, html: 'x'.repeat(90_000) })),
    };
    expect(documentProblems(huge, FIELDS)).toMatchObject([{ path: 'blocks', code: 'unreadable' }]);
  });
});

test('a look over a letter finds what is wrong, where, and in which block', async () => {
  const document = blocks(
    { ...text('Read [https://bank.example](https://other.example/x) and [this](https://bit.ly/x)'), id: 'a' },
    { ...text('faint'), id: 'b', color: '#eeeeee' },
    { type: 'image', id: 'c', src: 'https://elsewhere.example/x.png', alt: '' },
  );
  const compiled = await compileDocument(document, MATERIALS);
  const found = checkDocument({ document, compiled, materials: MATERIALS, subject: 'RE: YOU WON!!!', preheader: '', isBulk: true });
  expect(found.map(({ code, severity, blockId }) => [code, severity, blockId])).toEqual([
    ['no_way_out', 'error', undefined],
    ['no_address', 'error', undefined],
    ['false_reply', 'error', undefined],
    ['shouting', 'warning', undefined],
    ['exclamations', 'warning', undefined],
    ['no_preheader', 'hint', undefined],
    ['misleading_link', 'warning', 'a'],
    ['shortened_link', 'warning', 'a'],
    ['no_alt', 'warning', 'c'],
    ['foreign_picture', 'hint', 'c'],
    ['low_contrast', 'warning', 'b'],
  ]);
});
