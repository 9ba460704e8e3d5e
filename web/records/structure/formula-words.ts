import type { ObjectShape } from '../../../src/records/schema.ts';

export { readable } from '../inputs/worked-out.ts';

/** A field a formula may name, as it stands in the text, and in the formula. */
export interface Named {
  words: string;
  token: string;
}

/** Every field of the object, and of the records its parent fields point to. */
export function namesFor(object: ObjectShape, objects: readonly ObjectShape[], without?: number): Named[] {
  const own = object.fields.filter(({ id, type }) => id !== without && type !== 'relation' && type !== 'image' && type !== 'file');
  const through = own
    .filter(({ type }) => type === 'parent')
    .flatMap((field) =>
      (objects.find(({ id }) => id === field.parentObjectId)?.fields ?? [])
        .filter(({ type }) => !['relation', 'related', 'image', 'file'].includes(type))
        .map((one) => ({ words: `[${field.label} › ${one.label}]`, token: `{${field.id}.${one.id}}` })),
    );
  return [...own.map(({ id, label }) => ({ words: `[${label}]`, token: `{${id}}` })), ...through];
}

/** A formula as it is kept, from one that names fields by their labels. What names no field stays as it is. */
export function stored(text: string, names: readonly Named[]): string {
  const byWords = new Map(names.map(({ words, token }) => [words.toLocaleLowerCase(), token]));
  return text.replace(/\[[^[\]]*\]/g, (words) => byWords.get(words.replace(/\s*[›>]\s*/, ' › ').toLocaleLowerCase()) ?? words);
}

/** The first name in a formula that is no field's. */
export const unknownName = (expression: string): string | undefined => /\[[^[\]]*\]/.exec(expression)?.[0];
