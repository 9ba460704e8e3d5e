import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { t } from '../app/messages/t.ts';
import { FocusBack } from './focus-back.tsx';

interface ConfirmProps {
  title: string;
  /** What will be gone, and how many. */
  children: ReactNode;
  /** A verb with its object and count: "Delete 12 contacts". */
  confirmLabel: string;
  /** For what cannot be undone and is large: this number or name must be typed first. */
  typed?: string;
  isDangerous?: boolean;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be undone. Where undo is possible, offer that instead. */
export function Confirm({ title, children, confirmLabel, typed, isDangerous = true, onConfirm, onClose }: ConfirmProps) {
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const matches =
    typed === undefined || text.replaceAll(/[\s,.]/g, '').toLocaleLowerCase() === typed.replaceAll(/[\s,.]/g, '').toLocaleLowerCase();

  const confirm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!matches) return;
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <form onSubmit={(event) => void confirm(event)}>
        <Stack gap="md">
          <div>{children}</div>
          {typed !== undefined && (
            <TextInput
              label={t('ui.confirm.type', { typed })}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          {problem && (
            <Text c="bad" role="alert">
              {problem}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} data-autofocus={typed === undefined || undefined}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" color={isDangerous ? 'bad' : 'sea'} disabled={!matches} loading={isBusy}>
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
