import { ActionIcon, Button, Group, Stack } from '@mantine/core';
import { IconBolt, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { sentenceOfTrigger } from '../sentences.ts';
import type { Names } from '../use-names.ts';
import classes from './forms.module.css';
import { type DraftTrigger, TriggerFields } from './trigger-fields.tsx';

export type { DraftTrigger } from './trigger-fields.tsx';

interface TriggerListProps {
  triggers: readonly DraftTrigger[];
  onChange: (triggers: DraftTrigger[]) => void;
  names: Names;
  /** Left out where the conditions on the record are asked for at another place. */
  hasCriteria?: boolean;
}

/** Several triggers, any of which will do: each a line, one of them open to be changed. */
export function TriggerList({ triggers, onChange, names, hasCriteria = true }: TriggerListProps) {
  const [open, setOpen] = useState(triggers.length === 1 ? 0 : -1);
  const add = (): void => {
    onChange([...triggers, { event: 'record.updated' }]);
    setOpen(triggers.length);
  };
  return (
    <Stack gap="xs" mt={6}>
      {triggers.map((trigger, index) => (
        <div key={trigger.id ?? `new-${index}`} className={classes.part}>
          <Group gap={4} wrap="nowrap" mb={open === index ? 'sm' : 0}>
            <Button
              variant="subtle"
              color="gray"
              aria-expanded={open === index}
              onClick={() => setOpen(open === index ? -1 : index)}
              className={classes.line!}
              styles={{
                inner: { justifyContent: 'flex-start' },
                label: { whiteSpace: 'normal', overflow: 'visible', height: 'auto', paddingBlock: 4 },
              }}
              leftSection={<IconBolt size={16} aria-hidden />}
              h="auto"
              mih={32}
              px={6}
            >
              {sentenceOfTrigger(trigger, names)}
            </Button>
            <ActionIcon
              aria-label={t('steps.trigger.remove', { trigger: sentenceOfTrigger(trigger, names) })}
              onClick={() => {
                onChange(triggers.filter((_, at) => at !== index));
                setOpen(-1);
              }}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
          {open === index && (
            <TriggerFields
              trigger={trigger}
              names={names}
              hasCriteria={hasCriteria}
              onChange={(next) => onChange(triggers.map((one, at) => (at === index ? next : one)))}
            />
          )}
        </div>
      ))}
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={add}
        style={{ alignSelf: 'start' }}
      >
        {t('steps.trigger.add')}
      </Button>
    </Stack>
  );
}
