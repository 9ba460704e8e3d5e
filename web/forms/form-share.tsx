import { Anchor, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formAddressSchema } from '../../src/forms/schema.ts';
import { t } from '../app/messages/t.ts';
import { CopiedCode } from '../ui/copied-code.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/page-header.tsx';
import type { Form } from './forms-data.ts';

const WAYS = ['inline', 'frame', 'html'] as const;

/** How a published form gets to people: its link, and what to paste into pages of one's own. */
export function FormShare({ form, onChange }: { form: Form; onChange: (change: { address: string }) => Promise<void> }) {
  const [way, setWay] = useState<(typeof WAYS)[number]>('inline');
  const { share } = form;
  if (!share) return <EmptyState title={t('forms.tab.share')} sentence={t('forms.share.notYet')} />;
  return (
    <>
      <Section
        title={t('forms.share.link')}
        actions={
          <Anchor href={share.url} target="_blank" rel="noopener">
            {t('forms.share.open')}
          </Anchor>
        }
      >
        <Stack gap="md">
          <CopiedCode text={share.url} label={t('forms.share.link')} />
          <Address key={form.address} form={form} onChange={onChange} />
          <Text size="sm" c="var(--qs-muted)" style={{ overflowWrap: 'anywhere' }}>
            {t('forms.share.prefill', { example: `${share.url}?email=ada@example.com` })}
          </Text>
        </Stack>
      </Section>
      <Section title={t('forms.share.embed')} description={t(`forms.share.${way}.why`)}>
        <Stack gap="md">
          <SegmentedControl
            aria-label={t('forms.share.way')}
            data={WAYS.map((each) => ({ value: each, label: t(`forms.share.${each}`) }))}
            value={way}
            onChange={(next) => setWay(next as (typeof WAYS)[number])}
          />
          <CopiedCode text={share[way]} label={t('forms.share.embed')} />
        </Stack>
      </Section>
    </>
  );
}

function Address({ form, onChange }: { form: Form; onChange: (change: { address: string }) => Promise<void> }) {
  const [typed, setTyped] = useState(form.address ?? '');
  const parsed = formAddressSchema.safeParse(typed);
  const problem = typed === '' || parsed.success ? undefined : parsed.error.issues[0]?.message;
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        style={{ flex: 1, minInlineSize: 200 }}
        label={t('forms.share.address')}
        description={t('forms.share.address.why', { url: form.share!.lastingUrl })}
        value={typed}
        error={problem}
        maxLength={60}
        onChange={({ currentTarget }) => setTyped(currentTarget.value.toLowerCase())}
      />
      <Button
        variant="default"
        disabled={problem !== undefined || typed === (form.address ?? '')}
        onClick={() => void onChange({ address: typed })}
      >
        {t('forms.share.address.save')}
      </Button>
    </Group>
  );
}
