const MOST_QUOTED = 4_000;
const WORD_JOINER = '\u2060';

export interface Quotation {
  /** "On 2 March 2026, 09:00, Ada wrote:" */
  introduction: string;
  text: string;
}

/** The text of an answer's letter: what was written, as it was read before it left, the channel's signature, and below it what it answers. */
export function answerText(written: string, signature: string, quotation: Quotation | undefined): string {
  const parts = [withoutMergeFields(written.trim())];
  if (signature.trim() !== '') parts.push(withoutMergeFields(signature.trim()));
  if (quotation && quotation.text.trim() !== '') {
    const lines = plainly(quotation.text.trim().slice(0, MOST_QUOTED)).split('\n');
    parts.push(plainly(quotation.introduction), lines.map((line) => `> ${line}`.trimEnd()).join('\n'));
  }
  return parts.join('\n\n');
}

/**
 * What somebody else wrote, as it stands: none of our marks or merge fields in it acts, so that nobody learns a field, or dresses up a link, by
 * writing to us in our own language.
 */
const plainly = (text: string): string =>
  withoutMergeFields(text)
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\\*_[\]()]/g, (sign) => `\\${sign}`);

/** Braces that no longer meet: they read as before and are no merge field. */
export const withoutMergeFields = (text: string): string => text.replaceAll(/\{(?=[{%])/g, `{${WORD_JOINER}`);
