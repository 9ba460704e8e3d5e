import { ActionIcon, Button, Group, Input, NumberInput, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconX } from '@tabler/icons-react';
import { t } from '../../app/messages/t.ts';
import type { TransportValues } from './transport-values.ts';

const MOST_DOMAINS = 50;

/** Limits an hour of single domains of receivers, for providers that take fewer letters than others. */
export function DomainPaces({ form }: { form: UseFormReturnType<TransportValues> }) {
  const { domains } = form.values.pace;
  return (
    <Input.Wrapper label={t('transports.domains')} description={t('transports.domains.why')} labelElement="div">
      <Stack gap="xs" mt="xs">
        {domains.map((_, place) => (
          <Group key={place} gap="xs" wrap="nowrap" align="flex-start">
            <TextInput
              aria-label={t('transports.domains.domain')}
              placeholder="example.com"
              style={{ flex: 1, minWidth: 0 }}
              {...form.getInputProps(`pace.domains.${place}.domain`)}
            />
            <NumberInput
              aria-label={t('transports.perHour')}
              placeholder={t('transports.perHour')}
              min={1}
              allowDecimal={false}
              style={{ flex: 1, minWidth: 0 }}
              {...form.getInputProps(`pace.domains.${place}.perHour`)}
            />
            <ActionIcon
              variant="subtle"
              size="input-sm"
              aria-label={t('transports.domains.remove')}
              onClick={() => form.removeListItem('pace.domains', place)}
            >
              <IconX aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {domains.length < MOST_DOMAINS && (
          <Button
            variant="default"
            size="compact-md"
            style={{ alignSelf: 'flex-start' }}
            onClick={() => form.insertListItem('pace.domains', { domain: '', perHour: '' })}
          >
            {t('transports.domains.add')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
