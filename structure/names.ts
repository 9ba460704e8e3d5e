import { basename } from 'node:path';
import { domainOf, isTest, withoutComments, type Finding, type Source } from './source.ts';

/** Files whose names say what part of a domain they are, not which operation. */
const PARTS = new Set(
  'index domain schema rules queries routes present jobs events facts actions followers loops commands personal-data settings types'.split(
    ' ',
  ),
);
const VAGUE = /(Service|Manager|Helper|Util|Utils|Handler|Processor|Info)$/;

/** A file at the top of a domain holds one operation and exports it under the file's own name. */
export function operationsUnderTheirName(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => /^src\/[^/]+\/[^/]+\.ts$/.test(path) && domainOf(path) && !isTest(path))
    .flatMap(({ path, text }) => {
      const file = basename(path, '.ts');
      if (PARTS.has(file)) return [];
      const name = file.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const exported = exportsOf(text);
      return exported.some((each) => each.toLowerCase() === name.toLowerCase() || each === `${name}Later`)
        ? []
        : [{ rule: 'operation-name', path, sentence: `does not export ${name}` }];
    });
}

/** No name ends in a word that says nothing, and nothing is exported wholesale. */
export function plainNames(sources: readonly Source[]): Finding[] {
  return sources.flatMap(({ path, text }) => [
    ...exportsOf(text)
      .filter((name) => VAGUE.test(name))
      .map((name) => ({ rule: 'vague-name', path, sentence: `exports ${name}; say what it does` })),
    ...(/^export \* from/m.test(text)
      ? [{ rule: 'export-star', path, sentence: 'exports everything of another file; name what outsiders need' }]
      : []),
  ]);
}

/** A domain's README lists words it avoids ("Avoid: segment, audience."); none of its exports or files carries one. */
export function avoidedWords(readmes: readonly Source[], sources: readonly Source[]): Finding[] {
  return readmes.flatMap((readme) => {
    const folder = readme.path.replace(/README\.md$/, '');
    const words = [...readme.text.matchAll(/\bavoid:?\s+([^.\n]+)/gi)].flatMap(([, list]) =>
      list!.split(/,| or | and /).map((word) => word.replaceAll(/[`*_"'()|]/g, '').trim()),
    );
    const avoided = words.filter((word) => /^[a-z]{4,}$/.test(word));
    return sources
      .filter(({ path }) => path.startsWith(folder) && !isTest(path))
      .flatMap(({ path, text }) => {
        const names = [basename(path), ...exportsOf(text)].flatMap(wordsOf);
        return avoided
          .filter((word) => names.includes(word) || names.includes(`${word}s`))
          .map((word) => ({ rule: 'avoided-word', path, sentence: `uses "${word}", which ${readme.path} avoids` }));
      });
  });
}

const exportsOf = (text: string): string[] => [
  ...[...withoutComments(text).matchAll(/^export (?:async )?(?:function\*?|const|class|interface|type|let) (\w+)/gm)].map(
    ([, name]) => name!,
  ),
  ...[...withoutComments(text).matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list]) =>
    list!.split(',').map((name) => name.trim().replace(/^type /, '')),
  ),
];

const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
