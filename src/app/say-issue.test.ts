import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { invalidInput } from './problems.ts';

const body = z.strictObject({
  name: z.string().max(5).optional(),
  ids: z.array(z.number().int()).min(1),
  format: z.enum(['json', 'form']).optional(),
  count: z.number().positive().optional(),
  url: z.url().optional(),
  own: z.string({ error: 'Write a name.' }).optional(),
  which: z.union([z.string(), z.number()]).optional(),
});

const said = (input: unknown): string => {
  const read = body.safeParse(input);
  return read.success ? '' : invalidInput(read.error).message;
};

describe('an input that does not fit', () => {
  test.each([
    [{}, 'ids: This is missing: give a list.'],
    [{ ids: 'Ada' }, 'ids: Give a list.'],
    [{ ids: ['Ada'] }, 'ids.0: Give a number.'],
    [{ ids: [1.5] }, 'ids.0: Give a whole number.'],
    [{ ids: [] }, 'ids: Give at least 1 of them.'],
    [{ ids: [1], name: 'Abcdef' }, 'name: Use at most 5 characters.'],
    [{ ids: [1], count: 0 }, 'count: Give more than 0.'],
    [{ ids: [1], format: 'xml' }, 'format: Choose one of json, form.'],
    [{ ids: [1], url: 'here' }, 'url: Give a full address, such as https://example.com.'],
    [{ ids: [1], which: true }, 'which: This fits none of the forms that it may have.'],
    [{ ids: [1], tag: 1 }, '“tag” is not known here. Leave it out, or look for its name.'],
  ])('%j is told in a sentence', (input, sentence) => {
    expect(said(input)).toBe(sentence);
  });

  test('is told in the words that its schema has', () => {
    expect(said({ ids: [1], own: 1 })).toBe('own: Write a name.');
  });
});
