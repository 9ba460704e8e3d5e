import { ActionIcon, Button, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { t } from '../app/messages/t.ts';
import classes from './webhooks.module.css';

interface Pair {
  name: string;
  value: string;
}

interface PairsInputProps {
  label: string;
  addLabel: string;
  pairs: readonly Pair[];
  error?: string | undefined;
  onChange: (pairs: Pair[]) => void;
}

/** Names with their values: headers, or the fields of a form. */
export function PairsInput({ label, addLabel, pairs, error, onChange }: PairsInputProps) {
  const set = (index: number, change: Partial<Pair>): void =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)));
  return (
    <Input.Wrapper label={label} labelElement="div" error={error} role="group" aria-label={label}>
      <Stack gap={6} mt={4}>
        {pairs.map((pair, index) => (
          <div key={index} className={classes.pair}>
            <TextInput
              aria-label={t('webhooks.form.name', { number: index + 1 })}
              value={pair.name}
              onChange={(event) => set(index, { name: event.currentTarget.value })}
              spellCheck={false}
            />
            <TextInput
              aria-label={t('webhooks.form.value', { number: index + 1 })}
              value={pair.value}
              onChange={(event) => set(index, { value: event.currentTarget.value })}
              spellCheck={false}
            />
            <ActionIcon
              aria-label={t('webhooks.form.remove', { name: pair.name || String(index + 1) })}
              onClick={() => onChange(pairs.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange([...pairs, { name: '', value: '' }])}
          style={{ alignSelf: 'flex-start' }}
        >
          {addLabel}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
