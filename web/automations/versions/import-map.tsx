import { Alert, Button, FileInput, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportChoices } from '../../../src/automations/rules/portable.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useGo } from '../../app/url.ts';
import { FocusBack } from '../../ui/focus-back.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone } from '../../ui/notice.ts';
import { PlannedThings } from './planned-things.tsx';
import { importPreviewQuery, versionCalls } from './versions-data.ts';
import classes from './versions.module.css';

const LARGEST_BYTES = 1_900_000;

/** A map from a file: what will be made, what is here already, and what somebody has to choose; then a draft. */
export function ImportMap({ onClose }: { onClose: () => void }) {
  const isPhone = useMediaQuery('(max-width: 40em)') ?? false;
  const [file, setFile] = useState<object | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = async (chosen: File | null): Promise<void> => {
    setFile(null);
    setProblem(null);
    if (!chosen) return;
    if (chosen.size > LARGEST_BYTES) return setProblem(t('versions.import.large'));
    try {
      setFile(JSON.parse(await chosen.text()) as object);
    } catch {
      setProblem(t('versions.import.unreadable', { file: chosen.name }));
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      fullScreen={isPhone}
      title={t('versions.import')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      <Stack gap="md">
        <FileInput
          label={t('versions.import.file')}
          description={t('versions.import.file.what')}
          placeholder={t('versions.import.choose')}
          accept=".json,application/json"
          error={problem}
          onChange={(chosen) => void read(chosen)}
          data-autofocus
        />
        {file && <Planned key={JSON.stringify(file).length} file={file} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

function Planned({ file, onClose }: { file: object; onClose: () => void }) {
  const calls = versionCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const [choices, setChoices] = useState<ImportChoices>({});
  const [name, setName] = useState<string | null>(null);
  const { data, error } = useQuery(importPreviewQuery(useAccountId(), file, choices));
  const make = useMutation({
    mutationFn: () => calls.importMap(file, choices, (name ?? data!.name).trim()),
    onSuccess: async ({ id }) => {
      await refresh('automations');
      showDone(t('versions.import.done'));
      onClose();
      go(`/automations/${id}`);
    },
  });
  if (error)
    return (
      <Alert color="bad" variant="light" role="alert">
        {error.message}
      </Alert>
    );
  if (!data) return <Loading />;
  const isOpen = data.things.some(({ status }) => status === 'choose');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('automations.name')}
          maxLength={200}
          value={name ?? data.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Text c="dimmed">{t('versions.import.holds', { steps: data.steps, triggers: data.triggers })}</Text>
        <PlannedThings preview={data} onChoose={(key, choice) => setChoices({ ...choices, [key]: choice })} />
        {make.error && (
          <Text c="bad" role="alert">
            {make.error.message}
          </Text>
        )}
        <Group justify="flex-end" gap="xs" className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" disabled={isOpen} loading={make.isPending}>
            {t('versions.import.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
