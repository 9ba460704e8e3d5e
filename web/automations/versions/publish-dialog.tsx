import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AutomationMap, StepEffect, Transfer, TriggerDifference } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone } from '../../ui/notice.ts';
import type { Automation } from '../automation-data.ts';
import { sentenceOfTrigger } from '../sentences.ts';
import { nameIn } from '../sentences/words.ts';
import type { Names } from '../use-names.ts';
import { RuleDifferences } from './differences.tsx';
import { EffectRow } from './effect-row.tsx';
import { effectQuery, type ShownEffect, versionCalls } from './versions-data.ts';
import classes from './versions.module.css';

interface PublishDialogProps {
  automation: Automation;
  names: Names;
  onClose: () => void;
}

/** Says, step by step, what publishing will do to those on the map and to those to come; lets one choose where a step is gone; then does it. */
export function PublishDialog({ automation, names, onClose }: PublishDialogProps) {
  const isPhone = useMediaQuery('(max-width: 40em)') ?? false;
  const { data, error, refetch } = useQuery(effectQuery(useAccountId(), automation.id));
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      fullScreen={isPhone}
      title={t('versions.publish.title', { name: automation.name })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Publishing automation={automation} names={names} effect={data} lookAgain={() => void refetch()} onClose={onClose} />}
    </Modal>
  );
}

function Publishing({
  automation,
  names,
  effect,
  lookAgain,
  onClose,
}: PublishDialogProps & { effect: ShownEffect; lookAgain: () => void }) {
  const calls = versionCalls(useApi());
  const refresh = useRefresh();
  const { mode } = useAccount();
  const [choices, setChoices] = useState<Record<string, Transfer>>({});
  const [name, setName] = useState('');
  const lost = effect.steps.filter(({ proposal }) => proposal !== null);
  const choiceFor = ({ stepId, proposal }: StepEffect): Transfer | null => choices[stepId] ?? proposal;
  const publish = useMutation({
    mutationFn: () => {
      const removed = Object.fromEntries(lost.map((step) => [step.stepId, choiceFor(step)!]));
      return calls.publish(automation.id, { revision: effect.revision, removed, name: name.trim() });
    },
    onSuccess: async () => {
      await refresh('automation');
      showDone(t('automations.published'));
      onClose();
    },
    onError: lookAgain,
  });
  const problem = Object.keys(automation.problems).length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate();
      }}
    >
      <Stack gap="md">
        <Entering automation={automation} effect={effect} names={names} />
        <Sending map={automation.draft} names={names} />
        {automation.version !== null && (
          <OnTheMap
            automation={automation}
            effect={effect}
            names={names}
            choiceFor={choiceFor}
            onChoose={(id, to) => setChoices({ ...choices, [id]: to })}
          />
        )}
        <TextInput
          label={t('versions.name')}
          description={t('versions.name.why')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mode === 'practising' && <Text c="dimmed">{t('automations.publish.practising')}</Text>}
        {problem && (
          <Alert color="warn" variant="light">
            {Object.values(automation.problems)[0]}
          </Alert>
        )}
        {publish.error && (
          <Text c="bad" role="alert">
            {publish.error.message}
          </Text>
        )}
        <Group justify="flex-end" gap="xs" className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={publish.isPending} data-autofocus>
            {t('versions.publish')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Who comes onto the map from now on, and what is other about that. */
function Entering({ automation, effect, names }: { automation: Automation; effect: ShownEffect; names: Names }) {
  const { triggers, rules } = effect.difference;
  const object = names.plural.toLocaleLowerCase(language.locale);
  const before = automation.published ?? automation.draft;
  return (
    <Part title={t('versions.entering')}>
      {automation.draft.triggers.length === 0 && <Text>{t('automations.publish.byHand', { object })}</Text>}
      <ul className={classes.triggers}>
        {triggers.map((trigger) => (
          <TriggerLine key={trigger.triggerId} trigger={trigger} names={names} isFirst={automation.version === null} />
        ))}
      </ul>
      {automation.version !== null && <RuleDifferences rules={rules} before={before} after={automation.draft} names={names} />}
    </Part>
  );
}

function TriggerLine({ trigger, names, isFirst }: { trigger: TriggerDifference; names: Names; isFirst: boolean }) {
  const { before, after, difference, goal } = trigger;
  const sentence = sentenceOfTrigger((after ?? before)!, names);
  return (
    <li data-difference={isFirst ? 'same' : difference}>
      <span>{goal === null ? sentence : t('versions.goal', { sentence })}</span>
      {!isFirst && difference !== 'same' && <span className={classes.fate}>{t(`versions.difference.${difference}`)}</span>}
    </li>
  );
}

/** The messages that the map sends, by name. */
function Sending({ map, names }: { map: AutomationMap; names: Names }) {
  const ids = [...new Set(map.steps.filter(({ kind }) => kind === 'email.send').map(({ settings }) => settings.messageId))];
  if (ids.length === 0) return null;
  const list = ids.map((id) => nameIn(names.messages, id));
  return (
    <Part title={t('versions.sending')}>
      <Text>
        {t('versions.sends', { count: ids.length, messages: new Intl.ListFormat(language.locale).format(list.map((one) => `“${one}”`)) })}
      </Text>
    </Part>
  );
}

interface OnTheMapProps {
  automation: Automation;
  effect: ShownEffect;
  names: Names;
  choiceFor: (step: StepEffect) => Transfer | null;
  onChoose: (stepId: number, choice: Transfer) => void;
}

/** Those whose step is gone first, because something must be decided; those whose step is as it was are only counted. */
function OnTheMap({ automation, effect, names, choiceFor, onChoose }: OnTheMapProps) {
  const weight = { removed: 0, replaced: 0, changed: 1, kept: 2 } as const;
  const steps = effect.steps.filter(({ fate }) => fate !== 'kept').sort((a, b) => weight[a.fate] - weight[b.fate]);
  const kept = effect.steps
    .filter(({ fate }) => fate === 'kept')
    .reduce((sum, one) => sum + one.now + one.failed + one.resting + one.paused, 0);
  return (
    <Part title={t('versions.people', { count: effect.standing })}>
      {effect.standing === 0 && <Text c="dimmed">{t('versions.people.none')}</Text>}
      <ul className={classes.effects} aria-live="polite">
        {steps.map((step) => (
          <EffectRow
            key={step.stepId}
            effect={step}
            before={automation.published ?? automation.draft}
            draft={automation.draft}
            names={names}
            choice={choiceFor(step)}
            onChoose={(choice) => onChoose(step.stepId, choice)}
          />
        ))}
      </ul>
      {kept > 0 && <Text c="dimmed">{t('versions.people.kept', { count: kept })}</Text>}
    </Part>
  );
}
