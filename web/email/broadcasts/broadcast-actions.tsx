import { Button, Modal, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Broadcast, Schedule } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccount, useApi, useRefresh } from '../../app/session.ts';
import { useGo } from '../../app/url.ts';
import { FormProblem } from '../../ui/api-form.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { showProblem } from '../../ui/notice.ts';
import { wallClockOf } from '../../ui/zoned.ts';
import { broadcastCalls } from './broadcast-data.ts';
import { readySchedule, WhenPart, type WhenDraft } from './when-part.tsx';

/** What can be done with a broadcast as it stands. */
export function BroadcastActions({ broadcast }: { broadcast: Broadcast }) {
  const api = useApi();
  const go = useGo();
  const refresh = useRefresh();
  const calls = broadcastCalls(api);
  const [asks, setAsks] = useState<'stop' | 'move' | null>(null);
  const change = useMutation({
    mutationFn: (call: (id: number) => Promise<Broadcast>) => call(broadcast.id),
    onSuccess: () => refresh('broadcasts'),
    onError: showProblem,
  });
  const { state, id } = broadcast;
  const isOver = state === 'finished' || state === 'stopped';
  return (
    <>
      {state === 'scheduled' && (
        <Button variant="default" onClick={() => setAsks('move')}>
          {t('broadcasts.move')}
        </Button>
      )}
      {state === 'running' && (
        <Button variant="default" loading={change.isPending} onClick={() => change.mutate(calls.pause)}>
          {t('broadcasts.pause')}
        </Button>
      )}
      {!isOver && (
        <Button variant="default" onClick={() => setAsks('stop')}>
          {t('broadcasts.stop')}
        </Button>
      )}
      {state === 'paused' && (
        <Button loading={change.isPending} onClick={() => change.mutate(calls.resume)}>
          {t('broadcasts.resume')}
        </Button>
      )}
      {isOver && broadcast.progress.queued > 0 && (
        <Button
          variant="default"
          onClick={() => go('/messages/broadcasts/new', { unopened: String(id), message: String(broadcast.variants[0]!.messageId) })}
        >
          {t('broadcasts.resend')}
        </Button>
      )}
      {asks === 'stop' && (
        <Confirm
          title={t('broadcasts.stop.title')}
          confirmLabel={t('broadcasts.stop.confirm')}
          onConfirm={async () => {
            await calls.stop(id);
            await refresh('broadcasts');
          }}
          onClose={() => setAsks(null)}
        >
          {state === 'scheduled' ? t('broadcasts.stop.planned') : t('broadcasts.stop.waiting', { count: broadcast.progress.waiting })}
        </Confirm>
      )}
      {asks === 'move' && <MoveDialog broadcast={broadcast} onClose={() => setAsks(null)} />}
    </>
  );
}

function MoveDialog({ broadcast, onClose }: { broadcast: Broadcast; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const { timeZone } = useAccount();
  const [draft, setDraft] = useState<WhenDraft>(() => draftOf(broadcast.schedule, timeZone));
  const schedule = readySchedule(draft, timeZone);
  const move = useMutation({
    mutationFn: (chosen: Schedule) => broadcastCalls(api).move(broadcast.id, chosen),
    onSuccess: async () => {
      await refresh('broadcasts');
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('broadcasts.move.title')} size="lg" closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Stack gap="md">
        <WhenPart draft={draft} onChange={setDraft} />
        <FormProblem problem={move.error?.message ?? null} />
        <Button disabled={!schedule} loading={move.isPending} onClick={() => move.mutate(schedule!)}>
          {t('broadcasts.move.submit')}
        </Button>
      </Stack>
    </Modal>
  );
}

function draftOf(schedule: Schedule, timeZone: string): WhenDraft {
  const at =
    schedule.when === 'local' ? schedule.at : schedule.when === 'now' || schedule.at === null ? '' : wallClockOf(schedule.at, timeZone);
  return { when: schedule.when, at, hours: schedule.when === 'spread' ? schedule.hours : 4 };
}
