import { toValueSync, type Liquid, type Template } from 'liquidjs';

export type Fill = (scope: Record<string, unknown>) => string;

// What the reader of the merge language makes of a template, as far as it is looked into here.
interface Token {
  content?: unknown;
  variable?: unknown;
  props?: Token[];
}
interface Expression {
  initial: { postfix: Token[] };
  filters: { name: string; args: unknown[]; handler: unknown }[];
}
interface Branches {
  name?: string;
  value?: Expression;
  branches?: { value: Expression; templates: Template[] }[];
  elseTemplates?: Template[];
}

/** Words that mean something else than a property of that name. */
const SPECIAL = ['size', 'first', 'last'];

/**
 * What the simplest parts of a template come to, without the engine: `{{ a.b }}`, `{{ a.b | default: "c" }}` and `{% if a.b %}`. Undefined for
 * all else, which is made ready all the same: `inner` is called for whatever stands inside it.
 */
export function plainNode(template: Template, engine: Liquid, inner: (within: readonly Template[]) => Fill): Fill | undefined {
  const node = template as unknown as Branches;
  if (node.name === 'if' && node.branches) return plainIf(node, inner);
  if (template.children) {
    inner(toValueSync(template.children(false, true)) as Template[]);
    return undefined;
  }
  return node.name === undefined && node.value ? plainOutput(node.value, template, engine) : undefined;
}

function plainOutput(value: Expression, template: Template, engine: Liquid): Fill | undefined {
  const get = pathOf(value);
  const written = engine.options.outputEscape as unknown as ((given: unknown) => string) | undefined;
  const own = value.filters.filter(({ handler }) => handler !== written);
  if (!get || !written) return undefined;
  if (own.length === 0) return (scope) => written(get(scope));
  const [only] = own;
  const fallback = only?.args[0] as Token | undefined;
  if (own.length > 1 || only!.name !== 'default' || only!.args.length !== 1 || typeof fallback?.content !== 'string') return undefined;
  const { content } = fallback;
  return (scope) => {
    const given = get(scope);
    if (typeof given === 'object' && given !== null) return engine.renderSync([template], scope) as string;
    return written(given === undefined || given === null || given === false || given === '' ? content : given);
  };
}

function plainIf({ branches, elseTemplates = [] }: Branches, inner: (within: readonly Template[]) => Fill): Fill | undefined {
  const cases = branches!.map(({ value, templates }) => ({
    get: value.filters.length === 0 ? pathOf(value) : undefined,
    fill: inner(templates),
  }));
  const otherwise = inner(elseTemplates);
  if (cases.some(({ get }) => !get)) return undefined;
  return (scope) => {
    for (const { get, fill } of cases) {
      const given = get!(scope);
      if (given !== undefined && given !== null && given !== false) return fill(scope);
    }
    return otherwise(scope);
  };
}

/** What reads the value at a path of plain names; undefined where it is anything more. */
function pathOf({ initial }: Expression): ((scope: Record<string, unknown>) => unknown) | undefined {
  const [token] = initial.postfix;
  if (initial.postfix.length !== 1 || !token?.props || token.variable !== undefined) return undefined;
  const names = token.props.map(({ content }) => content);
  if (!names.every((name) => (typeof name === 'string' && !SPECIAL.includes(name)) || typeof name === 'number')) return undefined;
  const path = names as (string | number)[];
  return (scope) => {
    let value: unknown = scope;
    for (const name of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as Record<string | number, unknown>)[name];
    }
    return value;
  };
}
