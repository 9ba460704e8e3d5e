/** A colleague named in a note stands there as `@{12}`, the user's id: their name may change. */
const MENTION = /@\{(\d{1,15})\}/g;

/** How a user is named in a note's body. */
export const mentionOf = (userId: number): string => `@{${userId}}`;

/** The users a note names, each once. */
export const mentionsIn = (body: string): number[] => [...new Set([...body.matchAll(MENTION)].map(([, id]) => Number(id)))];

/** A note as people read it: names in the place of ids. */
export const readableNote = (body: string, nameOf: (userId: number) => string | undefined): string =>
  body.replaceAll(MENTION, (_, id: string) => `@${nameOf(Number(id)) ?? '…'}`);
