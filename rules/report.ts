import { proveRules } from './prove.ts';
import { readRegister, registerProblems, type Rule } from './register.ts';

export interface RulesReport {
  value: unknown;
  text: string;
  /** One sentence when something does not hold. */
  failure: string | undefined;
}

/** What `quayside rules` says: the register; with `check` what is missing from it; with `prove` whether each test can fail. */
export function rulesReport(options: { check?: true; prove?: true }): RulesReport {
  const rules = readRegister();
  if (options.prove) return proofReport(rules);
  if (options.check) return checkReport(rules);
  return { value: rules, text: rules.map(lineOf).join('\n'), failure: undefined };
}

function checkReport(rules: readonly Rule[]): RulesReport {
  const problems = registerProblems(rules);
  const enforced = rules.filter(({ state }) => state === 'enforced').length;
  return {
    value: { rules: rules.length, enforced, problems },
    text: [...problems, `${rules.length} rules, ${enforced} enforced, ${problems.length} problems.`].join('\n'),
    failure: problems.length > 0 ? `${problems.length} rules name code or tests that do not exist.` : undefined,
  };
}

function proofReport(rules: readonly Rule[]): RulesReport {
  const proofs = proveRules(rules);
  const unproven = proofs.filter(({ proven }) => !proven);
  return {
    value: proofs,
    text: proofs.map(({ id, sentence }) => `${id}: ${sentence}`).join('\n'),
    failure: unproven.length > 0 ? `${unproven.length} of ${proofs.length} rules are not proven by their test.` : undefined,
  };
}

function lineOf(rule: Rule): string {
  const rows = `${rule.source} ${rule.rows.join(', ')}`;
  const state = rule.state === 'enforced' ? `enforced by ${rule.code}` : rule.state === 'waits' ? `waits for ${rule.for}` : 'text only';
  return `${rule.id} (${rows}): ${rule.rule} [${state}]`;
}
