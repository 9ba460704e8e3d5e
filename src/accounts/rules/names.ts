const NAME_MAX = 200;

/** Why a legal full name will not do, as a sentence; undefined when it will. People with one name say so. */
export function legalNameProblem(name: string, hasSingleName: boolean): string | undefined {
  const words = name.split(' ').filter((word) => /\p{L}/u.test(word));
  if (words.length === 0) return 'Write your legal full name.';
  if (name.length > NAME_MAX) return `Use at most ${NAME_MAX} characters.`;
  if (/[<>{}@\d]|https?:|www\./iu.test(name)) return 'Write your name in letters only.';
  if (words.length < 2 && !hasSingleName) return 'Write your legal full name: first and last. If you have one name only, say so.';
  return undefined;
}
