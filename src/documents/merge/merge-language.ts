import { Liquid, type Template } from 'liquidjs';

const TAGS = ['if', 'unless', 'case', 'comment'];
const FILTERS = (
  'default upcase downcase capitalize strip lstrip rstrip squish truncate truncatewords append prepend replace remove ' +
  'plus minus times divided_by modulo round floor ceil abs at_least at_most size url_encode'
).split(' ');

/** No template is longer, and none takes longer to fill: measured letters take a twentieth of a millisecond. */
const LIMITS = { parseLimit: 400_000, renderLimit: 1_000, memoryLimit: 500_000 };

/** Values are escaped for HTML, for an address, for the inside of a string of JSON, or stand as they are (`text`). */
export type Target = 'html' | 'text' | 'url' | 'json';

/**
 * Liquid with everything taken out that reaches beyond the values handed in, that repeats or that keeps state: no files, no loops, no
 * variables, no way round the escaping. What is filled in is data and is never read as a template. `written` writes values in another way than
 * the target's own.
 */
export function boundedLiquid(target: Target, written?: (value: unknown) => string): Liquid {
  const engine = new Liquid({
    ...LIMITS,
    strictFilters: true,
    strictVariables: false,
    ownPropertyOnly: true,
    dynamicPartials: false,
    cache: false,
    templates: {},
    ...(target === 'html' ? { outputEscape: 'escape' as const } : {}),
    ...(target === 'json' ? { outputEscape: (value: unknown) => JSON.stringify(String(value ?? '')).slice(1, -1) } : {}),
    ...(target === 'url'
      ? { outputEscape: (value: unknown) => encodeURIComponent(value === null || value === undefined ? '' : String(value)) }
      : {}),
    ...(written ? { outputEscape: written } : {}),
  });
  for (const tag of Object.keys(engine.tags)) if (!TAGS.includes(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) if (!FILTERS.includes(filter)) engine.unregisterFilter(filter);
  return engine;
}

const ENGINES: Readonly<Record<Target, Liquid>> = {
  html: boundedLiquid('html'),
  text: boundedLiquid('text'),
  url: boundedLiquid('url'),
  json: boundedLiquid('json'),
};

/** A template read once, to be filled in for one receiver after the other. */
export interface Filler {
  fill(values: object): string;
}

/** Reads a template. Throws where `mergeProblem` gives a sentence. */
export function fillerOf(source: string, target: Target): Filler {
  const engine = ENGINES[target];
  const template = engine.parse(source);
  return { fill: (values) => engine.renderSync(template, values) as string };
}

/** Why the merge language in a text cannot be read, as one sentence; null when it can. */
export function mergeProblem(source: string): string | null {
  try {
    ENGINES.text.parse(source);
    return null;
  } catch (error) {
    return sentenceOf((error as Error).message);
  }
}

/** Every value a text asks for, as its path (`contact.first_name`). A path put together while filling in is given with its brackets. */
export function mergePaths(source: string): string[] {
  const template: Template[] = ENGINES.text.parse(source);
  return [...new Set(ENGINES.text.globalFullVariablesSync(template))];
}

function sentenceOf(message: string): string {
  const [what] = message.split(', line:');
  const filter = /undefined filter: ([^\s,]+)/.exec(message)?.[1];
  if (filter) return `There is no filter “${filter}”. Use one of ${FILTERS.slice(0, 10).join(', ')} …`;
  const unknownTag = /tag "?(\S+?)"? not found/.exec(message)?.[1];
  if (unknownTag) return `“{% ${unknownTag} %}” cannot be used here. Use if, unless or case.`;
  const open = /tag (\{%.*?%\}) not closed/s.exec(message)?.[1];
  if (open) return `“${open}” is not closed in the same paragraph. End it with {% end${/\{%-?\s*(\w+)/.exec(open)?.[1] ?? 'if'} %}.`;
  if (/output .* not closed/s.test(message)) return 'A merge field is not closed. Write it as {{ contact.first_name }}.';
  return `A merge field cannot be read: ${what}. Write it as {{ contact.first_name }}.`;
}
