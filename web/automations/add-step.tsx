import { ActionIcon, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { t } from '../app/messages/t.ts';
import type { Catalogue } from './automation-data.ts';
import { nextChoices } from './canvas/next-choices.tsx';
import { Popup } from './canvas/popup.tsx';

interface AddStepProps {
  kinds: Catalogue['steps'];
  /** At the end of a path; else between two steps, where nothing can end. */
  isLast: boolean;
  isFirst: boolean;
  onAdd: (kind: string) => void;
}

/** "What happens next?": offers every kind of step. Between two steps it is a small plus on the line. */
export function AddStep({ kinds, isLast, isFirst, onAdd }: AddStepProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const open = (): void => {
    const box = button.current!.getBoundingClientRect();
    setAt({ x: box.left, y: box.bottom + 4 });
  };
  const close = (): void => {
    setAt(null);
    button.current?.focus();
  };
  return (
    <>
      {isLast ? (
        <Button ref={button} variant="default" size="compact-md" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
          {t(isFirst ? 'automations.next.first' : 'automations.next')}
        </Button>
      ) : (
        <ActionIcon ref={button} size="sm" aria-label={t('automations.next.between')} title={t('automations.next.between')} onClick={open}>
          <IconPlus size={15} />
        </ActionIcon>
      )}
      {at && (
        <Popup
          at={at}
          label={t('canvas.next')}
          groups={nextChoices({ kinds, isOpenEnd: isLast, hasSteps: !isFirst })}
          onChoose={(kind) => {
            close();
            onAdd(kind);
          }}
          onClose={close}
        />
      )}
    </>
  );
}
