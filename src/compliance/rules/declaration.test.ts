import { expect, test } from 'vitest';
import { declarationProblem } from './declaration.ts';

test.each([
  'Signed up on our web site between 2021 and 2026, double opt-in since 2024',
  'Customers who ticked the newsletter box at checkout',
  'People who asked for our price list at the 2025 trade fair and agreed in writing',
  'Never purchased or rented; everybody asked for the newsletter themselves',
  'They did not come from a third party, they subscribed on our own form',
  'Our tenants, who asked for the newsletter when they moved in. No list was bought.',
])('accepts: %s', (text) => {
  expect(declarationProblem(text)).toBeNull();
});

test.each([
  'We purchased this list from a reputable provider last year',
  'Bought from DataCorp in 2024 with full rights',
  'PURCHASED   LIST of dentists in the country',
  'p u r c h a s e d from a friend who has a company',
  'p.u.r.c.h.a.s.e.d from a friend who has a company',
  'Purсhased (with a Cyrillic letter) from a friendly company',
  'pur\u00adchased with a soft hyphen in the middle of it',
  'Rented for three months from the association',
  'Scraped from LinkedIn with our own tool over the summer',
  'Harvested from public web pages by our intern',
  'A crawler collected these from company sites',
  'List of the Chamber of Commerce of our city',
  'Members of all chambers of commerce in the region',
  'From a third party that has their consent',
  'Provided by a list broker who says they opted in',
  'Taken from the public directory of dentists',
  'Found on LinkedIn and on company pages by hand',
  'Not purchased but rented from a partner company',
  'They are not spam; we bought the list legally',
])('refuses: %s', (text) => {
  expect(declarationProblem(text)).toMatch(/Only people who themselves asked/);
});

test('a bought, rented or scraped list is refused', () => {
  for (const claim of [
    'We purchased this list from a friend',
    'Rented for three months from an agency',
    'Scraped from company web sites',
  ]) {
    expect(declarationProblem(claim)).toMatch(/Only people who themselves asked/);
  }
});

test('a list of a third party is refused', () => {
  for (const claim of ['Members of the chamber of commerce of our city', 'From a third party that has their consent']) {
    expect(declarationProblem(claim)).toMatch(/Only people who themselves asked/);
  }
});

test.each(['', 'yes', 'ok ok ok', '123456789012345678901234567890', '!!!!!!!!!!!!!!!!!!!!!!!!!!'])('says nothing: “%s”', (text) => {
  expect(declarationProblem(text)).toMatch(/^Say in a sentence/);
});

test('a declaration longer than a page is refused, quickly', () => {
  const started = performance.now();
  expect(declarationProblem('not '.repeat(100_000))).toMatch(/^Say it in at most/);
  expect(declarationProblem(`signed up ${'a.'.repeat(900)}`)).toBeNull();
  expect(performance.now() - started).toBeLessThan(1_000);
});
