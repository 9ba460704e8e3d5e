/** A merge field taken apart: `{{ contact.birthday | date: "%d %b" | default: "soon" }}`. */
export interface MergeParts {
  path: string;
  /** The filters between the field and its fallback, as they are written: `date: "%d %b"`. */
  format: string;
  /** What stands there where the field is empty. */
  fallback: string;
}

const FIELD = /^\{\{-?\s*([\w.-]+)\s*((?:\|(?:[^"'}]|"[^"]*"|'[^']*')*)?)-?\}\}$/;
const FILTERS = /\|\s*((?:[^|"']|"[^"]*"|'[^']*')+)/g;
const FALLBACK = /^default:\s*(?:"([^"]*)"|'([^']*)')$/;

/** Null for what is more than one field with its filters: a tag, or a sum. */
export function partsOf(source: string): MergeParts | null {
  const found = FIELD.exec(source.trim());
  if (!found) return null;
  const filters = [...found[2]!.matchAll(FILTERS)].map(([, filter]) => filter!.trim());
  const last = FALLBACK.exec(filters.at(-1) ?? '');
  return {
    path: found[1]!,
    format: (last ? filters.slice(0, -1) : filters).join(' | '),
    fallback: last ? (last[1] ?? last[2] ?? '') : '',
  };
}

export function sourceOf({ path, format, fallback }: MergeParts): string {
  const quote = fallback.includes('"') ? "'" : '"';
  const words = fallback.replaceAll(quote === '"' ? '"' : "'", '’');
  return `{{ ${[path, ...(format ? [format] : []), ...(fallback ? [`default: ${quote}${words}${quote}`] : [])].join(' | ')} }}`;
}
