import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printRows, readPhrases } from './phrases.ts';
import { UnreadableRule } from './unreadable-rule.ts';

const plain = (part: 'events' | 'conditions' | 'actions', text: string) =>
  readPhrases(part, text).map((row) => row.map(({ name, parameters }) => [name, ...parameters]));

describe('a part of a rule', () => {
  it('is phrases joined by semicolons; in conditions a bar begins another row, and binds less', () => {
    expect(plain('events', 'Contact_added_to_my_database();field_is_updated(email)')).toEqual([
      [['Contact_added_to_my_database'], ['field_is_updated', 'email']],
    ]);
    expect(plain('conditions', 'A(1);B(2)|C(3)')).toEqual([
      [
        ['A', '1'],
        ['B', '2'],
      ],
      [['C', '3']],
    ]);
    expect(plain('actions', ' A ( 1 , 2 ) ; ; B() ; ')).toEqual([[['A', ' 1 ', ' 2 '], ['B']]]);
    expect(plain('conditions', '')).toEqual([]);
  });

  it('may hold signs in its parameters: pairs of parentheses as they are, others behind a backslash', () => {
    expect(plain('actions', 'A(Boss (acting; or so),x|y,a\\,b\\)c\\\\)')).toEqual([[['A', 'Boss (acting; or so)', 'x|y', 'a,b)c\\']]]);
    expect(plain('actions', 'Ping_APIURL(https://example.com/a?b=[First Name]::c=d&e=f::1)')).toEqual([
      [['Ping_APIURL', 'https://example.com/a?b=[First Name]::c=d&e=f::1']],
    ]);
    expect(plain('actions', 'A(C:\\temp)')).toEqual([[['A', 'C:\\temp']]]);
  });

  it('that cannot be read is refused at the sign where it goes wrong', () => {
    const refusal = (part: 'events' | 'actions', text: string): string => {
      try {
        readPhrases(part, text);
        return 'read';
      } catch (error) {
        if (error instanceof UnreadableRule) return error.message;
        throw error;
      }
    };
    expect(refusal('events', 'A(1);B')).toBe('events, at character 7: A parenthesis is missing behind B.');
    expect(refusal('actions', 'A(1')).toBe('actions, at character 1: The parenthesis of A is never closed.');
    expect(refusal('actions', 'A(1)B(2)')).toBe('actions, at character 5: Behind A(…) comes a semicolon or nothing.');
    expect(refusal('events', 'A()|B()')).toBe('events, at character 4: Only conditions are joined with “|”.');
    expect(refusal('events', 'A();<b>')).toBe('events, at character 5: “<b>” is no name. Write Name(parameter,parameter).');
    expect(refusal('actions', 'A();'.repeat(201))).toContain('at most 200 phrases');
    expect(refusal('actions', 'A('.repeat(15_000))).toContain('at most 20,000 characters');
  });

  it('is the same when it is written and read again, whatever its parameters hold', () => {
    const parameter = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('(', ')', ',', ';', '|', '\\', ' ', 'a', '::') }));
    const phrase = fc.record({
      name: fc.stringMatching(/^[A-Za-z_]{1,12}$/),
      parameters: fc.array(parameter, { maxLength: 4 }).filter((given) => given.length !== 1 || given[0]!.trim() !== ''),
    });
    const rows = fc.array(fc.array(phrase, { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(rows, (given) => {
        const read = readPhrases('conditions', printRows(given));
        expect(read.map((row) => row.map(({ name, parameters }) => ({ name, parameters })))).toEqual(given);
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });
});
