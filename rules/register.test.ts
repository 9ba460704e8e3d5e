import { describe, expect, it } from 'vitest';
import { readRegister, registerProblems, type Rule } from './register.ts';

const LAST_ROW = 387;

describe('the register of rules', () => {
  it('names only code and tests that exist, and tells each row once', () => {
    expect(registerProblems(readRegister())).toEqual([]);
  });

  it('leaves no row of the reference terms out', () => {
    const told = new Set(readRegister().flatMap(({ rows }) => rows));
    const missing = Array.from({ length: LAST_ROW }, (_, index) => index + 1).filter((row) => !told.has(row));
    expect(missing).toEqual([]);
  });

  it('reports a test that does not exist', () => {
    const nowhere = ['a', 'sentence', 'nobody', 'wrote'].join(' ');
    const rule: Rule = {
      id: 'planted',
      rows: [1],
      source: 'O 1',
      rule: 'A rule that nothing proves.',
      state: 'enforced',
      code: 'rules/register.ts',
      test: { file: 'rules/register.test.ts', name: nowhere },
      off: { file: 'rules/register.ts', find: 'export function readRegister', replace: '' },
    };
    expect(registerProblems([rule])).toEqual([`planted: rules/register.test.ts has no test "${nowhere}".`]);
  });
});
