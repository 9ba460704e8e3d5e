/** A header without case, accents, spaces and signs: `E-Mail Address` and `email_address` are the same word. */
export const headerKey = (header: string): string =>
  header
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
