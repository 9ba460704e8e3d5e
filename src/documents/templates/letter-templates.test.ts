import { describe, expect, it, test } from 'vitest';
import { checkDocument } from '../check-document.ts';
import { compileDocument } from '../compile-document.ts';
import { documentProblems, lineProblem } from '../document-problems.ts';
import { fillerOf, unguardedPaths } from '../merge/merge-language.ts';
import { DEFAULT_BRAND, documentSchema, type MergeField } from '../schema.ts';
import { LETTER_TEMPLATES } from './letter-templates.ts';

const FIELDS: MergeField[] = [
  'contact.first_name',
  'contact.last_name',
  'contact.city',
  'owner.name',
  'owner.signature',
  'account.name',
  'account.postal_address',
  'today',
  'unsubscribe_url',
  'preferences_url',
].map((path) => ({ path, label: path, group: '' }));

const MATERIALS = { brand: DEFAULT_BRAND, savedBlocks: new Map(), pictures: new Map() };
const FOOTER = { reason: 'You asked for it.', unsubscribe: 'Unsubscribe', preferences: 'Choose what you get' };
const BLANK = {
  today: { $is: 'date', $value: '2026-03-02', $shown: '2 March 2026' },
  contact: {},
  account: { name: 'Harbour', postal_address: '1 Quay' },
  unsubscribe_url: 'u',
  preferences_url: 'p',
};

test('there are twenty letters and more to begin with, each with a name of its own', () => {
  expect(LETTER_TEMPLATES.length).toBeGreaterThanOrEqual(20);
  expect(new Set(LETTER_TEMPLATES.map(({ key }) => key)).size).toBe(LETTER_TEMPLATES.length);
  expect(new Set(LETTER_TEMPLATES.map(({ name }) => name)).size).toBe(LETTER_TEMPLATES.length);
});

describe.each(LETTER_TEMPLATES.map((template) => [template.key, template] as const))('the letter %s', (_, template) => {
  const { body, subject, preheader, purpose } = template;

  it('has nothing that would keep it from being published', () => {
    expect(documentSchema.safeParse(body).success).toBe(true);
    expect(documentProblems(body, FIELDS)).toEqual([]);
    expect([lineProblem(subject, FIELDS), lineProblem(preheader, FIELDS)]).toEqual([null, null]);
  });

  it('compiles, reads well for somebody of whom nothing is known, and passes every look over it', async () => {
    const compiled = await compileDocument(body, { ...MATERIALS, preheader, ...(purpose === 'bulk' ? { footer: FOOTER } : {}) });
    const text = fillerOf(compiled.text, 'text').fill({ ...BLANK, links: compiled.links });
    expect(text).not.toMatch(/ ,|\( *\)|\{\{|undefined|null/);
    expect(fillerOf(compiled.html, 'html').fill({ ...BLANK, links: compiled.links })).toContain('</html>');
    const names = [subject, compiled.html].flatMap(unguardedPaths).filter((path) => path.startsWith('contact.'));
    // The receipt writes out to whom something goes, which an order knows.
    expect(template.key === 'receipt' ? [] : names).toEqual([]);
    const found = checkDocument({ document: body, compiled, materials: MATERIALS, subject, preheader, isBulk: purpose === 'bulk' });
    expect(found).toEqual([]);
  });
});
