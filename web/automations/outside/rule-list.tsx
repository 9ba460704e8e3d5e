import { Anchor, Button, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useApi, useCan, useObjects, useRefresh } from '../../app/session.ts';
import { showDone, showProblem } from '../../ui/notice.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useNames } from '../use-names.ts';
import { RuleSentence } from './rule-sentence.tsx';
import { type ListedRule, ruleCalls } from './rules-data.ts';
import { SetAside } from './set-aside.tsx';
import classes from './rules.module.css';

interface RuleListProps {
  rules: readonly ListedRule[];
  onOpen: (id: number) => void;
}

/** Every rule in its own words, with a switch and what it has done. */
export function RuleList({ rules, onOpen }: RuleListProps) {
  const [aside, setAside] = useState<number>();
  const failing = rules.find(({ id }) => id === aside);
  return (
    <>
      <ul className={classes.rules}>
        {rules.map((rule) => (
          <RuleLine key={rule.id} rule={rule} onOpen={() => onOpen(rule.id)} onFailed={() => setAside(rule.id)} />
        ))}
      </ul>
      {failing && <SetAside rule={failing} onClose={() => setAside(undefined)} />}
    </>
  );
}

function RuleLine({ rule, onOpen, onFailed }: { rule: ListedRule; onOpen: () => void; onFailed: () => void }) {
  const names = useNames(rule.objectId);
  const objects = useObjects();
  const canManage = useCan('automations.manage');
  const [problem] = Object.values(rule.problems);
  return (
    <li className={classes.rule}>
      <div>
        {canManage ? (
          <Anchor component="button" type="button" fw={540} ta="start" onClick={onOpen}>
            {rule.name}
          </Anchor>
        ) : (
          <Text fw={540}>{rule.name}</Text>
        )}
        {objects.length > 1 && (
          <Text span c="dimmed" fz={14}>
            {' '}
            · {names.plural}
          </Text>
        )}
        <RuleSentence rule={rule} names={names} />
        {problem && <p className={classes.problem}>{t(rule.version === null ? 'rules.notYet' : 'rules.asBefore', { problem })}</p>}
      </div>
      <div className={classes.state}>
        {rule.failed > 0 && (
          <Button variant="subtle" color="bad" size="compact-sm" onClick={onFailed}>
            {t('rules.failed', { count: rule.failed })}
          </Button>
        )}
        <span className={classes.ran}>
          {t('rules.ran', { count: rule.ran })}
          {rule.lastRanAt && (
            <>
              , <RelativeTime time={rule.lastRanAt} />
            </>
          )}
        </span>
        <OnOff rule={rule} canManage={canManage} />
      </div>
    </li>
  );
}

function OnOff({ rule, canManage }: { rule: ListedRule; canManage: boolean }) {
  const calls = ruleCalls(useApi());
  const refresh = useRefresh();
  const [isBusy, setBusy] = useState(false);
  const isOn = rule.status === 'published';
  const turn = async (): Promise<void> => {
    setBusy(true);
    try {
      await (isOn ? calls.pause(rule.id) : calls.resume(rule.id));
      showDone(t(isOn ? 'rules.off' : 'rules.on', { name: rule.name }));
    } catch (error) {
      showProblem(error as Error);
    }
    await refresh('rules');
    setBusy(false);
  };
  return (
    <Switch checked={isOn} disabled={!canManage || isBusy} onChange={() => void turn()} aria-label={t('rules.isOn', { name: rule.name })} />
  );
}
