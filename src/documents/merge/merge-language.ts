import { Liquid, type Context, type Template } from 'liquidjs';
import {
  DATE_FORMATS,
  daysLater,
  numberOf,
  shownOf,
  writtenDate,
  writtenMoney,
  writtenNumber,
  type WrittenIn,
} from '../rules/typed-values.ts';
import { outputsOf } from './outputs.ts';

const TAGS = ['if', 'unless', 'case', 'comment'];
const WORDS =
  'upcase downcase capitalize strip lstrip rstrip squish truncate truncatewords append prepend replace remove size url_encode'.split(' ');
const NUMBERS = 'plus minus times divided_by modulo round floor ceil abs at_least at_most'.split(' ');
const FILTERS = ['default', 'date', 'number', 'money', 'add_days', 'lines', ...WORDS, ...NUMBERS];

/** No template is longer, and none takes longer to fill: measured letters take a twentieth of a millisecond. */
const LIMITS = { parseLimit: 400_000, renderLimit: 1_000, memoryLimit: 500_000 };
/** What is opened inside each other goes no deeper: a reader of nested tags calls itself. */
const DEEPEST = 50;

/** The longest template that can be read, in characters. */
export const LONGEST_TEMPLATE = LIMITS.parseLimit;

/** Values are escaped for HTML, for an address, for the inside of a string of JSON, or stand as they are (`text`). */
export type Target = 'html' | 'text' | 'url' | 'json';

/** What `lines` gives: each target writes the ends of its lines in its own way. */
class Lines {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
const escapedHtml = (text: string): string => (/[&<>"']/.test(text) ? text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!) : text);
const textOf = (value: unknown): string => {
  const shown = value instanceof Lines ? value.text : shownOf(value);
  return shown === null || shown === undefined ? '' : String(shown);
};

const ESCAPES: Readonly<Record<Target, (value: unknown) => string>> = {
  html: (value) => (value instanceof Lines ? escapedHtml(value.text).replaceAll(/\r?\n/g, '<br />') : escapedHtml(textOf(value))),
  text: textOf,
  url: (value) => encodeURIComponent(textOf(value).toWellFormed()),
  json: (value) => JSON.stringify(textOf(value)).slice(1, -1),
};

function escapeAs(written: (value: unknown) => string, lineEnd = '\n'): (value: unknown) => string {
  return (value) => (value instanceof Lines ? value.text.split(/\r?\n/).map(written).join(lineEnd) : written(shownOf(value)));
}

/**
 * Liquid with everything taken out that reaches beyond the values handed in, that repeats or that keeps state: no files, no loops, no
 * variables, no way round the escaping. What is filled in is data and is never read as a template. `written` writes values in another way than
 * the target's own; `lineEnd` is what it has at the end of a line.
 */
export function boundedLiquid(target: Target, written?: (value: unknown) => string, lineEnd?: string): Liquid {
  const engine = new Liquid({
    ...LIMITS,
    strictFilters: true,
    strictVariables: false,
    ownPropertyOnly: true,
    dynamicPartials: false,
    cache: false,
    templates: {},
    outputEscape: written ? escapeAs(written, lineEnd) : ESCAPES[target],
  });
  for (const tag of Object.keys(engine.tags)) if (!TAGS.includes(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) if (!FILTERS.includes(filter)) engine.unregisterFilter(filter);
  reckonWith(engine, WORDS, (value) => (value instanceof Lines ? value.text : shownOf(value)));
  reckonWith(engine, NUMBERS, (value) => numberOf(value) ?? shownOf(value));
  engine.registerFilter('date', function (value: unknown, format: unknown) {
    return writtenDate(value, String(format ?? 'medium'), writtenIn(this.context));
  });
  engine.registerFilter('number', function (value: unknown, digits: unknown) {
    return writtenNumber(value, digits, writtenIn(this.context));
  });
  engine.registerFilter('money', function (value: unknown, currency: unknown) {
    return writtenMoney(value, currency, writtenIn(this.context));
  });
  engine.registerFilter('add_days', function (value: unknown, days: unknown) {
    return daysLater(value, days, writtenIn(this.context));
  });
  engine.registerFilter('lines', (value: unknown) => new Lines(textOf(value)));
  return engine;
}

/** Filters of words and of numbers get what a typed value is to them. */
function reckonWith(engine: Liquid, names: readonly string[], plain: (value: unknown) => unknown): void {
  for (const name of names) {
    const filter = engine.filters[name];
    if (typeof filter !== 'function') throw new Error(`There is no filter ${name} to build on.`);
    engine.registerFilter(name, function (value: unknown, ...more: unknown[]) {
      return filter.call(this, plain(value), ...more.map(plain));
    });
  }
}

/** As the account writes; what a letter is filled in with says how. */
function writtenIn(context: Context): WrittenIn {
  const { locale, time_zone: timeZone, currency } = (context.environments as { account?: Record<string, string> }).account ?? {};
  return { locale: locale ?? 'en', timeZone: timeZone ?? 'UTC', currency: currency ?? 'USD' };
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
  if (depthOf(source) > DEEPEST) return `So many conditions stand inside each other that nobody could read them. Use at most ${DEEPEST}.`;
  try {
    return formatProblem(ENGINES.text.parse(source));
  } catch (error) {
    return sentenceOf((error as Error).message);
  }
}

/** Every value a text asks for, as its path (`contact.first_name`). A path put together while filling in is given with its brackets. */
export function mergePaths(source: string): string[] {
  const template: Template[] = ENGINES.text.parse(source);
  return [...new Set(ENGINES.text.globalFullVariablesSync(template))];
}

/** The values a text shows without saying what stands there when they are blank: neither `default` nor a condition on them. */
export function unguardedPaths(source: string): string[] {
  const outputs = outputsOf(ENGINES.text.parse(source));
  return [
    ...new Set(
      outputs
        .filter(({ path, filters, isGuarded }) => path !== '' && !isGuarded && !filters.some(({ name }) => name === 'default'))
        .map(({ path }) => path),
    ),
  ];
}

function depthOf(source: string): number {
  let [depth, deepest] = [0, 0];
  for (const [, end] of source.matchAll(/\{%-?\s*(end)?(?:if|unless|case|comment)\b/g)) {
    depth += end ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** A date written in a way that nobody knows would silently be written in another. */
function formatProblem(template: Template[]): string | null {
  for (const { filters } of outputsOf(template)) {
    for (const { name, argument } of filters) {
      if (name !== 'date' || argument === undefined || DATE_FORMATS.includes(argument)) continue;
      return `A date cannot be written as “${argument.slice(0, 40)}”. Use one of ${DATE_FORMATS.join(', ')}.`;
    }
  }
  return null;
}

function sentenceOf(message: string): string {
  const [what] = message.split(', line:');
  const filter = /undefined filter: ([^\s,]+)/.exec(message)?.[1];
  if (filter) return `There is no filter “${filter}”. Use one of ${FILTERS.slice(0, 12).join(', ')} …`;
  const unknownTag = /tag "?(\S+?)"? not found/.exec(message)?.[1];
  if (unknownTag) return `“{% ${unknownTag} %}” cannot be used here. Use if, unless or case.`;
  const open = /tag (\{%.*?%\}) not closed/s.exec(message)?.[1];
  if (open) return `“${open}” is not closed in the same paragraph. End it with {% end${/\{%-?\s*(\w+)/.exec(open)?.[1] ?? 'if'} %}.`;
  if (/output .* not closed/s.test(message)) return 'A merge field is not closed. Write it as {{ contact.first_name }}.';
  return `A merge field cannot be read: ${what}. Write it as {{ contact.first_name }}.`;
}
