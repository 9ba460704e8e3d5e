const EXCERPT = 160;

/** The beginning of a text in one line. */
export const excerptOf = (text: string): string => text.slice(0, 1_000).replaceAll(/\s+/g, ' ').trim().slice(0, EXCERPT);

/** What of a mail stands below its new words: what it repeats. */
export function quotedPart(text: string, newText: string): string {
  const at = newText === '' ? -1 : text.indexOf(newText);
  return at === -1 ? '' : text.slice(at + newText.length).trim();
}
