import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
    return rules.filter((rule): rule is Enforced => rule.state === 'enforced').map((rule) => proofOf(rule, copy));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function proofOf(rule: Enforced, copy: string): Proof {
  if (!passes(rule, copy)) return { id: rule.id, proven: false, sentence: 'Its test does not pass even with the rule in force.' };
  const file = join(copy, rule.off.file);
  const original = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    original.replace(rule.off.find, () => rule.off.replace),
  );
  const stillPasses = passes(rule, copy);
  writeFileSync(file, original);
  return stillPasses
    ? { id: rule.id, proven: false, sentence: 'Its test still passes with the rule switched off.' }
    : { id: rule.id, proven: true, sentence: 'Its test fails with the rule switched off.' };
}

function passes(rule: Enforced, copy: string): boolean {
  const pattern = rule.test.name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(copy, 'node_modules/vitest/vitest.mjs'), 'run', rule.test.file, '-t', pattern],
    {
      cwd: copy,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    },
  );
  return status === 0 && /\d+ passed/.test(stdout);
}
