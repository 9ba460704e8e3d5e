import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { language, t } from '../../app/messages/t.ts';
import { useApi, useCan, useRefresh } from '../../app/session.ts';
import { usePath } from '../../app/url.ts';
import { showProblem } from '../../ui/notice.ts';
import { NameSelect } from './inputs.tsx';
import type { SettingsProps } from './settings.ts';

/** Which message is sent; a new one can be begun from here. */
export function EmailForm({ settings, onChange, names, errorAt, onlyReady = false }: SettingsProps) {
  const path = usePath();
  const published = names.messages.filter(({ isPublished }) => isPublished);
  const only = published.length === 1 ? published[0]!.id : undefined;
  const messageId = settings.messageId as number | undefined;
  useEffect(() => {
    if (messageId === undefined && only !== undefined) onChange({ messageId: only });
  }, [messageId, only, onChange]);
  const offered = onlyReady ? published : names.messages;
  const chosen = names.messages.find(({ id }) => id === messageId);
  const objects = names.plural.toLocaleLowerCase(language.locale);
  return (
    <Stack gap="xs">
      {offered.length === 0 ? (
        <Text c="dimmed">{t(onlyReady ? 'steps.email.noneReady' : 'steps.email.none', { objects })}</Text>
      ) : (
        <NameSelect
          label={t('steps.email.message')}
          description={onlyReady ? t('steps.email.once') : undefined}
          named={offered.map(({ id, name, isPublished }) => ({ id, name: isPublished ? name : t('steps.email.unpublished', { name }) }))}
          value={messageId}
          error={errorAt('messageId')}
          onChange={(id) => onChange(id ? { messageId: id } : {})}
          isFirst
        />
      )}
      {!onlyReady && (
        <Group gap="md">
          {chosen && (
            <Anchor href={path(`/messages/${chosen.id}`)} target="_blank" size="sm">
              {t(chosen.isPublished ? 'steps.email.look' : 'steps.email.write', { name: chosen.name })}
            </Anchor>
          )}
          <NewMessage objectId={names.objectId} onMade={(id) => onChange({ messageId: id })} />
        </Group>
      )}
      {!onlyReady && (
        <Text c="dimmed" size="sm">
          {t('steps.email.gate')}
        </Text>
      )}
    </Stack>
  );
}

/** Begins a message and opens it beside the map, so that what is being set here is not lost. */
function NewMessage({ objectId, onMade }: { objectId: number; onMade: (id: number) => void }) {
  const api = useApi();
  const path = usePath();
  const refresh = useRefresh();
  const mayWrite = useCan('messages.manage');
  const make = useMutation({
    mutationFn: () => api.post('/api/messages', { name: t('steps.email.newName'), objectId }),
    async onSuccess({ message }) {
      await refresh('messages');
      onMade(message.id);
      window.open(path(`/messages/${message.id}`), '_blank');
    },
    onError: showProblem,
  });
  if (!mayWrite) return null;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={15} aria-hidden />}
      loading={make.isPending}
      onClick={() => make.mutate()}
    >
      {t('steps.email.new')}
    </Button>
  );
}
