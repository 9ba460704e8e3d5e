import { Alert, Button, Group, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TOOL_AREAS, TOOL_EFFECTS, type ToolArea, type ToolEffect, type ToolLine, type ToolSettings } from '../../src/api/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountKey, useApi, useRefresh } from '../app/session.ts';
import type { State } from '../app/tokens.ts';
import { useUrlState } from '../app/url.ts';
import { Confirm } from '../ui/confirm.tsx';
import { CopiedCode } from '../ui/copied-code.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import classes from './tools.module.css';

/** Which tools assistants may call: a master switch, and one for each tool. */
export default function ToolsPage() {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: useAccountKey('tools'),
    queryFn: ({ signal }) => api.get('/api/tools', undefined, signal),
  });
  return (
    <SettingsPage title={t('tools.title')}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <Stack gap="xl">
          <Opening settings={data} />
          <Section title={t('tools.connect')} description={t('tools.connect.sentence')}>
            <CopiedCode text={data.address} label={t('tools.connect.address')} />
          </Section>
          <Tools settings={data} />
        </Stack>
      )}
    </SettingsPage>
  );
}

interface Change {
  isOpen?: boolean;
  switches?: Record<string, boolean>;
}

function useSwitch() {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (change: Change) => api.patch('/api/tools', change),
    onSuccess: () => refresh('tools'),
    onError: showProblem,
  });
}

function Opening({ settings: { isOpen } }: { settings: ToolSettings }) {
  const save = useSwitch();
  return (
    <Stack gap="md">
      <Text className={classes.reading}>{t('tools.sentence')}</Text>
      <Switch
        label={t('tools.open')}
        description={t('tools.open.sentence')}
        checked={save.isPending ? (save.variables.isOpen ?? isOpen) : isOpen}
        onChange={(event) => save.mutate({ isOpen: event.currentTarget.checked })}
      />
      {!isOpen && (
        <Alert color="warn" variant="light" role="status">
          {t('tools.closed')}
        </Alert>
      )}
    </Stack>
  );
}

function Tools({ settings: { tools } }: { settings: ToolSettings }) {
  const [shown, setShown] = useUrlState('may', 'all');
  const [asked, setAsked] = useState<Record<string, boolean> | null>(null);
  const save = useSwitch();
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const ofEffect = tools.filter(({ effect }) => shown === 'all' || effect === shown);
  const change = (switches: Record<string, boolean>): void => {
    const sends = Object.entries(switches).some(([name, on]) => on && byName.get(name)?.effect === 'sends');
    if (sends) setAsked(switches);
    else save.mutate({ switches });
  };
  return (
    <Stack gap="lg">
      <SegmentedControl
        aria-label={t('tools.filter')}
        value={shown}
        onChange={setShown}
        className={classes.filter}
        data={[
          { value: 'all', label: t('tools.effect.all') },
          ...TOOL_EFFECTS.map((effect) => ({ value: effect, label: t(`tools.effect.${effect}`) })),
        ]}
      />
      {TOOL_AREAS.map((area) => {
        const here = ofEffect.filter((tool) => tool.area === area);
        return here.length === 0 ? null : (
          <Area key={area} area={area} tools={here} change={change} pending={save.isPending ? save.variables : {}} />
        );
      })}
      {asked && (
        <Confirm
          title={t('tools.send.title')}
          confirmLabel={t('tools.send.confirm')}
          onConfirm={() => save.mutateAsync({ switches: asked })}
          onClose={() => setAsked(null)}
        >
          {t('tools.send.sentence')}
        </Confirm>
      )}
    </Stack>
  );
}

interface AreaProps {
  area: ToolArea;
  tools: readonly ToolLine[];
  change: (switches: Record<string, boolean>) => void;
  pending: Change;
}

function Area({ area, tools, change, pending }: AreaProps) {
  const label = t(`tools.area.${area}`);
  const on = tools.filter(({ isOn }) => isOn).length;
  const all = (isOn: boolean) => () => change(Object.fromEntries(tools.map(({ name }) => [name, isOn])));
  return (
    <section aria-labelledby={`tools-${area}`}>
      <Group justify="space-between" gap="xs" className={classes.head}>
        <Group gap="sm" align="baseline">
          <h2 id={`tools-${area}`} className={classes.heading}>
            {label}
          </h2>
          <Text size="sm" c="dimmed">
            {t('tools.on', { on, count: tools.length })}
          </Text>
        </Group>
        {tools.length > 1 && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t('tools.allOf', { label: t(on > 0 ? 'tools.allOff' : 'tools.allOn'), area: label })}
            onClick={all(on === 0)}
          >
            {t(on > 0 ? 'tools.allOff' : 'tools.allOn')}
          </Button>
        )}
      </Group>
      <ul className={classes.tools}>
        {tools.map((tool) => (
          <Line key={tool.name} tool={tool} isOn={pending.switches?.[tool.name] ?? tool.isOn} change={change} />
        ))}
      </ul>
    </section>
  );
}

/** What models read beyond it is how to use the tool. */
const firstSentence = (text: string): string => /^.*?[.?!](?= [A-Z]|$)/.exec(text)?.[0] ?? text;

const STATES: Readonly<Record<ToolEffect, State | 'quiet'>> = { reads: 'quiet', changes: 'info', removes: 'warn', sends: 'bad' };

function Line({ tool, isOn, change }: { tool: ToolLine; isOn: boolean; change: AreaProps['change'] }) {
  return (
    <li className={classes.tool} data-off={isOn ? undefined : true}>
      <div className={classes.words}>
        <p className={classes.name}>
          {tool.title} <code>{tool.name}</code>
        </p>
        <p className={classes.description}>{firstSentence(tool.description)}</p>
        <p className={classes.facts}>
          <StatusBadge state={STATES[tool.effect]} open={tool.effect === 'reads'}>
            {t(`tools.effect.${tool.effect}`)}
          </StatusBadge>
          <span>
            {tool.lastUsedAt === null ? (
              t('tools.used.never')
            ) : (
              <>
                {t('tools.used')} <RelativeTime time={tool.lastUsedAt} />
              </>
            )}
          </span>
        </p>
      </div>
      <Switch
        aria-label={t('tools.switch', { title: tool.title })}
        checked={isOn}
        onChange={(event) => change({ [tool.name]: event.currentTarget.checked })}
      />
    </li>
  );
}
