import { ActionIcon, Button, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconChecklist, IconDots, IconLink, IconMail, IconPhone, IconTrash } from '@tabler/icons-react';
import { recordActions } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccount, useApi, useRefresh } from '../app/session.ts';
import { useDrawer, useGo, usePath } from '../app/url.ts';
import { showDone, showProblem, showUndo } from '../ui/notice.ts';
import { type FullRecord, recordCalls } from './data.ts';
import page from './record.module.css';

interface RecordActionsProps {
  object: ObjectType;
  record: FullRecord;
}

/** What one does with a record: write, call, a task, whatever other domains add, and the rest in a menu. Stays at the foot on a phone. */
export function RecordActions({ object, record }: RecordActionsProps) {
  const account = useAccount();
  const drawer = useDrawer();
  const offered = recordActions.filter((action) => action.visible?.(account, object) ?? true);
  return (
    <div className={page.actions} role="group" aria-label={t('records.actions')}>
      <Contact object={object} record={record} />
      {offered.map(({ id, Button: Action }) => (
        <Action key={id} object={object} recordId={record.id} recordName={record.name} mayEdit={record.may.edit} />
      ))}
      <Button variant="default" leftSection={<IconChecklist size={16} />} onClick={() => drawer.open(`new-task/${object.id}-${record.id}`)}>
        {t('records.tasks.new')}
      </Button>
      <More object={object} record={record} />
    </div>
  );
}

/** The ways to reach somebody from this machine: their mail program, their telephone. */
function Contact({ object, record }: RecordActionsProps) {
  const valueOf = (...types: string[]): string | undefined =>
    object.fields
      .filter(({ type }) => types.includes(type))
      .map(({ id }) => record.values[String(id)])
      .find((value) => typeof value === 'string' && value !== '') as string | undefined;
  const address = valueOf('email');
  const number = valueOf('sms', 'phone');
  return (
    <>
      {address && (
        <ActionIcon component="a" href={`mailto:${address}`} variant="default" size={36} aria-label={t('records.write', { address })}>
          <IconMail size={17} />
        </ActionIcon>
      )}
      {number && (
        <ActionIcon
          component="a"
          href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}
          variant="default"
          size={36}
          aria-label={t('records.call', { number })}
        >
          <IconPhone size={17} />
        </ActionIcon>
      )}
    </>
  );
}

function More({ object, record }: RecordActionsProps) {
  const api = useApi();
  const refresh = useRefresh();
  const go = useGo();
  const path = usePath();
  const { copy } = useClipboard();
  const calls = recordCalls(api);
  const remove = async (): Promise<void> => {
    try {
      await calls.remove(object.id, record.id);
      go(`/records/${object.key}`);
      await refresh('records', object.id);
      showUndo(t('records.deleted', { name: record.name || t('records.unnamed') }), async () => {
        await calls.restore(object.id, record.id);
        await refresh('records', object.id);
      });
    } catch (error) {
      showProblem(error as Error);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('records.actions')}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconLink size={16} />}
          onClick={() => {
            copy(new URL(path(`/records/${object.key}/${record.id}`), window.location.href).href);
            showDone(t('records.copyLink.done'));
          }}
        >
          {t('records.copyLink')}
        </Menu.Item>
        {record.may.delete && (
          <Menu.Item color="bad" leftSection={<IconTrash size={16} />} onClick={() => void remove()}>
            {t('records.delete', { object: object.singular.toLocaleLowerCase() })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
