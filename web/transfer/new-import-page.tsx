import { Alert, Anchor, Button, FileInput, Group, Select, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useApi, useObjects } from '../app/session.ts';
import { useGo, usePath, useUrlState } from '../app/url.ts';
import { PageBody, PageHeader, Section } from '../ui/page-header.tsx';
import { Progress } from '../ui/progress.tsx';
import { transferCalls } from './transfer-data.ts';
import classes from './transfer.module.css';

interface Sending {
  file: File;
  at: number;
  share: number;
}

/** The first step: which files. Into what each goes is found out from its columns. */
export default function NewImportPage() {
  const go = useGo();
  const path = usePath();
  const calls = transferCalls(useApi());
  const objects = useObjects();
  const [key, setKey] = useUrlState('object', '');
  const [files, setFiles] = useState<File[]>([]);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const object = objects.find((each) => each.key === key);

  const upload = async (): Promise<void> => {
    if (files.length === 0) return setProblem(t('transfer.file.choose'));
    setProblem(null);
    const into = files.length === 1 ? object?.id : undefined;
    let first: number | undefined;
    try {
      for (const [at, file] of files.entries()) {
        setSending({ file, at, share: 0 });
        const { id } = await calls.upload(file, { into, first }, (share) => setSending({ file, at, share }));
        first ??= id;
      }
      go(`/imports/${first}`);
    } catch (error) {
      setSending(null);
      setProblem(files.length > 1 && sending ? `${sending.file.name}: ${(error as Error).message}` : (error as Error).message);
    }
  };
  const choose = (chosen: File[]): void => {
    setFiles(chosen);
    setProblem(null);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (sending === null) choose([...event.dataTransfer.files]);
  };

  return (
    <>
      <PageHeader
        title={t('transfer.new')}
        within={object ? [{ label: object.plural, path: `/records/${object.key}` }] : []}
        actions={
          <Anchor component={Link} to={path('/imports')} size="sm">
            {t('transfer.earlier')}
          </Anchor>
        }
      />
      <PageBody>
        <Section title={t('transfer.file')} description={t('transfer.file.why')}>
          <Stack
            gap="md"
            className={classes.drop}
            data-over={isOver || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
          >
            <FileInput
              label={t('transfer.file.label')}
              placeholder={t('transfer.file.placeholder')}
              description={t('transfer.file.formats')}
              accept=".csv,.txt,.tsv,.xlsx,.zip,.pgp,.gpg,.asc,text/csv,text/plain,text/tab-separated-values"
              multiple
              value={files}
              onChange={choose}
              clearable
              disabled={sending !== null}
            />
            {files.length < 2 ? (
              <Select
                label={t('transfer.into')}
                data={[{ value: '', label: t('transfer.into.found') }, ...objects.map((each) => ({ value: each.key, label: each.plural }))]}
                value={object?.key ?? ''}
                onChange={(next) => setKey(next ?? '')}
                allowDeselect={false}
                disabled={sending !== null}
              />
            ) : (
              <Text size="sm" c="dimmed">
                {t('transfer.several', { count: files.length })}
              </Text>
            )}
            {problem && (
              <Alert color="bad" variant="light" role="alert">
                {problem}
              </Alert>
            )}
            {sending === null ? (
              <Group justify="flex-end">
                <Button onClick={() => void upload()}>{t('transfer.upload', { count: Math.max(1, files.length) })}</Button>
              </Group>
            ) : (
              <Uploading sending={sending} count={files.length} />
            )}
          </Stack>
        </Section>
      </PageBody>
    </>
  );
}

function Uploading({ sending: { file, at, share }, count }: { sending: Sending; count: number }) {
  if (share >= 1) {
    return (
      <Text c="dimmed" role="status">
        {t('transfer.looking', { file: file.name })}
      </Text>
    );
  }
  const kilobytes = Math.ceil(file.size / 1024);
  const label = count > 1 ? t('transfer.uploading.of', { file: file.name, at: at + 1, count }) : t('transfer.uploading');
  return <Progress label={label} done={Math.round(kilobytes * share)} total={kilobytes} />;
}
