import { useQuery } from '@tanstack/react-query';
import { useAccountId, useCan } from '../../app/session.ts';
import { automationQuery, countsQuery } from '../automation-data.ts';
import { PeopleDrawer } from '../people-drawer.tsx';
import { sentenceOfStep } from '../sentences.ts';
import { useNames } from '../use-names.ts';
import type { ListedRule } from './rules-data.ts';

/** Who was set aside on an action of a rule, and why; they may be tried again or taken off. */
export function SetAside({ rule, onClose }: { rule: ListedRule; onClose: () => void }) {
  const accountId = useAccountId();
  const names = useNames(rule.objectId);
  const isManager = useCan('automations.manage');
  const { data: automation } = useQuery(automationQuery(accountId, String(rule.id)));
  const { data: counts } = useQuery(countsQuery(accountId, String(rule.id)));
  const at = counts?.steps.find(({ failed }) => failed > 0);
  if (!automation || !at) return null;
  const steps = [...(automation.published?.steps ?? []), ...automation.draft.steps];
  const sentenceOf = (id: number): string => {
    const step = steps.find((one) => one.id === id);
    return step ? sentenceOfStep(step, names) : '';
  };
  return (
    <PeopleDrawer
      automation={automation}
      stepId={at.id}
      sentence={sentenceOf(at.id)}
      sentenceOf={sentenceOf}
      failed={at.failed}
      isManager={isManager}
      first="failed"
      onClose={onClose}
    />
  );
}
