import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { IconAdjustments, IconAlertTriangle } from '@tabler/icons-react';
import { t } from '../app/messages/t.ts';
import type { Problems } from './automation-data.ts';
import { ENTRANCE, idOfStep, idOfTrigger } from './canvas/layout.ts';
import { sentenceOf } from './canvas/words.ts';
import classes from './automation-page.module.css';
import { sentenceOfTrigger } from './sentences.ts';
import type { Draft } from './use-draft.ts';
import type { Editing } from './use-editing.ts';

export type Mode = 'edit' | 'performance' | 'projection' | 'simulation';
export type View = 'map' | 'outline';

interface MapBarProps {
  modes: readonly Mode[];
  mode: Mode;
  onMode: (mode: Mode) => void;
  view: View;
  onView: (view: View) => void;
  editing: Editing;
  draft: Draft;
  problems: Problems;
  canManage: boolean;
}

/** What the map shows, how, and how it is with it. */
export function MapBar({ modes, mode, onMode, view, onView, editing, draft, problems, canManage }: MapBarProps) {
  return (
    <div className={classes.bar}>
      <SegmentedControl
        size="xs"
        aria-label={t('canvas.modes')}
        data={modes.map((value) => ({ value, label: t(value === 'edit' && !canManage ? 'canvas.mode.look' : `canvas.mode.${value}`) }))}
        value={mode}
        onChange={(value) => onMode(value as Mode)}
      />
      {mode === 'edit' && (
        <SegmentedControl
          size="xs"
          aria-label={t('canvas.view')}
          data={(['map', 'outline'] as const).map((value) => ({ value, label: t(`canvas.view.${value}`) }))}
          value={view}
          onChange={(value) => onView(value as View)}
        />
      )}
      <span className={classes.barSpace} />
      {canManage && <SaveState draft={draft} />}
      {canManage && <ProblemList editing={editing} problems={problems} />}
      {canManage && mode === 'edit' && (
        <>
          <Button variant="default" size="compact-sm" visibleFrom="sm" onClick={() => editing.openElement(ENTRANCE)}>
            {t('steps.settings')}
          </Button>
          <ActionIcon variant="default" hiddenFrom="sm" aria-label={t('steps.settings')} onClick={() => editing.openElement(ENTRANCE)}>
            <IconAdjustments size={17} aria-hidden />
          </ActionIcon>
        </>
      )}
    </div>
  );
}

const WORDS = { saved: 'canvas.saved', saving: 'canvas.saving', conflict: 'canvas.unsaved' } as const;

function SaveState({ draft }: { draft: Draft }) {
  const { state } = draft;
  return (
    <span role="status" className={classes.saveState} data-state={state}>
      {state === 'failed' ? (
        <>
          {t('canvas.failed')}{' '}
          <button type="button" onClick={draft.tryAgain}>
            {t('canvas.tryAgain')}
          </button>
        </>
      ) : (
        t(WORDS[state])
      )}
    </span>
  );
}

/** Everything that keeps the map from running; each leads to where it is. */
function ProblemList({ editing, problems }: { editing: Editing; problems: Problems }) {
  const entries = Object.entries(problems);
  if (entries.length === 0) return null;
  return (
    <Menu position="bottom-end" width={360}>
      <Menu.Target>
        <Button variant="subtle" color="bad" size="compact-sm" leftSection={<IconAlertTriangle size={15} aria-hidden />}>
          {t('canvas.problems', { count: entries.length })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('canvas.problems.list')}</Menu.Label>
        {entries.map(([key, sentence]) => (
          <Menu.Item key={key} onClick={() => editing.setActive(elementOf(key))}>
            <strong className={classes.problemWhere}>{whereOf(key, editing)}</strong>
            <span className={classes.problemWhat}>{sentence}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function elementOf(key: string): string {
  if (/^\d+$/.test(key)) return idOfStep(Number(key));
  return key.startsWith('trigger.') ? idOfTrigger(Number(key.slice('trigger.'.length))) : ENTRANCE;
}

function whereOf(key: string, { map, names }: Editing): string {
  if (/^\d+$/.test(key)) return sentenceOf(Number(key), { map, names });
  const trigger = map.triggers.find(({ id }) => key === `trigger.${id}`);
  return trigger ? sentenceOfTrigger(trigger, names) : t(key === 'start' ? 'canvas.map.start' : 'canvas.settings');
}
