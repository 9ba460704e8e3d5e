import { SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import type { Utm } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';

const PARTS = ['source', 'medium', 'campaign', 'content', 'term'] as const;

/** What is put on the links of a message for the account's own web statistics; null puts nothing on them. */
export function UtmInput({ value, source, onChange }: { value: Utm | null; source: string; onChange: (utm: Utm | null) => void }) {
  return (
    <Stack gap="sm">
      <Switch
        label={t('utm.title')}
        description={t('utm.why')}
        checked={value !== null}
        onChange={(event) =>
          onChange(event.currentTarget.checked ? { source, medium: 'email', campaign: '', content: '', term: '' } : null)
        }
      />
      {value && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {PARTS.map((part) => (
            <TextInput
              key={part}
              label={t(`utm.${part}`)}
              description={part === 'campaign' ? t('utm.campaign.why') : undefined}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={value[part]}
              maxLength={200}
              onChange={(event) => onChange({ ...value, [part]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  );
}
