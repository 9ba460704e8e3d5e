import { Alert, Anchor, Button, FileInput, Group, Select, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useApi, useObjects } from '../app/session.ts';
import { useGo, usePath, useUrlState } from '../app/url.ts';
import { PageBody, PageHeader, Section } from '../ui/page-header.tsx';
import { Progress } from '../ui/progress.tsx';
import { transferCalls } from './transfer-data.ts';
import classes from './transfer.module.css';

/** The first step: which file, and into what. */
export default function NewImportPage() {
  const go = useGo();
  const path = usePath();
  const calls = transferCalls(useApi());
  const objects = useObjects();
  const [key, setKey] = useUrlState('object', objects[0]?.key ?? '');
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const object = objects.find((each) => each.key === key) ?? objects[0];

  const upload = async (): Promise<void> => {
    if (!file || !object) return setProblem(t('transfer.file.choose'));
    setProblem(null);
    setShare(0);
    try {
      const { id } = await calls.upload(object.id, file, setShare);
      go(`/imports/${id}`);
    } catch (error) {
      setShare(null);
      setProblem((error as Error).message);
    }
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
          <Stack gap="md" className={classes.narrow}>
            <Select
              label={t('transfer.into')}
              data={objects.map((each) => ({ value: each.key, label: each.plural }))}
              value={object?.key ?? null}
              onChange={(next) => setKey(next ?? '')}
              allowDeselect={false}
              disabled={share !== null}
            />
            <FileInput
              label={t('transfer.file.label')}
              placeholder={t('transfer.file.placeholder')}
              description={t('transfer.file.formats')}
              accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
              value={file}
              onChange={(next) => {
                setFile(next);
                setProblem(null);
              }}
              clearable
              disabled={share !== null}
            />
            {problem && (
              <Alert color="bad" variant="light" role="alert">
                {problem}
              </Alert>
            )}
            {share === null ? (
              <Group justify="flex-end">
                <Button onClick={() => void upload()}>{t('transfer.upload')}</Button>
              </Group>
            ) : (
              <Uploading share={share} file={file!} />
            )}
          </Stack>
        </Section>
      </PageBody>
    </>
  );
}

function Uploading({ share, file }: { share: number; file: File }) {
  if (share >= 1) {
    return (
      <Text c="dimmed" role="status">
        {t('transfer.looking')}
      </Text>
    );
  }
  const kilobytes = Math.ceil(file.size / 1024);
  return <Progress label={t('transfer.uploading')} done={Math.round(kilobytes * share)} total={kilobytes} />;
}
