import { Alert, Button, Group } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, type ReactNode, useMemo } from 'react';
import { t } from '../app/messages/t.ts';
import { later } from '../app/later.tsx';
import { useAccountId, useCan } from '../app/session.ts';
import { useParam, useUrlState } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { AutomationActions } from './automation-actions.tsx';
import { automationQuery, catalogueQuery, countsQuery, type Automation, type Counts } from './automation-data.ts';
import { AutomationState } from './automation-state.tsx';
import classes from './automation-page.module.css';
import type { ModeProps } from './canvas/overlay.ts';
import { sentenceOf } from './canvas/words.ts';
import { MapBar, type Mode, type View } from './map-bar.tsx';
import { MapDrawers } from './map-drawers.tsx';
import { MapOutline } from './map-outline.tsx';
import { PeopleDrawer } from './people-drawer.tsx';
import { type Draft, useDraft } from './use-draft.ts';
import { useEditing } from './use-editing.ts';
import { useNames } from './use-names.ts';

const PHONE = '(max-width: 48em)';

const MapCanvas = later(async () => (await import('./canvas/map-canvas.tsx')).default, Loading);

/** What the map can show besides itself. */
const MODES: Readonly<Partial<Record<Mode, ComponentType<ModeProps>>>> = {
  performance: later(async () => (await import('./seeing/performance.tsx')).default, Loading),
  projection: later(async () => (await import('./seeing/projection.tsx')).default, Loading),
  simulation: later(async () => (await import('./seeing/simulation.tsx')).default, Loading),
};
const SHOWN: readonly Mode[] = ['edit', 'performance', 'projection', 'simulation'];

const LeftToDo = later(async () => (await import('./templates/left-to-do.tsx')).LeftToDo);
const Follow = later(async () => (await import('./seeing/follow.tsx')).default, Loading);

/** One automation: what starts it, what happens, who stands where. */
export default function AutomationPage() {
  const { data, error, refetch } = useQuery(automationQuery(useAccountId(), useParam('id')));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Editor key={data.id} automation={data} />;
}

