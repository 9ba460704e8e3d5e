import { Button, Modal, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountId } from '../app/session.ts';
import { colleaguesQuery } from '../records/index.tsx';
import { showDone } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { conversationQuery, inboxesQuery } from './inbox-data.ts';
import { restingTimes } from './resting-times.ts';
import type { InboxWork } from './use-inbox-work.ts';

/** What is asked before something is done with the conversations chosen, or the one at hand. */
export function InboxDialogs({ work }: { work: InboxWork }) {
  const { dialog, setDialog } = work;
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      opened={dialog !== null}
      onClose={() => setDialog(null)}
      title={dialog && t(dialog === 'spam' ? 'inbox.spam.title' : `inbox.${dialog}`)}
    >
      {dialog === 'assign' && <AssignDialog work={work} />}
      {dialog === 'move' && <MoveDialog work={work} />}
      {dialog === 'snooze' && <SnoozeDialog work={work} />}
      {dialog === 'merge' && <MergeDialog work={work} />}
      {dialog === 'spam' && <SpamDialog work={work} />}
    </Modal>
  );
}

interface DialogProps {
  work: InboxWork;
}

function AssignDialog({ work }: DialogProps) {
  const { user } = useAccount();
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  const ids = work.affected;
  const assign = (userId: number | null): void => {
    work.setDialog(null);
    void work.run(work.calls.assign(ids, userId), () => showDone(t('inbox.assign.done', { count: ids.length })));
    work.setChosen(new Set());
  };
  return (
    <Stack>
      <Button onClick={() => assign(user.id)}>{t('inbox.assign.me')}</Button>
      <Select
        label={t('inbox.assignee')}
        data={colleagues.filter(({ hasLeft }) => !hasLeft).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={null}
        searchable
        data-autofocus
        onChange={(next) => next && assign(Number(next))}
      />
      <Button variant="default" onClick={() => assign(null)}>
        {t('inbox.assign.nobody')}
      </Button>
    </Stack>
  );
}

function MoveDialog({ work }: DialogProps) {
  const { data: inboxes = [] } = useQuery(inboxesQuery(useAccountId()));
  const ids = work.affected;
  const move = (id: number, inbox: string): void => {
    work.setDialog(null);
    work.setChosen(new Set());
    void work.run(work.calls.move(ids, id), () => showDone(t('inbox.move.done', { inbox })));
  };
  return (
    <Stack gap="xs">
      {inboxes.map(({ id, name }) => (
        <Button key={id} variant="default" onClick={() => move(id, name)}>
          {name}
        </Button>
      ))}
    </Stack>
  );
}

function SnoozeDialog({ work }: DialogProps) {
  const account = useAccount();
  const ids = work.affected;
  const rest = (until: string): void => {
    work.setDialog(null);
    if (work.filter.state === 'open') work.moveOn(ids);
    work.setChosen(new Set());
    void work.run(work.calls.snooze(ids, until), () => showDone(t('inbox.snooze.done', { count: ids.length })));
  };
  return (
    <Stack gap="xs">
      {restingTimes(new Date(Date.now() + account.clockOffsetMs), account.user.timeZone ?? account.timeZone).map(({ key, time }) => (
        <Button key={key} variant="default" justify="space-between" rightSection={<RelativeTime time={time} />} onClick={() => rest(time)}>
          {t(`inbox.snooze.${key}`)}
        </Button>
      ))}
    </Stack>
  );
}

function MergeDialog({ work }: DialogProps) {
  const accountId = useAccountId();
  const { data } = useQuery({ ...conversationQuery(accountId, work.currentId ?? 0), enabled: work.currentId !== undefined });
  const [other, setOther] = useState<string | null>(null);
  const others = data?.others ?? [];
  if (others.length === 0) return <Text>{t('inbox.merge.none')}</Text>;
  return (
    <Stack>
      <Text size="sm">{t('inbox.merge.why')}</Text>
      <Select
        aria-label={t('inbox.merge')}
        data={others.map(({ id, subject, state }) => ({
          value: String(id),
          label: `${subject || t('inbox.noSubject')} · ${t(`inbox.state.${state}`)}`,
        }))}
        value={other}
        onChange={setOther}
      />
      <Button
        disabled={other === null}
        onClick={() => {
          work.setDialog(null);
          void work.run(work.calls.merge(work.currentId!, Number(other)), () => showDone(t('inbox.merge.done')));
        }}
      >
        {t('inbox.merge.do')}
      </Button>
    </Stack>
  );
}

function SpamDialog({ work }: DialogProps) {
  const accountId = useAccountId();
  const { data } = useQuery({ ...conversationQuery(accountId, work.currentId ?? 0), enabled: work.currentId !== undefined });
  const address = data?.address;
  if (!address) return null;
  const block = (reach: 'address' | 'domain'): void => {
    const id = work.currentId!;
    work.setDialog(null);
    work.moveOn([id]);
    void work.run(work.calls.spam(id, reach).then(({ blocked }) => showDone(t('inbox.spam.done', { value: blocked }))));
  };
  return (
    <Stack>
      <Text size="sm">{t('inbox.spam.why')}</Text>
      <Button color="bad" onClick={() => block('address')}>
        {t('inbox.spam.address', { address })}
      </Button>
      <Button variant="default" onClick={() => block('domain')}>
        {t('inbox.spam.domain', { domain: address.slice(address.lastIndexOf('@') + 1) })}
      </Button>
    </Stack>
  );
}
