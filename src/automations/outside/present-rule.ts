import type { OpenedRule } from './load-rule.ts';
import type { ListedRule } from './list-rules.ts';
import { presentAutomation } from '../present.ts';
import { ruleOfMap } from '../rules/rule-map.ts';

export const presentRule = ({ row, problems }: OpenedRule) => ({ ...presentAutomation(row), ...ruleOfMap(row.draft), problems });

export const presentListedRule = (listed: ListedRule) => ({
  ...presentRule(listed),
  ran: listed.row.ran,
  lastRanAt: listed.row.last_at,
  failed: listed.row.failed,
});
