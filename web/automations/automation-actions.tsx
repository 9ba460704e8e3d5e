import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { StepCount } from '../../src/automations/rules/step-count.ts';
import { language, t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { automationCalls, type Automation } from './automation-data.ts';
import { EnrolDialog } from './enrol-dialog.tsx';
import { PublishDialog } from './versions/publish-dialog.tsx';
import { VersionsMenu } from './versions/versions-menu.tsx';
import type { Names } from './use-names.ts';

interface ActionsProps {
  automation: Automation;
  counts: ReadonlyMap<number, StepCount>;
  names: Names;
  /** Resolves when every change is saved: what is published is what is seen. */
  saved: () => Promise<void>;
}

/** Publish, pause, resume, and what is needed less often behind the dots. */
export function AutomationActions({ automation, counts, names, saved }: ActionsProps) {
  const calls = automationCalls(useApi());
  const refresh = useRefresh();
  const [dialog, setDialog] = useState<'publish' | 'enrol' | 'rename' | 'delete' | null>(null);
  const close = (): void => setDialog(null);
  const isRunning = automation.status === 'published';
  const objects = names.plural.toLocaleLowerCase(language.locale);
  const switchTo = useMutation({
    mutationFn: () => (isRunning ? calls.pause(automation.id) : calls.resume(automation.id)),
    onSuccess: async () => {
      await refresh('automation');
      showDone(t(isRunning ? 'automations.paused' : 'automations.resumed'));
    },
    onError: showProblem,
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('automations.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDialog('rename')}>{t('automations.rename')}</Menu.Item>
          <Menu.Item color="bad" disabled={isRunning} onClick={() => setDialog('delete')}>
            {t('automations.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <VersionsMenu automation={automation} names={names} isManager />
      {isRunning && (
        <Button variant="default" onClick={() => setDialog('enrol')}>
          {t('automations.enrol', { objects })}
        </Button>
      )}
      {automation.status !== 'draft' && (
        <Button variant="default" loading={switchTo.isPending} onClick={() => switchTo.mutate()}>
          {t(isRunning ? 'automations.pause' : 'automations.resume')}
        </Button>
      )}
      {(automation.draftDiffers || automation.version === null) && (
        <Button onClick={() => void saved().then(() => setDialog('publish'), showProblem)}>
          {t(automation.version === null ? 'automations.publish' : 'automations.publish.changes')}
        </Button>
      )}
      {dialog === 'publish' && <PublishDialog automation={automation} names={names} onClose={close} />}
      {dialog === 'enrol' && <EnrolDialog automation={automation} names={names} onClose={close} />}
      {dialog === 'rename' && <Rename automation={automation} onClose={close} />}
      {dialog === 'delete' && <Delete automation={automation} counts={counts} onClose={close} />}
    </>
  );
}

function Rename({ automation, onClose }: { automation: Automation; onClose: () => void }) {
  const calls = automationCalls(useApi());
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { name: automation.name },
    send: ({ name }) => calls.update(automation.id, { revision: automation.revision, name }),
    async onDone() {
      await refresh('automation');
      showDone(t('automations.renamed'));
      onClose();
    },
  });
  return (
    <FormDrawer title={t('automations.rename')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('automations.rename')}>
      <TextInput label={t('automations.name')} data-autofocus {...apiForm.form.getInputProps('name')} />
    </FormDrawer>
  );
}

function Delete({ automation, counts, onClose }: Pick<ActionsProps, 'automation' | 'counts'> & { onClose: () => void }) {
  const calls = automationCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const count = [...counts.values()].reduce((sum, step) => sum + step.standing + step.failed, 0);
  const remove = async (): Promise<void> => {
    await calls.remove(automation.id);
    await refresh('automations');
    showDone(t('automations.deleted'));
    go('/automations');
  };
  return (
    <Confirm
      title={t('automations.delete')}
      confirmLabel={t('automations.delete.now', { name: automation.name })}
      onConfirm={remove}
      onClose={onClose}
    >
      {t('automations.delete.sentence', { count })}
    </Confirm>
  );
}
