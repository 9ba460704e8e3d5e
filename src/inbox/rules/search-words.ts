/** The words of a search as a query of the text search, each the beginning of one; empty where there is no word in it. */
export const searchWords = (typed: string): string =>
  (typed.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `'${word}':*`).join(' & ');
