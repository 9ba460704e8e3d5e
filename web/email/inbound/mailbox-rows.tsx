import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { InboundMailbox } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { showDone, showProblem } from '../../ui/notice.ts';
import { PageTable } from '../../ui/page-table.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { inboundCalls, standOf } from './inbound-data.ts';

/** Mailboxes that are read, each with how it stands. */
export function MailboxRows({ boxes, onChange }: { boxes: readonly InboundMailbox[]; onChange?: (id: number) => void }) {
  return (
    <PageTable
      minWidth={onChange ? 560 : 420}
      rows={boxes}
      rowId={({ id }) => id}
      columns={[
        {
          label: t('inbound.box.name'),
          render: ({ name, address, host }) => (
            <>
              {name}
              <Text size="xs" c="dimmed">
                {address} · {host}
              </Text>
            </>
          ),
        },
        { label: t('inbound.box.purpose'), render: ({ purpose }) => t(`inbound.box.purpose.${purpose}`) },
        { label: t('inbound.box.last'), render: (box) => <Stand box={box} isExample={onChange === undefined} /> },
        onChange !== undefined && { align: 'end', render: (box) => <Deeds box={box} onChange={() => onChange(box.id)} /> },
      ]}
    />
  );
}

function Stand({ box, isExample }: { box: InboundMailbox; isExample: boolean }) {
  const { state, word } = standOf(box);
  return (
    <>
      <StatusBadge state={state}>{t(`inbound.box.${word}`)}</StatusBadge>{' '}
      {box.fetchedAt && !isExample && (
        <Text span size="xs" c="dimmed">
          <RelativeTime time={box.fetchedAt} />
        </Text>
      )}
      {box.problem && !box.isPaused && <Text size="sm">{box.problem}</Text>}
    </>
  );
}

function Deeds({ box, onChange }: { box: InboundMailbox; onChange: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const [isRemoving, setRemoving] = useState(false);
  const act = async (work: () => Promise<string>): Promise<void> => {
    try {
      const words = await work();
      await refresh('inbound');
      showDone(words);
    } catch (error) {
      showProblem(error as Error);
    }
  };
  const calls = inboundCalls(api);
  const pause = async (): Promise<string> => {
    await calls.pause(box.id, !box.isPaused);
    return t('ui.saved');
  };
  const fetch = async (): Promise<string> => t('inbound.box.fetched', { count: (await calls.fetch(box.id)).read });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t('inbound.box.more', { name: box.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onChange}>{t('inbound.box.change')}</Menu.Item>
          {!box.isPaused && <Menu.Item onClick={() => void act(fetch)}>{t('inbound.box.fetch')}</Menu.Item>}
          <Menu.Item onClick={() => void act(pause)}>{t(box.isPaused ? 'inbound.box.resume' : 'inbound.box.pause')}</Menu.Item>
          <Menu.Item color="bad" onClick={() => setRemoving(true)}>
            {t('inbound.box.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isRemoving && (
        <Confirm
          title={t('inbound.box.remove.title', { name: box.name })}
          confirmLabel={t('inbound.box.remove.confirm')}
          onConfirm={async () => {
            await calls.remove(box.id);
            await refresh('inbound');
            showDone(t('inbound.box.removed'));
          }}
          onClose={() => setRemoving(false)}
        >
          {t('inbound.box.remove.sentence')}
        </Confirm>
      )}
    </>
  );
}
