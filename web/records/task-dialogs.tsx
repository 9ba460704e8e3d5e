import { Button, Group, Kbd, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccount } from '../app/session.ts';
import { FormProblem } from '../ui/api-form.tsx';
import { FocusBack } from '../ui/focus-back.tsx';
import { instantOf, wallClockOf } from '../ui/zoned.ts';
import { OwnerPicker } from './owner-picker.tsx';
import { ZONE } from './tasks-data.ts';
import classes from './tasks.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
}

/** Puts tasks off: to one of four times by its number, or to any. */
export function RescheduleDialog({ title, onClose, onKeep }: DialogProps & { onKeep: (dueAt: string) => Promise<unknown> }) {
  const account = useAccount();
  const now = new Date(Date.now() + account.clockOffsetMs);
  const [due, setDue] = useState(wallClockOf(now, ZONE));
  const sending = useSending(onClose);
  const choices = laterTimes(now);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <div
        role="presentation"
        onKeyDown={(event) => {
          const choice = choices[Number(event.key) - 1];
          if (choice && !(event.target instanceof HTMLInputElement)) void sending.send(() => onKeep(choice.at));
        }}
      >
        <Form sending={sending} label={t('tasks.reschedule.keep')} send={() => onKeep(instantOf(due, ZONE))} onClose={onClose}>
          <div className={classes.outcomes} role="group" aria-label={t('tasks.reschedule')}>
            {choices.map(({ label, at }, index) => (
              <button
                key={label}
                type="button"
                className={classes.outcome}
                data-autofocus={index === 0 || undefined}
                onClick={() => void sending.send(() => onKeep(at))}
              >
                <Kbd aria-hidden>{index + 1}</Kbd>
                <span>{label}</span>
              </button>
            ))}
          </div>
          <TextInput
            type="datetime-local"
            label={t('tasks.reschedule.to')}
            description={t('records.tasks.zone', { zone: ZONE })}
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
        </Form>
      </div>
    </Modal>
  );
}

/** In three hours, tomorrow and next Monday at nine, and a week from now, by the clock of whoever looks. */
function laterTimes(now: Date): { label: string; at: string }[] {
  const today = wallClockOf(now, ZONE).slice(0, 10);
  const nine = (days: number): string => {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
    return instantOf(`${day}T09:00`, ZONE);
  };
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return [
    { label: t('tasks.reschedule.later'), at: new Date(now.getTime() + 3 * 3_600_000).toISOString() },
    { label: t('tasks.reschedule.tomorrow'), at: nine(1) },
    { label: t('tasks.reschedule.monday'), at: nine((8 - weekday) % 7 || 7) },
    { label: t('tasks.reschedule.week'), at: new Date(now.getTime() + 7 * 86_400_000).toISOString() },
  ];
}

/** Hands tasks to somebody else. */
export function AssignDialog({ title, onClose, onKeep }: DialogProps & { onKeep: (userId: number) => Promise<unknown> }) {
  const account = useAccount();
  const [userId, setUserId] = useState(account.user.id);
  const sending = useSending(onClose);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Form sending={sending} label={t('tasks.assign.keep')} send={() => onKeep(userId)} onClose={onClose}>
        <OwnerPicker label={t('tasks.assign.to')} hasLabel value={userId} onChange={setUserId} />
      </Form>
    </Modal>
  );
}

/** Cancels a task, with the reason. */
export function CancelDialog({ title, onClose, onKeep }: DialogProps & { onKeep: (note: string) => Promise<unknown> }) {
  const [note, setNote] = useState('');
  const sending = useSending(onClose);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Form sending={sending} label={t('tasks.cancel')} send={() => onKeep(note)} onClose={onClose}>
        <Textarea
          label={t('tasks.cancel.note')}
          data-autofocus
          autosize
          minRows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Form>
    </Modal>
  );
}

interface Sending {
  isSending: boolean;
  problem: string | null;
  send: (work: () => Promise<unknown>) => Promise<void>;
}

/** Sends and closes, or shows why it was refused. */
export function useSending(onClose: () => void): Sending {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (work: () => Promise<unknown>): Promise<void> => {
    setSending(true);
    setProblem(null);
    try {
      await work();
      onClose();
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setSending(false);
    }
  };
  return { isSending, problem, send };
}

interface FormProps {
  sending: Sending;
  label: string;
  send: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}

function Form({ sending, label, send, onClose, children }: FormProps) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sending.send(send);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {children}
        <FormProblem problem={sending.problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={sending.isSending}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
