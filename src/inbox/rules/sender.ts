import { addressedDomain } from './blocked.ts';

/** First and last name of who signs so; nothing where it is no name but the address. */
export function namesOf(name: string, address: string): { first: string; last: string } {
  const plain = name.replaceAll(/["<>]/g, '').replaceAll(/\s+/g, ' ').trim();
  if (plain === '' || plain.includes('@')) return { first: guessed(address), last: '' };
  const [last = '', first = ''] = plain.split(', ', 2);
  if (first !== '') return { first, last };
  const at = plain.lastIndexOf(' ');
  return at === -1 ? { first: plain, last: '' } : { first: plain.slice(0, at), last: plain.slice(at + 1) };
}

const guessed = (address: string): string => address.slice(0, address.length - addressedDomain(address).length - 1);
