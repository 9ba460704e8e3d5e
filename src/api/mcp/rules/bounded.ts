/** How many characters an answer has at most: some 6,000 words of a model's attention. */
export const MOST_CHARACTERS = 25_000;
const TEXTS = [4_000, 1_000, 300, 100] as const;
const ROOM_FOR_NOTE = 400;

type Answer = Record<string, unknown> & { note?: string };

/**
 * An answer no longer than any may be: long texts are shortened first, then the longest list is; a note says so and how to get the rest. What fits is left as
 * it is.
 */
export function bounded(answer: Record<string, unknown>): Record<string, unknown> {
  if (fits(answer)) return answer;
  for (const most of TEXTS) {
    const shorter = shortened(answer, most) as Answer;
    if (fits(shorter))
      return noted(shorter, `Texts longer than ${most} characters were cut. Ask for single things or fewer fields to see them whole.`);
  }
  return cutList(shortened(answer, TEXTS.at(-1)!) as Answer);
}

/** A page of a list that fits: asks for fewer and fewer until what comes is short enough. */
export async function fitted<Page>(limit: number, ask: (limit: number) => Promise<Page>): Promise<Page> {
  const page = await ask(limit);
  return limit === 1 || fits(page) ? page : fitted(Math.max(1, Math.floor(limit / 2)), ask);
}

const fits = (answer: unknown): boolean => JSON.stringify(answer).length <= MOST_CHARACTERS - ROOM_FOR_NOTE;

const noted = (answer: Answer, sentence: string): Answer => ({ ...answer, note: [answer.note, sentence].filter(Boolean).join(' ') });

function shortened(value: unknown, most: number): unknown {
  if (typeof value === 'string') return value.length > most ? `${value.slice(0, most)}… (${value.length - most} more characters)` : value;
  if (Array.isArray(value)) return value.map((one) => shortened(one, most));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one, most)]));
}

function cutList(answer: Answer): Answer {
  const lists = Object.entries(answer).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  const [name, list] = lists.toSorted((one, other) => JSON.stringify(other[1]).length - JSON.stringify(one[1]).length)[0] ?? [];
  if (name === undefined || list === undefined || list.length === 0)
    return { note: 'The answer is too long to be given. Ask for less of it.' };
  let kept = list.length;
  while (kept > 0 && !fits({ ...answer, [name]: list.slice(0, kept) })) kept = Math.floor(kept * 0.8);
  return noted(
    { ...answer, [name]: list.slice(0, kept) },
    `Only ${kept} of ${list.length} ${name} are shown, their texts cut. Narrow what you ask for to see the rest.`,
  );
}
