/** So long may the words be with which somebody says where a permission comes from. */
export const DECLARATION_LONGEST = 2_000;
const SHORTEST = 20;

/** Sources nobody may write to, as words of a declaration, each with how it is named in the refusal. */
const FORBIDDEN: readonly [RegExp, string][] = [
  [/\b(?:purchas\w*|bought|buy|buying|paid\s+for|acquired\s+from)\b/, 'bought'],
  [/\b(?:rent|rents|rented|renting|rental|leas(?:e|ed|ing)|hired)\b/, 'rented'],
  [
    /\b(?:scrap(?:e|ed|es|er|ing)|crawl\w*|harvest\w*|spider(?:ed|ing)?|extract(?:ed|ing|or)?\s+from\s+(?:the\s+)?(?:web|internet|websites?|linkedin|google|facebook))\b/,
    'collected from web sites by a program',
  ],
  [/\bchambers?\s+of\s+commerce\b/, 'a list of a chamber of commerce'],
  [
    /\b(?:third[\s-]+part(?:y|ies)|list\s+(?:broker|vendor|provider)s?|data\s+(?:broker|vendor)s?|lead\s+(?:broker|vendor)s?|appended|co-?registration)\b/,
    'from a third party',
  ],
  [
    /\b(?:yellow\s+pages|(?:public|business|online|member(?:ship)?)\s+director(?:y|ies)|phone\s*books?|trade\s+registers?)\b/,
    'taken from a directory',
  ],
  [
    /\b(?:found|copied|taken|collected|gathered|pulled)\s+(?:\w+\s+){0,3}(?:on|from|off)\s+(?:\w+\s+){0,2}(?:linkedin|facebook|instagram|google|the\s+(?:web|internet)|websites?)\b/,
    'taken from the web',
  ],
];

/** "Not bought or rented" is what an honest declaration says; what stands after such a word within the clause does not count. */
const DENIAL =
  /\b(?:not|never|no|none|neither|nor|without|isn['’]?t|wasn['’]?t|weren['’]?t|aren['’]?t|didn['’]?t|don['’]?t)\b[^.;!?]*?(?=[.;!?]|\bbut\b|\bexcept\b|$)/g;

/**
 * Why a declaration of where people's permission comes from cannot be taken: it says nothing, or it says that the list was bought,
 * rented, scraped or handed on. Null when it can be taken. Look-alike letters, punctuation inside words and case do not hide a word.
 */
export function declarationProblem(text: string): string | null {
  const plain = plainWords(text);
  if (plain.replaceAll(/[^\p{L}]/gu, '').length < SHORTEST) {
    return 'Say in a sentence how these people asked to hear from you, for example “signed up on our web site since 2021”.';
  }
  if (text.length > DECLARATION_LONGEST) return `Say it in at most ${DECLARATION_LONGEST} characters.`;
  const claimed = plain.replaceAll(DENIAL, ' ');
  const found = FORBIDDEN.find(([pattern]) => pattern.test(claimed));
  if (!found) return null;
  return `The declaration says that the list was ${found[1]}. Only people who themselves asked to hear from you may be imported for mail.`;
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ԁ: 'd',
  һ: 'h',
  ո: 'n',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '@': 'a',
  $: 's',
};

function plainWords(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .toLowerCase();
  // A digit or sign counts as a letter only inside a word, so that years stay years.
  const letters = folded
    .replaceAll(/[аеорсухіѕԁһո]/g, (letter) => LOOK_ALIKES[letter]!)
    .replaceAll(/(?<=\p{L})[013@$](?=\p{L})/gu, (sign) => LOOK_ALIKES[sign]!);
  // "p u r c h a s e d" and "p.u.r.c.h.a.s.e.d" read as one word.
  return letters.replaceAll(/\b(?:\p{L}[\s._*-]){3,}\p{L}\b/gu, (spelled) => spelled.replaceAll(/[\s._*-]/g, ''));
}
