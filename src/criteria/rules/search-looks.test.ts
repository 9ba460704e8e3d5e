import { describe, expect, it } from 'vitest';
import { looksFor, type WordSpread } from './search-looks.ts';
import { meaningOfText } from './search-query.ts';

const spread = (asked: string, records: number, ...words: string[]): WordSpread => ({ asked, records, words });
const looks = (search: string, ...spreads: WordSpread[]) => looksFor(meaningOfText(search), spreads);
const complete = (search: string) => ({ by: 'words', pivot: meaningOfText(search).precise });

describe('how a search is looked for', () => {
  it('asks the index for everything where every word is rare, or a number', () => {
    expect(looks('guine ott', spread('guine', 40), spread('ott', 900))).toEqual([complete('guine ott')]);
    expect(looks('12345')).toEqual([complete('12345')]);
    expect(looks('+49 151 123')).toEqual([complete('+49 151 123')]);
  });

  it('asks it for the rare words alone where others are common', () => {
    expect(looks('adams guine', spread('adams', 90_000), spread('guine', 40))).toEqual([{ by: 'words', pivot: "('guine':*)" }]);
  });

  it('begins with what was changed last where every word is common, and ends with all of it', () => {
    expect(looks('smith', spread('smith', 90_000, 'smith'))).toEqual([{ by: 'recent' }, complete('smith')]);
    expect(looks('adams joh', spread('adams', 90_000, 'adams'), spread('joh', 30_000, 'john', 'johann'))).toEqual([
      { by: 'recent' },
      { by: 'words', pivot: "('adams') & ('john' | 'johann')" },
      complete('adams joh'),
    ]);
  });

  it('takes what begins with letters and has digits for common: the account’s book knows no such words', () => {
    expect(looks('mail1')).toEqual([{ by: 'recent' }, complete('mail1')]);
    expect(looks('mail1 smith', spread('smith', 90_000, 'smith'))).toEqual([{ by: 'recent' }, complete('mail1 smith')]);
  });
});
