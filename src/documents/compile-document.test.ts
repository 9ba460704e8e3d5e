import { expect, test } from 'vitest';
import { compileDocument } from './compile-document.ts';
import { documentProblems } from './document-problems.ts';
import { fillerOf } from './merge/merge-language.ts';
import type { Document, MergeField } from './schema.ts';

const FIELDS: MergeField[] = ['contact.first_name', 'contact.note', 'contact.score', 'account.postal_address', 'unsubscribe_url'].map(
  (path) => ({
    path,
    label: path,
    group: 'Contact',
  }),
);

const plain = (text: string): Document => ({ kind: 'plain', text });
const FOOTER = { reason: 'You asked for it.', unsubscribe: 'Unsubscribe' };

async function filled(document: Document, values: object, links: string[] = []) {
  const compiled = await compileDocument(document, { footer: FOOTER });
  const scope = { account: { postal_address: '1 Quay\nHarbour' }, unsubscribe_url: 'https://q.example/e/u/t', links, ...values };
  return { compiled, html: fillerOf(compiled.html, 'html').fill(scope), text: fillerOf(compiled.text, 'text').fill(scope) };
}

test('a plain text becomes HTML and text with its merge fields filled in', async () => {
  const { html, text } = await filled(plain('Dear {{ contact.first_name | default: "friend" }},\n\nsecond *paragraph*.'), { contact: {} });
  expect(html).toContain('Dear friend,');
  expect(html).toContain('<em>paragraph</em>');
  expect(text).toContain('Dear friend,\n\nsecond paragraph.');
});

test('values that look like HTML, like a template or like a header stay text', async () => {
  const hostile = '<script>alert(1)</script>"\'&{{ account.postal_address }}{% if true %}\r\nBcc: all@example.com';
  const { html, text } = await filled(plain('Hello {{ contact.note }}!'), { contact: { note: hostile } });
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;{{ account.postal_address }}{% if true %}');
  expect(text).toContain(`Hello ${hostile}!`);
});

test('what an author writes between the merge fields is text too', async () => {
  const { html } = await filled(plain('a < b && "c" </td><script>x</script> { { and %}'), {});
  expect(html).toContain('a &lt; b &amp;&amp; &quot;c&quot; &lt;/td&gt;&lt;script&gt;x&lt;/script&gt;');
});

test('a button, a link and a bare address share the numbering of links, each address once', async () => {
  const document: Document = {
    kind: 'blocks',
    blocks: [
      { type: 'heading', level: 1, text: 'News for {{ contact.first_name }}' },
      { type: 'text', text: 'See [our **shop**](https://shop.example/?a=1&b={{ contact.first_name }}) or https://shop.example/help.' },
      { type: 'divider' },
      { type: 'button', label: 'Help', url: 'https://shop.example/help' },
    ],
  };
  expect(documentProblems(document, FIELDS)).toEqual([]);
  const { compiled, html, text } = await filled(document, { contact: { first_name: 'Ada' } }, [
    'https://q.example/0',
    'https://q.example/1',
  ]);
  expect(compiled.links).toEqual(['https://shop.example/?a=1&b={{ contact.first_name }}', 'https://shop.example/help']);
  expect(html).toContain('href="https://q.example/0"');
  expect(html.match(/href="https:\/\/q\.example\/1"/g)).toHaveLength(2);
  expect(html).not.toContain('shop.example/?a');
  expect(text).toContain('See our shop (https://q.example/0) or https://q.example/1.');
  expect(text).toContain('Help: https://q.example/1');
});

test('a link fills its path in escaped and never leaves its site', () => {
  const filler = fillerOf('https://shop.example/{{ contact.note }}?q={{ contact.note }}', 'url');
  expect(filler.fill({ contact: { note: '@evil.example/ <x>&a=b' } })).toBe(
    'https://shop.example/%40evil.example%2F%20%3Cx%3E%26a%3Db?q=%40evil.example%2F%20%3Cx%3E%26a%3Db',
  );
});

test('every bulk letter ends with the postal address and the way out, in both parts', async () => {
  const { html, text } = await filled(plain('Hi'), {});
  expect(html).toContain('href="https://q.example/e/u/t"');
  expect(html).toContain('1 Quay<br />Harbour');
  expect(text).toMatch(/--\nYou asked for it\.\nUnsubscribe: https:\/\/q\.example\/e\/u\/t\n1 Quay\nHarbour\n$/);
});

test.each([
  ['{{ contact.frist_name }}', 'There is no merge field {{ contact.frist_name }}'],
  ['{{ contact[contact.note] }}', 'There is no merge field'],
  ['{{ contact.first_name | raw }}', 'There is no filter “raw”'],
  ['{{ contact.first_name', 'A merge field is not closed'],
  ['{% if contact.score > 3 %}a', '{% endif %}'],
  ['{% if contact.score > 3 %}a\n\nb{% endif %}', 'same paragraph'],
  ['{% for i in (1..1000000000) %}x{% endfor %}', '“{% for %}” cannot be used here'],
  ['{% include "/etc/passwd" %}', 'cannot be used here'],
  ['{% assign x = 1 %}', 'cannot be used here'],
  ['[x](javascript:alert)', 'is no web address'],
  ['[x]({{ contact.note }})', 'must begin with its site written out'],
  ['[x](https://{{ contact.note }}.example/)', 'must begin with its site written out'],
  ['[{% if contact.score %}x](https://a.example/){% endif %}', 'closed'],
])('%s is refused with a sentence', (text, sentence) => {
  const [problem] = documentProblems(plain(text), FIELDS);
  expect(problem?.sentence).toContain(sentence);
});

test('a block is named by its place', () => {
  const document: Document = { kind: 'blocks', blocks: [{ type: 'divider' }, { type: 'button', label: 'x', url: 'ftp://x' }] };
  expect(documentProblems(document, FIELDS)).toEqual([
    { path: 'blocks.1.url', code: 'unreadable', sentence: expect.stringContaining('“ftp://x” is no web address') },
  ]);
});

test('a letter of ordinary size is filled in within a tenth of a millisecond', async () => {
  const paragraph = 'Dear {{ contact.first_name | default: "friend" }}, some *words* and [a link](https://shop.example/x).';
  const compiled = await compileDocument(plain(Array.from({ length: 5 }, () => paragraph).join('\n\n')), { footer: FOOTER });
  const html = fillerOf(compiled.html, 'html');
  const text = fillerOf(compiled.text, 'text');
  const fill = (n: number) => {
    const scope = {
      contact: { first_name: `Ada ${n}` },
      account: { postal_address: 'x' },
      links: ['https://q.example/0'],
      unsubscribe_url: 'u',
    };
    return html.fill(scope).length + text.fill(scope).length;
  };
  for (let n = 0; n < 1_000; n++) fill(n);
  // Processor time, not the clock's: other tests run beside this one. Measured 0.05 ms.
  const started = process.cpuUsage().user;
  for (let n = 0; n < 2_000; n++) fill(n);
  expect((process.cpuUsage().user - started) / 2_000 / 1_000).toBeLessThan(0.1);
});
