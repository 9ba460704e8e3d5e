import { expect, it } from 'vitest';
import { withUtm } from './with-utm.ts';

const UTM = { source: 'letters', medium: 'email', campaign: 'Spring', content: '', term: '' };

it.each([
  ['https://a.example', 'https://a.example?utm_source=letters&utm_medium=email&utm_campaign=Spring'],
  ['https://a.example/?a=1', 'https://a.example/?a=1&utm_source=letters&utm_medium=email&utm_campaign=Spring'],
  ['https://a.example/?', 'https://a.example/?utm_source=letters&utm_medium=email&utm_campaign=Spring'],
  ['https://a.example/?a=1&#part', 'https://a.example/?a=1&utm_source=letters&utm_medium=email&utm_campaign=Spring#part'],
  ['https://a.example/#/app?x=1', 'https://a.example/?utm_source=letters&utm_medium=email&utm_campaign=Spring#/app?x=1'],
  ['https://a.example/?UTM_Source=own', 'https://a.example/?UTM_Source=own&utm_medium=email&utm_campaign=Spring'],
  ['https://a.example/?q=a%20b+c&flag', 'https://a.example/?q=a%20b+c&flag&utm_source=letters&utm_medium=email&utm_campaign=Spring'],
  ['mailto:a@a.example', 'mailto:a@a.example'],
])('marks %s without saying anything twice', (address, marked) => {
  expect(withUtm(address, UTM)).toBe(marked);
});

it('marks once, however often', () => {
  const once = withUtm('https://a.example/x?y=1#z', UTM);
  expect(withUtm(once, UTM)).toBe(once);
});
