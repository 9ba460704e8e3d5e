import { Stack, Text } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { useAccount, useApi, useRefresh } from '../app/session.ts';
import { Confirm } from '../ui/confirm.tsx';
import { showDone } from '../ui/notice.ts';
import { automationCalls, type Automation, type StepCount } from './automation-data.ts';
import { sentenceOfTrigger } from './sentences.ts';
import type { Names } from './use-names.ts';

interface PublishDialogProps {
  automation: Automation;
  counts: ReadonlyMap<number, StepCount>;
  names: Names;
  onClose: () => void;
}

/** Says what publishing will do to those to come and to those on the map, then does it. */
export function PublishDialog({ automation, counts, names, onClose }: PublishDialogProps) {
  const calls = automationCalls(useApi());
  const refresh = useRefresh();
  const { mode } = useAccount();
  const { triggers, steps } = automation.draft;
  const here = new Set(steps.map(({ id }) => id));
  const standing = (isHere: boolean): number =>
    [...counts.values()].filter(({ id }) => here.has(id) === isHere).reduce((sum, count) => sum + count.standing + count.failed, 0);
  const object = names.plural.toLocaleLowerCase();
  const left = standing(false);
  const publish = async (): Promise<void> => {
    await calls.publish(automation.id);
    await refresh('automation');
    showDone(t('automations.published'));
  };
  return (
    <Confirm
      title={t('automations.publish.title', { name: automation.name })}
      confirmLabel={t(automation.version === null ? 'automations.publish' : 'automations.publish.changes')}
      isDangerous={false}
      onConfirm={publish}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text>
          {triggers.length === 0
            ? t('automations.publish.byHand', { object })
            : t('automations.publish.enters', {
                object,
                triggers: triggers.map((trigger) => sentenceOfTrigger(trigger, names)).join('; '),
              })}
        </Text>
        <Text>{t('automations.publish.stay', { count: standing(true) })}</Text>
        {left > 0 && <Text>{t('automations.publish.left', { count: left })}</Text>}
        {mode === 'practising' && <Text c="dimmed">{t('automations.publish.practising')}</Text>}
      </Stack>
    </Confirm>
  );
}