function Editor({ automation }: { automation: Automation }) {
  const accountId = useAccountId();
  const names = useNames(automation.objectId);
  const canManage = useCan('automations.manage');
  const { data: catalogue } = useQuery(catalogueQuery(accountId));
  const { data: counted } = useQuery(countsQuery(accountId, String(automation.id)));
  const counts = useMemo(() => new Map(counted?.steps.map((step) => [step.id, step])), [counted]);
  const draft = useDraft(automation);
  const kinds = useMemo(
    () => (catalogue?.steps ?? []).filter(({ kind }) => kind !== 'email.send' || names.isPerson),
    [catalogue, names.isPerson],
  );
  const editing = useEditing(draft, names, kinds);
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const [view, setView] = useUrlState('view', isPhone ? 'outline' : 'map');
  const [mode, setMode] = useUrlState('mode', 'edit');
  const [peopleOn, setPeopleOn] = useUrlState('people');
  const [follow] = useUrlState('follow');
  const [begun] = useUrlState('begun');
  const onPeople = (stepId: number): void => setPeopleOn(String(stepId));
  const told = (stepId: number): string =>
    sentenceOf(stepId, { map: draft.map.steps.some(({ id }) => id === stepId) ? draft.map : (automation.published ?? draft.map), names });
  const shared = { editing, problems: draft.problems, counts, entered: counted?.entered ?? 0, onPeople };
  const canvas = { ...shared, name: automation.name, mapId: automation.id };
  // What happened, happened on the map that runs; only a simulation asks what the draft would do.
  const happened = useMemo(
    () => (mode !== 'simulation' && automation.published ? { ...editing, map: automation.published } : editing),
    [mode, automation.published, editing],
  );
  return (
    <>
      <PageHeader
        title={automation.name}
        within={[{ label: t('automations.title'), path: '/automations' }]}
        meta={<Meta automation={automation} counted={counted} />}
        actions={canManage && <AutomationActions automation={automation} counts={counts} names={names} saved={draft.saved} />}
      >
        <MapBar
          modes={canManage ? SHOWN : SHOWN.filter((one) => one !== 'simulation')}
          mode={mode as Mode}
          onMode={setMode}
          view={view as View}
          onView={setView}
          editing={editing}
          draft={draft}
          problems={draft.problems}
          canManage={canManage}
        />
      </PageHeader>
      <div className="visually-hidden" role="status" data-said>
        {editing.said}
      </div>
      {begun !== '' && canManage && <LeftToDo automation={automation} names={names} problems={Object.keys(draft.problems).length} />}
      <Troubles automation={automation} draft={draft} />
      <ModeOf mode={follow === '' ? (mode as Mode) : 'edit'} follow={follow} automation={automation} names={names}>
        {(shown) =>
          shown ? (
            <>
              {shown.bar}
              <div className={classes.withAside}>
                <MapCanvas {...canvas} editing={happened} overlay={shown.overlay} isEditable={false} />
                {shown.aside}
              </div>
            </>
          ) : view === 'outline' ? (
            <MapOutline {...shared} isEditable={canManage} />
          ) : (
            <MapCanvas {...canvas} isEditable={canManage} />
          )
        }
      </ModeOf>
      {canManage && <MapDrawers editing={editing} problems={draft.problems} />}
      {peopleOn !== '' && counted && (
        <PeopleDrawer
          automation={automation}
          stepId={Number(peopleOn)}
          sentence={told(Number(peopleOn))}
          sentenceOf={told}
          failed={counts.get(Number(peopleOn))?.failed ?? 0}
          isManager={canManage}
          onClose={() => setPeopleOn('')}
        />
      )}
    </>
  );
}

type Shown = Parameters<ModeProps['children']>[0];

/** The map as the mode shows it; null for the map alone. */
function ModeOf({
  mode,
  follow,
  automation,
  names,
  children,
}: Omit<ModeProps, 'children'> & { mode: Mode; follow: string; children: (shown: Shown | null) => ReactNode }) {
  const Shows = MODES[mode];
  if (follow !== '') return <Follow automation={automation} names={names} recordId={Number(follow)} children={children} />;
  return Shows ? <Shows automation={automation} names={names} children={children} /> : children(null);
}

function Meta({ automation, counted }: { automation: Automation; counted: Counts | undefined }) {
  return (
    <span className={classes.meta}>
      <AutomationState automation={automation} />
      {automation.version !== null && <span>{t('automations.version', { version: automation.version })}</span>}
      {automation.version !== null && automation.draftDiffers && <span>{t('automations.changed')}</span>}
      {counted?.nextDueAt && automation.status === 'published' && (
        <span>
          {t('automations.nextDue')} <RelativeTime time={counted.nextDueAt} />
        </span>
      )}
    </span>
  );
}

/** What stands in the way of the map that runs, and somebody else's changes. */
function Troubles({ automation, draft }: { automation: Automation; draft: Draft }) {
  const running = automation.status === 'published' ? Object.values(automation.publishedProblems) : [];
  return (
    <>
      {draft.state === 'conflict' && (
        <Alert color="warn" variant="light" role="alert" radius={0}>
          <Group justify="space-between" gap="xs">
            {t('canvas.conflict')}
            <Group gap="xs">
              <Button variant="default" size="compact-sm" onClick={() => draft.settle('theirs')}>
                {t('canvas.conflict.theirs')}
              </Button>
              <Button variant="default" size="compact-sm" onClick={() => draft.settle('mine')}>
                {t('canvas.conflict.mine')}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
      {running.length > 0 && (
        <Alert color="bad" variant="light" radius={0} title={t('automations.problems.running')}>
          <ul className={classes.problems}>
            {running.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}
