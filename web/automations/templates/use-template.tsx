import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useGo } from '../../app/url.ts';
import { Loading } from '../../ui/loading.tsx';
import { showDone } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { PlannedThings } from '../versions/planned-things.tsx';
import type { ImportChoices } from '../../../src/automations/rules/portable.ts';
import { type Sender, type Template, templateCalls, templatePlanQuery } from './templates-data.ts';

/** What will be made of a ready map, what is chosen first, and the button that makes it. */
export function UseTemplate({ template }: { template: Template }) {
  const calls = templateCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const [choices, setChoices] = useState<ImportChoices>({});
  const [sender, setSender] = useState<Sender>({ fromName: '', replyTo: '' });
  const { data, error } = useQuery(templatePlanQuery(useAccountId(), template.key, choices));
  const make = useMutation({
    mutationFn: () => calls.make(template.key, { choices, sender }),
    async onSuccess({ id }) {
      for (const part of ['automations', 'messages', 'groups', 'tags', 'task-templates', 'objects']) await refresh(part);
      showDone(t('templates.used'));
      go(`/automations/${id}`, { begun: template.key });
    },
  });
  const isOpen = !data || data.things.some(({ status }) => status === 'choose');
  const problem = error ?? make.error;
  return (
    <Section title={t('templates.made')} description={t('templates.made.draft')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack gap="md">
          {data ? <PlannedThings preview={data} onChoose={(key, choice) => setChoices({ ...choices, [key]: choice })} /> : <Loading />}
          <SenderFields sender={sender} onChange={setSender} />
          {problem && (
            <Text c="bad" role="alert">
              {problem.message}
            </Text>
          )}
          {data && isOpen && <Text c="dimmed">{t('templates.choose')}</Text>}
          <Button type="submit" disabled={isOpen} loading={make.isPending}>
            {t('templates.use')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

function SenderFields({ sender, onChange }: { sender: Sender; onChange: (sender: Sender) => void }) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <Stack gap="xs">
        <Text component="legend" fw={600} fz={13} c="dimmed">
          {t('templates.sender')}
        </Text>
        <TextInput
          label={t('templates.sender.name')}
          placeholder={t('templates.sender.usual')}
          maxLength={100}
          value={sender.fromName}
          onChange={(event) => onChange({ ...sender, fromName: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('templates.sender.reply')}
          placeholder={t('templates.sender.usual')}
          value={sender.replyTo}
          onChange={(event) => onChange({ ...sender, replyTo: event.currentTarget.value })}
        />
      </Stack>
    </fieldset>
  );
}
