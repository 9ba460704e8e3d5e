import { Output, toValueSync, type Template } from 'liquidjs';

/** One `{{ … }}` of a template. */
export interface ShownValue {
  /** `contact.first_name`; '' for what is no path. */
  path: string;
  /** With their first argument where that is written out. */
  filters: { name: string; argument: string | undefined }[];
  /** Whether it stands inside a tag that asks about the same path. */
  isGuarded: boolean;
}

const PATH = /^\{\{-?\s*([a-z_][\w.]*)/i;

/** Every `{{ … }}` of a template, those inside tags among them. */
export function outputsOf(templates: readonly Template[], asked = ''): ShownValue[] {
  return templates.flatMap((template): ShownValue[] => {
    if (template instanceof Output) {
      const path = PATH.exec(template.token.getText())?.[1] ?? '';
      const filters = template.value.filters.map(({ name, args }) => ({ name, argument: writtenOut(args[0]) }));
      return [{ path, filters, isGuarded: path !== '' && namesPath(asked, path) }];
    }
    if (!template.children) return [];
    const inner = toValueSync(template.children(false, true) as IterableIterator<Template[]>) as Template[];
    return outputsOf(inner, `${asked} ${template.token.getText()}`);
  });
}

const namesPath = (asked: string, path: string): boolean => asked.split(/[^\w.]+/).includes(path);

function writtenOut(argument: unknown): string | undefined {
  const text = (argument as { getText?: () => string } | undefined)?.getText?.();
  return text === undefined ? undefined : /^(["'])(.*)\1$/s.exec(text)?.[2];
}
