import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');

/** A change to one file that switches a rule off, or shifts its number: its test must then fail. */
const Off = z.strictObject({ file: z.string(), find: z.string(), replace: z.string() });

const Common = {
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Rows of the reference list this rule answers. */
  rows: z.array(z.number().int()).min(1),
  /** Where those rows come from: `O 14`, `L 28`. */
  source: z.string(),
  rule: z.string().min(10),
  /** The numbers it ships with; an operator can change those that name a setting. */
  defaults: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
  /** Where two rules conflict: both, the default, why, and the operator's switch. */
  conflict: z.string().optional(),
};

const Rule = z.discriminatedUnion('state', [
  z.strictObject({
    ...Common,
    state: z.literal('enforced'),
    code: z.string(),
    test: z.strictObject({ file: z.string(), name: z.string() }),
    off: Off,
  }),
  z.strictObject({ ...Common, state: z.literal('waits'), for: z.string() }),
  z.strictObject({ ...Common, state: z.literal('text'), why: z.string() }),
]);

export type Rule = z.infer<typeof Rule>;

/** Every rule of the terms, by section and in the order of its rows. Refuses a malformed register. */
export function readRegister(root = ROOT): Rule[] {
  const files = globSync('rules/*.json', { cwd: root }).sort();
  return files.flatMap((file) => z.array(Rule).parse(JSON.parse(readFileSync(join(root, file), 'utf8'))));
}

/** What is wrong with the register, a sentence each: twins, rows told twice, tests and code that are not there. */
export function registerProblems(rules: readonly Rule[], root = ROOT): string[] {
  const problems: string[] = [];
  const ids = new Set<string>();
  const rows = new Map<number, string>();
  for (const rule of rules) {
    if (ids.has(rule.id)) problems.push(`${rule.id}: stands twice.`);
    ids.add(rule.id);
    for (const row of rule.rows) {
      if (rows.has(row)) problems.push(`${rule.id}: row ${row} already belongs to ${rows.get(row)}.`);
      rows.set(row, rule.id);
    }
    if (rule.state === 'enforced') problems.push(...missingParts(rule, root));
  }
  return problems;
}

function missingParts(rule: Extract<Rule, { state: 'enforced' }>, root: string): string[] {
  const problems: string[] = [];
  const test = textOf(root, rule.test.file);
  if (test === undefined) problems.push(`${rule.id}: its test file ${rule.test.file} does not exist.`);
  else if (!test.includes(rule.test.name)) problems.push(`${rule.id}: ${rule.test.file} has no test "${rule.test.name}".`);
  const [code = '', name = ''] = rule.code.split('#');
  if (!textOf(root, code)?.includes(name)) problems.push(`${rule.id}: its code ${rule.code} does not exist.`);
  const off = textOf(root, rule.off.file);
  if (off === undefined || off.split(rule.off.find).length !== 2) {
    problems.push(`${rule.id}: its switch does not stand exactly once in ${rule.off.file}.`);
  }
  return problems;
}

function textOf(root: string, file: string): string | undefined {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}
