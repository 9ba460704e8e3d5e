import { Modal } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import type { Problems } from './automation-data.ts';
import { Chooser } from './canvas/chooser.tsx';
import { stepChoices } from './canvas/next-choices.tsx';
import { firstSettings, SettingsForm, TriggerForm } from './forms/index.tsx';
import { StepDrawer } from './step-drawer.tsx';
import type { Editing } from './use-editing.ts';
import { FocusBack } from '../ui/focus-back.tsx';

/** Whatever is open beside the map: the settings of one thing on it, and what is chosen for it. */
export function MapDrawers({ editing, problems }: { editing: Editing; problems: Problems }) {
  const { open, setOpen, map, names } = editing;
  const close = (): void => setOpen(null);
  switch (open?.what) {
    case 'new-step':
      return (
        <StepDrawer
          step={{ kind: open.kind, settings: firstSettings(open.kind) }}
          names={names}
          steps={map.steps}
          onKeep={(settings, to) => (editing.keepNew(open.place, { kind: open.kind, settings }, to ?? undefined), close())}
          onClose={close}
        />
      );
    case 'step':
      return (
        <StepDrawer
          key={open.step.id}
          step={open.step}
          names={names}
          steps={map.steps}
          problem={problems[open.step.id]}
          onKeep={(settings, to) => (editing.keep(open.step.id, settings, to), close())}
          onRemove={() => (editing.remove([open.step.id]), close())}
          onClose={close}
        />
      );
    case 'trigger':
      return (
        <TriggerForm
          trigger={open.trigger}
          names={names}
          steps={map.steps}
          problem={problems[`trigger.${open.trigger.id}`]}
          onKeep={(trigger) => (editing.keepTrigger(trigger), close())}
          onRemove={open.trigger.id === undefined ? undefined : () => (editing.removeTrigger(open.trigger.id!), close())}
          onClose={close}
        />
      );
    case 'settings':
      return (
        <SettingsForm
          value={map}
          names={names}
          problems={problems}
          onKeep={(settings) => (editing.changeMap(settings), close())}
          onClose={close}
        />
      );
    case 'choose-step':
      return <ChooseStep editing={editing} open={open} onClose={close} />;
    default:
      return null;
  }
}

type Choosing = Extract<Editing['open'], { what: 'choose-step' }>;
const START = 'start';

function ChooseStep({ editing, open, onClose }: { editing: Editing; open: Choosing; onClose: () => void }) {
  const start = { id: START, label: t('canvas.map.start'), choices: [{ value: START, label: t('canvas.choose.start') }] };
  const groups = [...(open.hasStart ? [start] : []), ...stepChoices(editing.map, editing.names, t('automations.steps'))];
  return (
    <Modal opened onClose={onClose} title={open.label} padding="xs" closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Chooser
        label={open.label}
        groups={groups}
        onChoose={(value) => {
          onClose();
          open.choose(value === START ? null : Number(value));
        }}
      />
    </Modal>
  );
}
