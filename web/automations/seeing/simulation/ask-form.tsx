import { Button, Checkbox, Group, NumberInput, Select, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { WAIT_UNITS } from '../../../../src/automations/schema.ts';
import { t } from '../../../app/messages/t.ts';
import { CriteriaSentence } from '../../../criteria/index.tsx';
import type { Automation } from '../../automation-data.ts';
import { DurationInput } from '../../forms/index.tsx';
import type { Names } from '../../use-names.ts';
import { CriteriaDrawer } from '../criteria-drawer.tsx';
import classes from '../seeing.module.css';
import type { MapWords } from '../words-of.ts';
import type { AskedSimulation, Supposition } from './simulation-data.ts';

interface AskFormProps {
  automation: Automation;
  names: Names;
  words: MapWords;
  asked: AskedSimulation;
  onChange: (asked: AskedSimulation) => void;
  /** The button, or how far it is. */
  children: ReactNode;
}

/** Which map is tried, with whom, for how long, and what is supposed of people. */
export function AskForm({ automation, names, words, asked, onChange, children }: AskFormProps) {
  const map = (asked.of === 'published' ? automation.published : null) ?? automation.draft;
  const supposable = map.steps.filter(({ kind, settings }) => kind === 'goal' || (kind === 'wait' && settings.wait === 'criteria'));
  return (
    <Stack gap="sm">
      {automation.published && (
        <Select
          label={t('simulation.of')}
          data={(['draft', 'published'] as const).map((value) => ({ value, label: t(`simulation.of.${value}`) }))}
          value={asked.of}
          onChange={(of) => onChange({ ...asked, of: of as AskedSimulation['of'] })}
          allowDeselect={false}
        />
      )}
      <Whom names={names} asked={asked} onChange={onChange} />
      <Group gap="sm" grow wrap="nowrap">
        <NumberInput
          label={t('simulation.records')}
          min={1}
          max={1000}
          allowDecimal={false}
          value={asked.records}
          onChange={(records) => onChange({ ...asked, records: Number(records) || 1 })}
        />
        <NumberInput
          label={t('simulation.days')}
          min={1}
          max={400}
          allowDecimal={false}
          value={asked.days}
          onChange={(days) => onChange({ ...asked, days: Number(days) || 1 })}
        />
      </Group>
      {supposable.length > 0 && (
        <section className={classes.supposed} aria-label={t('simulation.suppose')}>
          <h3>{t('simulation.suppose')}</h3>
          <p className={classes.note}>{t('simulation.suppose.about')}</p>
          {supposable.map(({ id }) => (
            <SupposedStep
              key={id}
              stepId={id}
              sentence={words.ofPlace(id)}
              supposition={asked.suppositions.find(({ stepId }) => stepId === id)}
              onChange={(supposition) =>
                onChange({
                  ...asked,
                  suppositions: [...asked.suppositions.filter(({ stepId }) => stepId !== id), ...(supposition ? [supposition] : [])],
                })
              }
            />
          ))}
        </section>
      )}
      {children}
    </Stack>
  );
}

interface SupposedStepProps {
  stepId: number;
  sentence: string;
  supposition: Supposition | undefined;
  onChange: (supposition: Supposition | undefined) => void;
}

function SupposedStep({ stepId, sentence, supposition, onChange }: SupposedStepProps) {
  return (
    <div className={classes.supposition}>
      <Checkbox
        label={sentence}
        aria-label={t('simulation.suppose.this', { step: sentence })}
        checked={supposition !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? { stepId, share: 30, within: { amount: 3, unit: 'days' } } : undefined)}
      />
      {supposition && (
        <div className={classes.supposedHow}>
          <NumberInput
            label={t('simulation.suppose.share')}
            min={0}
            max={100}
            suffix=" %"
            value={supposition.share}
            onChange={(share) => onChange({ ...supposition, share: Number(share) || 0 })}
          />
          <DurationInput
            label={t('simulation.suppose.within')}
            units={WAIT_UNITS}
            min={1}
            amount={supposition.within.amount}
            unit={supposition.within.unit as (typeof WAIT_UNITS)[number]}
            onChange={(within) => onChange({ ...supposition, within })}
          />
        </div>
      )}
    </div>
  );
}

/** Everybody, a group, or who matches conditions. */
function Whom({ names, asked, onChange }: Pick<AskFormProps, 'names' | 'asked' | 'onChange'>) {
  const [isOpen, setOpen] = useState(false);
  const group = groupOf(asked.criteria);
  const chosen = asked.criteria === null ? 'all' : group === undefined ? 'criteria' : String(group);
  const choose = (value: string | null): void => {
    if (value === 'criteria') return setOpen(true);
    onChange({ ...asked, criteria: value === 'all' ? null : { group: Number(value), operator: 'in' } });
  };
  return (
    <div>
      <Select
        label={t('simulation.whom')}
        data={[
          { value: 'all', label: t('simulation.whom.all') },
          { value: 'criteria', label: t('simulation.whom.criteria') },
          ...(names.groups.length > 0
            ? [{ group: t('simulation.whom.group'), items: names.groups.map(({ id, name }) => ({ value: String(id), label: name })) }]
            : []),
        ]}
        value={chosen}
        onChange={choose}
        allowDeselect={false}
      />
      {chosen === 'criteria' && (
        <div className={classes.supposedWhom}>
          <CriteriaSentence objectId={names.objectId} criteria={asked.criteria} />{' '}
          <Button size="compact-xs" variant="subtle" px={0} onClick={() => setOpen(true)}>
            {t('simulation.whom.choose')}
          </Button>
        </div>
      )}
      {isOpen && (
        <CriteriaDrawer
          objectId={names.objectId}
          title={t('simulation.whom.title')}
          keep={t('simulation.whom.keep')}
          criteria={groupOf(asked.criteria) === undefined ? asked.criteria : null}
          onKeep={(criteria) => onChange({ ...asked, criteria })}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function groupOf(criteria: unknown): number | undefined {
  const { group } = (criteria ?? {}) as { group?: number };
  return typeof group === 'number' ? group : undefined;
}
