import type { Things } from './portable.ts';

type Message = Exclude<Things['message'][string], { gone: true }>;
type Texts = Pick<Message, 'subject' | 'preheader' | 'body'>;

/** The texts of a letter of a file, where it calls fields by names of the file, calling them as they are called here. */
export const withFieldPaths = <Letter extends Texts>(letter: Letter, object: string, names: ReadonlyMap<string, string>): Letter =>
  inTexts(letter, (text) =>
    text.replaceAll(/\{[{%][^{}]*[%}]\}/g, (merge) =>
      merge.replaceAll(/\b\w+\.(\w+)\b/g, (path: string, key: string) => (names.has(key) ? `${object}.${names.get(key)}` : path)),
    ),
  );

/** The texts of a letter with the labels of such fields in their place, as they are shown before there are any. */
export const withFieldNames = <Letter extends Texts>(letter: Letter, labels: ReadonlyMap<string, string>): Letter =>
  inTexts(letter, (text) =>
    text.replaceAll(/\{\{\s*\w+\.(\w+)[^{}]*\}\}/g, (merge: string, key: string) => (labels.has(key) ? `[${labels.get(key)}]` : merge)),
  );

function inTexts<Letter extends Texts>(letter: Letter, change: (text: string) => string): Letter {
  const { body } = letter;
  return {
    ...letter,
    subject: change(letter.subject),
    preheader: change(letter.preheader),
    body:
      body.kind === 'plain'
        ? { ...body, text: change(body.text) }
        : { ...body, blocks: body.blocks.map((block) => ('text' in block ? { ...block, text: change(block.text) } : block)) },
  };
}
