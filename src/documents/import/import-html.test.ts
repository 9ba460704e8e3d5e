import { describe, expect, it, test } from 'vitest';
import { compileDocument } from '../compile-document.ts';
import { documentProblems } from '../document-problems.ts';
import { documentSchema } from '../schema.ts';
import { importHtml } from './import-html.ts';

const LETTER = `<!DOCTYPE html><html><head><title>News &amp; more</title><style>p { color: red }</style></head><body bgcolor="#eee">
  <div style="display:none;max-height:0">Words for the list&zwnj;&nbsp;&zwnj;</div>
  <table role="presentation" width="100%"><tr><td align="center"><table width="600" bgcolor="#ffffff">
    <tr><td><a href="https://shop.example"><img src="https://cdn.example/logo.png" alt="Shop" width="120"></a></td></tr>
    <tr><td><h1 style="text-align:center">Hello *|FNAME|*!</h1><p>We have <b>great</b> <i>news</i> for <a href="https://shop.example/new?x=1">you</a>.</p>
      <p>Second [words] * star.</p><ul><li>One</li><li>Two <b>b</b></li></ul></td></tr>
    <tr><td bgcolor="#0b5d66" align="center"><a href="https://shop.example/buy" style="color:#fff">Buy <b>now</b></a></td></tr>
    <tr><td width="50%"><h3>Left</h3><p>Words</p></td><td width="50%"><p>Right</p></td></tr>
    <tr><td><table><tr><th>A</th></tr><tr><td>1</td></tr></table><script>alert(1)</script><img src="https://t.example/o.gif" width="1" height="1"></td></tr>
    <tr><td><p>*|MYSTERY|* <a href="*|UNSUB|*">Leave</a> <a href="javascript:alert(1)">bad</a></p></td></tr>
  </table></td></tr></table></body></html>`;

describe('HTML of another program', () => {
  const { document, ...rest } = importHtml(LETTER);

  it('becomes blocks: headings, texts with marks, lists, buttons, columns, pictures and tables of figures', () => {
    expect(document).toEqual({
      kind: 'blocks',
      look: { background: '#EEEEEE' },
      blocks: [
        { type: 'image', src: 'https://cdn.example/logo.png', alt: 'Shop', width: 120, url: 'https://shop.example' },
        { type: 'heading', level: 1, text: 'Hello {{ contact.first_name }}!', align: 'center' },
        {
          type: 'text',
          text: 'We have **great** *news* for [you](https://shop.example/new?x=1).\n\nSecond \\[words\\] \\* star.\n\n- One\n- Two **b**',
        },
        { type: 'button', label: 'Buy now', url: 'https://shop.example/buy', background: '#0B5D66', align: 'center' },
        {
          type: 'section',
          columns: [
            {
              width: 50,
              blocks: [
                { type: 'heading', level: 3, text: 'Left' },
                { type: 'text', text: 'Words' },
              ],
            },
            { width: 50, blocks: [{ type: 'text', text: 'Right' }] },
          ],
        },
        { type: 'html', html: '<table><tr><th>A</th></tr><tr><td>1</td></tr></table>' },
        { type: 'text', text: '[Leave]({{ unsubscribe_url }}) bad' },
      ],
    });
    expect(documentSchema.safeParse(document).success).toBe(true);
  });

  it('gives its subject, its preview line and its pictures, and says what was left', () => {
    expect(rest).toEqual({
      subject: 'News & more',
      preheader: 'Words for the list',
      pictures: ['https://cdn.example/logo.png'],
      left: [
        'A script cannot be shown in letters and was left out.',
        'These merge fields are not known here and were taken out: *|MYSTERY|*.',
      ],
    });
  });

  it('can be compiled as it is', async () => {
    const fields = ['contact.first_name', 'unsubscribe_url'].map((path) => ({ path, label: path, group: '' }));
    expect(documentProblems(document, fields)).toEqual([]);
    expect((await compileDocument(document)).html).toContain('Buy now');
  });
});

test.each([
  ['thousands of elements inside each other', '<b>'.repeat(300_000)],
  ['tables inside each other', '<table><tr><td>'.repeat(60_000)],
])('%s are refused at once', (_, html) => {
  const started = performance.now();
  expect(() => importHtml(html)).toThrow('inside each other');
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each([
  ['links that are never closed', '<a href="x">'.repeat(80_000)],
  ['half a merge field, often', '*|'.repeat(400_000)],
  ['braces without end', '{{'.repeat(400_000)],
  ['many small elements', '<span>a</span>'.repeat(60_000)],
  ['nothing', ''],
  ['nonsense', '<<<>>></p></table>&&&;'],
])('%s do no harm', (_, html) => {
  const started = performance.now();
  expect(documentSchema.safeParse(importHtml(html).document).success).toBe(true);
  expect(performance.now() - started).toBeLessThan(8_000);
});
