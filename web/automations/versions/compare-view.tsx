import { Group, Modal, Select, Switch, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StepDifference } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { Loading } from '../../ui/loading.tsx';
import type { Automation } from '../automation-data.ts';
import { sentenceOfTrigger } from '../sentences.ts';
import type { Names } from '../use-names.ts';
import { RuleDifferences, Differences, StepLine } from './differences.tsx';
import { orderOfBoth } from './map-order.ts';
import { type Comparison, comparisonQuery, type Form, versionsQuery } from './versions-data.ts';
import classes from './versions.module.css';

interface CompareViewProps {
  automation: Automation;
  names: Names;
  first: { from: Form; to: Form };
  onClose: () => void;
}

/** Two forms of a map side by side, step by step: what was added, taken away and changed. */
export function CompareView({ automation, names, first, onClose }: CompareViewProps) {
  const accountId = useAccountId();
  const isPhone = useMediaQuery('(max-width: 40em)') ?? false;
  const [forms, setForms] = useState(first);
  const [all, setAll] = useState(false);
  const { data: versions = [] } = useQuery(versionsQuery(accountId, automation.id));
  const { data, error, refetch } = useQuery(comparisonQuery(accountId, automation.id, forms));
  const choices = [
    { value: 'draft', label: t('versions.draft') },
    ...versions.map(({ version, name, isCurrent }) => ({
      value: String(version),
      label: `${name === '' ? t('versions.number', { version }) : t('versions.number.named', { version, name })}${isCurrent ? ` (${t('versions.current')})` : ''}`,
    })),
  ];
  const formOf = (value: string | null): Form => (value === null || value === 'draft' ? 'draft' : Number(value));
  return (
    <Modal
      opened
      onClose={onClose}
      size={1040}
      fullScreen={isPhone}
      title={t('versions.compare.title', { name: automation.name })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      <Group grow mb="sm" align="end">
        <Select
          label={t('versions.compare.from')}
          data={choices}
          allowDeselect={false}
          value={String(forms.from)}
          onChange={(value) => setForms({ ...forms, from: formOf(value) })}
        />
        <Select
          label={t('versions.compare.to')}
          data={choices}
          allowDeselect={false}
          value={String(forms.to)}
          onChange={(value) => setForms({ ...forms, to: formOf(value) })}
        />
      </Group>
      <Switch label={t('versions.compare.all')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} mb="sm" />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <Compared
          comparison={data}
          names={names}
          all={all}
          titles={[
            choices.find(({ value }) => value === String(forms.from))?.label ?? '',
            choices.find(({ value }) => value === String(forms.to))?.label ?? '',
          ]}
        />
      )}
    </Modal>
  );
}

interface ComparedProps {
  comparison: Comparison;
  names: Names;
  all: boolean;
  titles: [string, string];
}

function Compared({ comparison, names, all, titles }: ComparedProps) {
  const { before, after, difference } = comparison;
  const byId = new Map(difference.steps.map((step) => [step.stepId, step]));
  const steps = orderOfBoth(before, after).flatMap((id) => byId.get(id) ?? []);
  const triggers = difference.triggers.filter((one) => all || one.difference !== 'same');
  const shown = steps.filter((one) => all || one.difference !== 'same');
  if (shown.length + triggers.length + difference.rules.length === 0) return <Text c="dimmed">{t('versions.compare.same')}</Text>;
  return (
    <>
      <table className={classes.outline}>
        <thead>
          <tr>
            <th scope="col">{titles[0]}</th>
            <th scope="col">{titles[1]}</th>
          </tr>
        </thead>
        <tbody>
          {triggers.map(({ triggerId, goal, difference: how, before: was, after: is }) => (
            <tr key={`trigger ${triggerId}`} data-difference={how}>
              <td>
                {was && (goal === null ? sentenceOfTrigger(was, names) : t('versions.goal', { sentence: sentenceOfTrigger(was, names) }))}
              </td>
              <td>
                {is && (goal === null ? sentenceOfTrigger(is, names) : t('versions.goal', { sentence: sentenceOfTrigger(is, names) }))}
              </td>
            </tr>
          ))}
          {shown.map((step) => (
            <StepRow key={step.stepId} step={step} comparison={comparison} names={names} />
          ))}
        </tbody>
      </table>
      <RuleDifferences rules={difference.rules} before={before} after={after} names={names} />
    </>
  );
}

function StepRow({ step, comparison, names }: { step: StepDifference; comparison: Comparison; names: Names }) {
  const { before, after } = comparison;
  return (
    <tr data-difference={step.difference}>
      <td>{step.before && <StepLine step={step.before} map={before} names={names} />}</td>
      <td>
        {step.after && <StepLine step={step.after} map={after} names={names} />}
        {step.difference === 'changed' && <Differences difference={step} before={before} after={after} names={names} />}
      </td>
    </tr>
  );
}
