import { Checkbox, MultiSelect } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import type { ObjectType } from '../../app/session.ts';
import { firstSettings as firstOfStep, isFieldReady, type Settings, StepForm, useNames } from '../../automations/index.tsx';

export type { Settings } from '../../automations/index.tsx';

interface ActionFormProps {
  kind: string;
  object: ObjectType;
  settings: Settings;
  onChange: (settings: Settings) => void;
}

/** What is set about these the same way as where a map takes them. */
const AS_STEPS = new Set([
  'field.change',
  'tag.add',
  'tag.remove',
  'owner.change',
  'task.create',
  'email.send',
  'automation.enter',
  'automation.leave',
  'automation.hold',
  'automation.resume',
]);

/** What can be set about an action; nothing where there is nothing to set. */
export function ActionForm({ kind, object, settings, onChange }: ActionFormProps) {
  const names = useNames(object.id);
  if (AS_STEPS.has(kind)) return <StepForm kind={kind} settings={settings} onChange={onChange} names={names} onlyReady />;
  switch (kind) {
    case 'owner.spread':
      return (
        <MultiSelect
          label={t('bulk.owners')}
          description={t('bulk.owners.why')}
          data={names.users.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={((settings.userIds as number[] | undefined) ?? []).map(String)}
          onChange={(ids) => onChange({ userIds: ids.map(Number) })}
          searchable
          data-autofocus
        />
      );
    case 'record.restore':
      return (
        <Checkbox
          label={t('bulk.restore.withoutTaken')}
          checked={settings.withoutTaken === true}
          onChange={(event) => onChange({ withoutTaken: event.currentTarget.checked })}
        />
      );
    default:
      return null;
  }
}

/** What an action's form begins with. */
export const firstSettings = (kind: string): Settings => (AS_STEPS.has(kind) ? firstOfStep(kind) : {});

/** Whether enough is filled in to try an action. */
export function isReady(kind: string, settings: Settings): boolean {
  const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
  switch (kind) {
    case 'field.change':
      return isFieldReady(settings);
    case 'tag.add':
    case 'tag.remove':
      return filled(settings.tag);
    case 'owner.change':
      return Boolean(settings.ownerId);
    case 'owner.spread':
      return ((settings.userIds as number[] | undefined) ?? []).length > 1;
    case 'task.create':
      return filled(settings.subject);
    case 'email.send':
      return Boolean(settings.messageId);
    case 'automation.enter':
    case 'automation.leave':
    case 'automation.hold':
    case 'automation.resume':
      return Boolean(settings.automationId);
    default:
      return true;
  }
}
