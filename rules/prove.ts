import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rule } from './register.ts';

const ROOT = join(import.meta.dirname, '..');
const COPIED = ['src', 'web', 'test', 'rules', 'db', 'structure', 'vitest.config.ts', 'tsconfig.json', 'package.json'];

export interface Proof {
  id: string;
  /** Whether the rule's test passes with the rule, and fails without it. */
  proven: boolean;
  sentence: string;
}

type Enforced = Extract<Rule, { state: 'enforced' }>;

/** Switches each rule off in a copy of the sources and shows its test fail; the sources themselves are never touched. */
export function proveRules(rules: readonly Rule[]): Proof[] {
  const copy = mkdtempSync(join(tmpdir(), 'quayside-rules-'));
  try {
    for (const part of COPIED) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const inForce = new Map<string, TestResult[]>();
    return rules.filter((rule): rule is Enforced => rule.state === 'enforced').map((rule) => proofOf(rule, copy, inForce));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function proofOf(rule: Enforced, copy: string, inForce: Map<string, TestResult[]>): Proof {
  const unproven = (sentence: string): Proof => ({ id: rule.id, proven: false, sentence });
  if (!inForce.has(rule.test.file)) inForce.set(rule.test.file, resultsOf(rule.test.file, copy));
  const passing = named(rule, inForce.get(rule.test.file)!).filter(({ status }) => status === 'passed');
  if (passing.length === 0) return unproven('Its test does not pass even with the rule in force.');
  const results = switchedOff(rule, copy, () => resultsOf(rule.test.file, copy));
  if (named(rule, results).length === 0) return unproven('Its test does not run at all with the rule switched off.');
  const failing = new Set(
    named(rule, results)
      .filter(({ status }) => status === 'failed')
      .map(({ title }) => title),
  );
  return passing.some(({ title }) => failing.has(title))
    ? { id: rule.id, proven: true, sentence: 'Its test fails with the rule switched off.' }
    : unproven('Its test still passes with the rule switched off.');
}

function switchedOff<T>(rule: Enforced, copy: string, work: () => T): T {
  const file = join(copy, rule.off.file);
  const original = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    original.replace(rule.off.find, () => rule.off.replace),
  );
  try {
    return work();
  } finally {
    writeFileSync(file, original);
  }
}

interface TestResult {
  title: string;
  status: string;
}

/** What became of each test of a file. All of them run, because a test may stand on what those before it did. */
function resultsOf(file: string, copy: string): TestResult[] {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  spawnSync(process.execPath, [join(copy, 'node_modules/vitest/vitest.mjs'), 'run', file, '--reporter=json', `--outputFile=${report}`], {
    cwd: copy,
    encoding: 'utf8',
  });
  if (!existsSync(report)) return [];
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: { assertionResults: TestResult[] }[] };
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

/** The tests of that name; what is filled in when they run, a `%s` or `${…}`, may be anything. */
function named({ test }: Enforced, results: readonly TestResult[]): TestResult[] {
  const pattern = test.name
    .split(/%s|\$\{[^}]*\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return results.filter(({ title }) => new RegExp(`^${pattern}$`, 's').test(title));
}
