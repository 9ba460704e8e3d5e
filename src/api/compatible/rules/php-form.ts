/** What a form says: names to texts, lists or further forms. */
export interface Form {
  [name: string]: FormValue;
}
export type FormValue = string | FormValue[] | Form;

const MOST_FIELDS = 10_000;
const DEEPEST = 16;

/**
 * Reads `application/x-www-form-urlencoded` the way PHP writes it: `ids[0]=1&ids[1]=2`, `offer[products][0][name]=x` and `a[]=x&a[]=y`. Names
 * that count 0, 1, 2 become a list. A name given twice counts as given the last time. What is nested too deep is left out.
 */
export function readPhpForm(text: string): Form {
  const pairs = text.split('&', MOST_FIELDS).filter((pair) => pair !== '' && !pair.startsWith('='));
  return formOfPairs(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at === -1 ? [decoded(pair), ''] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))];
    }),
  );
}

/** The same of names and values that are decoded already. */
export function formOfPairs(pairs: readonly (readonly [string, string])[]): Form {
  const root: Branch = new Map();
  for (const [name, value] of pairs.slice(0, MOST_FIELDS)) {
    const path = pathOf(name);
    if (path.length <= DEEPEST) put(root, path, value);
  }
  return Object.fromEntries([...root].map(([name, value]) => [name, plain(value)]));
}

type Branch = Map<string, string | Branch>;

/** `a[b][]` is `a`, `b` and the next free number. */
function pathOf(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0) return [name];
  const rest = name.slice(open);
  const parts = [...rest.matchAll(/\[([^\]]*)\]/g)];
  return parts.map(([whole]) => whole).join('') === rest ? [name.slice(0, open), ...parts.map(([, part]) => part!)] : [name];
}

function put(root: Branch, path: readonly string[], value: string): void {
  let branch = root;
  for (const [depth, part] of path.entries()) {
    const name = part === '' ? String(nextNumber(branch)) : part;
    if (depth === path.length - 1) {
      branch.set(name, value);
      return;
    }
    const inner = branch.get(name);
    const next: Branch = inner instanceof Map ? inner : new Map();
    branch.set(name, next);
    branch = next;
  }
}

const nextNumber = (branch: Branch): number => Math.max(-1, ...[...branch.keys()].filter((key) => /^\d{1,9}$/.test(key)).map(Number)) + 1;

function plain(value: string | Branch): FormValue {
  if (typeof value === 'string') return value;
  const entries = [...value].map(([name, inner]) => [name, plain(inner)] as const);
  const isList = entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    // A stray percent sign stands for itself.
    return spaced.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  }
}
