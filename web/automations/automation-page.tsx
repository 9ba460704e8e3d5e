import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Step } from '../../src/automations/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useCan } from '../app/session.ts';
import { useParam, useUrlState } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageBody, PageHeader, Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { AutomationActions } from './automation-actions.tsx';
import { automationQuery, catalogueQuery, countsQuery, type Automation } from './automation-data.ts';
import { AutomationState } from './automation-state.tsx';
import classes from './automation-page.module.css';
import { type DraftTrigger, firstSettings, SettingsForm, TriggerForm } from './forms/index.tsx';
import { addStep, changeStep, keepTrigger, moveStep, removeStep, removeTrigger, type Place } from './map-edits.ts';
import { MapList, type MapEdits } from './map-list.tsx';
import { PeopleDrawer } from './people-drawer.tsx';
import { sentenceOfStep } from './sentences.ts';
import { StartBlock } from './start-block.tsx';
import { StepDrawer } from './step-drawer.tsx';
import { useDraft } from './use-draft.ts';
import { useNames } from './use-names.ts';

/** One automation: what starts it, what happens, who stands where. */
export default function AutomationPage() {
  const { data, error, refetch } = useQuery(automationQuery(useAccountId(), useParam('id')));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Editor key={data.id} automation={data} />;
}

type Open =
  | { what: 'new-step'; place: Place; kind: string }
  | { what: 'step'; step: Step }
  | { what: 'trigger'; trigger: DraftTrigger }
  | { what: 'rules' }
  | null;

function Editor({ automation }: { automation: Automation }) {
  const accountId = useAccountId();
  const names = useNames(automation.objectId);
  const canManage = useCan('automations.manage');
  const { data: catalogue } = useQuery(catalogueQuery(accountId));
  const { data: counted } = useQuery(countsQuery(accountId, String(automation.id)));
  const counts = useMemo(() => new Map(counted?.steps.map((step) => [step.id, step])), [counted]);
  const { map, problems, change, isSaving } = useDraft(automation);
  const [open, setOpen] = useState<Open>(null);
  const [peopleOn, setPeopleOn] = useUrlState('people');
  const close = (): void => setOpen(null);
  const kinds = (catalogue?.steps ?? []).filter(({ kind }) => kind !== 'email.send' || names.isPerson);
  const steps = [...map.steps, ...(automation.published?.steps ?? [])];
  const sentenceOf = (stepId: number): string => {
    const step = steps.find(({ id }) => id === stepId);
    return step ? sentenceOfStep(step, names) : t('automations.gone');
  };
  const edits: MapEdits | undefined = canManage
    ? {
        onAdd: (place, kind) =>
          kind === 'end' ? change(addStep(map, place, { kind, settings: {} }).map) : setOpen({ what: 'new-step', place, kind }),
        onOpen: (step) => setOpen({ what: 'step', step }),
        onMove: (stepId, direction) => change(moveStep(map, stepId, direction)),
        onRemove: (stepId) => change(removeStep(map, stepId)),
      }
    : undefined;
  const problemCount = Object.keys(problems).length;
  return (
    <>
      <PageHeader
        title={automation.name}
        within={[{ label: t('automations.title'), path: '/automations' }]}
        meta={
          <span className={classes.meta}>
            <AutomationState automation={automation} />
            {automation.version !== null && <span>{t('automations.version', { version: automation.version })}</span>}
            {automation.version !== null && automation.draftDiffers && <span>{t('automations.changed')}</span>}
            {counted?.nextDueAt && automation.status === 'published' && (
              <span>
                {t('automations.nextDue')} <RelativeTime time={counted.nextDueAt} />
              </span>
            )}
            {canManage && (isSaving || automation.draftDiffers) && (
              <span role="status">{t(isSaving ? 'automations.saving' : 'automations.saved')}</span>
            )}
          </span>
        }
        actions={canManage && <AutomationActions automation={automation} counts={counts} names={names} />}
      />
      <PageBody>
        {automation.status === 'published' && Object.keys(automation.publishedProblems).length > 0 && (
          <Section title={t('automations.problems.running')}>
            <ul className={classes.problems}>
              {Object.values(automation.publishedProblems).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Section>
        )}
        <StartBlock
          map={map}
          names={names}
          problems={problems}
          entered={counted?.entered ?? 0}
          edits={
            canManage
              ? {
                  onAdd: () => setOpen({ what: 'trigger', trigger: { event: 'record.created' } }),
                  onOpen: (trigger) => setOpen({ what: 'trigger', trigger }),
                  onRules: () => setOpen({ what: 'rules' }),
                }
              : undefined
          }
        />
        <section aria-label={t('automations.steps')}>
          <h2 className={classes.heading}>{t('automations.steps')}</h2>
          <MapList
            map={map}
            names={names}
            problems={problems}
            counts={counts}
            kinds={kinds}
            edits={edits}
            onPeople={(step) => setPeopleOn(String(step.id))}
          />
          {canManage && problemCount > 0 && (
            <p className={classes.problemCount} role="status">
              {t('automations.problems', { count: problemCount })} {problems.start}
            </p>
          )}
        </section>
      </PageBody>
      {open?.what === 'new-step' && (
        <StepDrawer
          step={{ kind: open.kind, settings: firstSettings(open.kind) }}
          names={names}
          onKeep={(settings) => (change(addStep(map, open.place, { kind: open.kind, settings }).map), close())}
          onClose={close}
        />
      )}
      {open?.what === 'step' && (
        <StepDrawer
          key={open.step.id}
          step={open.step}
          names={names}
          problem={automation.problems[open.step.id]}
          onKeep={(settings) => (change(changeStep(map, open.step.id, settings)), close())}
          onRemove={() => (change(removeStep(map, open.step.id)), close())}
          onClose={close}
        />
      )}
      {open?.what === 'trigger' && (
        <TriggerForm
          trigger={open.trigger}
          names={names}
          problem={problems[`trigger.${open.trigger.id}`]}
          onKeep={(trigger) => (change(keepTrigger(map, trigger)), close())}
          onRemove={open.trigger.id === undefined ? undefined : () => (change(removeTrigger(map, open.trigger.id!)), close())}
          onClose={close}
        />
      )}
      {open?.what === 'rules' && (
        <SettingsForm
          value={map}
          names={names}
          problems={problems}
          onKeep={(rules) => (change({ ...map, ...rules }), close())}
          onClose={close}
        />
      )}
      {peopleOn !== '' && (
        <PeopleDrawer
          automation={automation}
          stepId={Number(peopleOn)}
          sentence={sentenceOf(Number(peopleOn))}
          sentenceOf={sentenceOf}
          failed={counts.get(Number(peopleOn))?.failed ?? 0}
          isManager={canManage}
          onClose={() => setPeopleOn('')}
        />
      )}
    </>
  );
}
