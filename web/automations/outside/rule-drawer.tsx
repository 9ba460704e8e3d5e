import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Rule } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useObjects, useRefresh } from '../../app/session.ts';
import { showDone } from '../../ui/notice.ts';
import type { Problems } from '../automation-data.ts';
import { EditDrawer } from '../edit-drawer.tsx';
import { CriteriaInput, type DraftTrigger, keptCriteria, keptSettings, keptTrigger, TriggerList } from '../forms/index.tsx';
import { useNames } from '../use-names.ts';
import { ActionList } from './action-list.tsx';
import { type OpenedRule, type RuleAction, ruleCalls } from './rules-data.ts';
import classes from './rules.module.css';

interface RuleDrawerProps {
  /** Left out for a new one. */
  rule?: OpenedRule | undefined;
  onRemove?: (() => void) | undefined;
  onClose: () => void;
}

interface Draft {
  name: string;
  objectId: number;
  triggers: DraftTrigger[];
  criteria: unknown;
  actions: RuleAction[];
}

const draftOf = (rule: OpenedRule | undefined, objectId: number): Draft =>
  rule
    ? {
        name: rule.name,
        objectId: rule.objectId,
        triggers: rule.triggers as DraftTrigger[],
        criteria: rule.criteria,
        actions: rule.actions,
      }
    : { name: '', objectId, triggers: [{ event: 'record.created' }], criteria: null, actions: [] };

/** When, if, then: a rule in the right drawer. What cannot run yet is kept, and says here why. */
export function RuleDrawer({ rule, onRemove, onClose }: RuleDrawerProps) {
  const objects = useObjects();
  const refresh = useRefresh();
  const calls = ruleCalls(useApi());
  const [saved, setSaved] = useState(rule);
  const [draft, setDraft] = useState(() => draftOf(rule, objects[0]?.id ?? 0));
  const [refusal, setRefusal] = useState<string>();
  const names = useNames(draft.objectId);
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  const problems = saved?.problems ?? {};
  const keep = async (): Promise<void> => {
    setRefusal(undefined);
    try {
      const next = saved
        ? await calls.change(saved.id, { ...keptRule(draft), revision: saved.revision })
        : await calls.create({ ...keptRule(draft), objectId: draft.objectId });
      void refresh('rules');
      setSaved(next);
      setDraft(draftOf(next, next.objectId));
      if (firstOf(next.problems)) return;
      showDone(t(next.status === 'paused' ? 'rules.savedPaused' : 'rules.saved'));
      onClose();
    } catch (error) {
      setRefusal((error as Error).message);
    }
  };
  return (
    <EditDrawer
      title={t(rule ? 'rules.edit' : 'rules.new')}
      keepLabel={t(saved ? 'rules.keep' : 'rules.add')}
      removeLabel={t('rules.remove')}
      problem={refusal ?? (firstOf(problems) && t('rules.notRunning', { problem: firstOf(problems)! }))}
      onRemove={onRemove}
      onKeep={() => void keep()}
      onClose={onClose}
    >
      <TextInput
        label={t('rules.name')}
        withAsterisk
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        data-autofocus
      />
      {!saved && objects.length > 1 && (
        <Select
          label={t('automations.for')}
          data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
          value={String(draft.objectId)}
          onChange={(id) => setDraft({ ...draftOf(undefined, Number(id)), name: draft.name })}
          allowDeselect={false}
        />
      )}
      <section className={classes.part}>
        <h3>{t('rules.when')}</h3>
        <TriggerList triggers={draft.triggers} onChange={(triggers) => set({ triggers })} names={names} hasCriteria={false} />
      </section>
      <section className={classes.part}>
        <h3>{t('rules.part.if')}</h3>
        <CriteriaInput
          label={t('rules.if.why')}
          objectId={draft.objectId}
          value={draft.criteria}
          onChange={(criteria) => set({ criteria })}
          error={problems.who}
        />
      </section>
      <section className={classes.part}>
        <h3>{t('rules.part.then')}</h3>
        <ActionList actions={draft.actions} onChange={(actions) => set({ actions })} names={names} problems={problems} />
      </section>
    </EditDrawer>
  );
}

const firstOf = (problems: Problems): string | undefined => Object.values(problems)[0];

function keptRule({ name, triggers, criteria, actions }: Draft): Rule {
  return {
    name,
    triggers: triggers.map(keptTrigger) as Rule['triggers'],
    criteria: (keptCriteria(criteria) as Rule['criteria']) ?? null,
    actions: actions.map((action) => ({ ...action, settings: keptSettings(action.kind, action.settings) })),
  };
}
