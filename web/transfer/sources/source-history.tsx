import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SourceFileView } from '../../../src/transfer/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { State } from '../../app/tokens.ts';
import { usePath } from '../../app/url.ts';
import { Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

const STATES: Readonly<Record<SourceFileView['status'], State | 'quiet'>> = {
  imported: 'good',
  held: 'warn',
  same: 'quiet',
  refused: 'bad',
  failed: 'bad',
};

/** What became of the files of a source, and of each time it could not be reached. */
export function SourceHistory({ files }: { files: readonly SourceFileView[] }) {
  return (
    <Section title={t('sources.history')}>
      {files.length === 0 && <Text c="dimmed">{t('sources.history.none')}</Text>}
      {files.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('sources.history.file')}</Table.Th>
                <Table.Th>{t('sources.state')}</Table.Th>
                <Table.Th>{t('sources.history.outcome')}</Table.Th>
                <Table.Th>{t('sources.history.when')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {files.map((file) => (
                <FileRow key={file.id} file={file} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}

function FileRow({ file: { fileName, status, sentence, counts, importId, fetchedAt } }: { file: SourceFileView }) {
  const path = usePath();
  const name = fileName ?? t('sources.history.connection');
  return (
    <Table.Tr>
      <Table.Td maw={240} style={{ overflowWrap: 'anywhere' }}>
        {importId === null ? (
          name
        ) : (
          <Anchor component={Link} to={path(`/imports/${importId}`)}>
            {name}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>
        <StatusBadge state={STATES[status]}>{t(`sources.status.${status}`)}</StatusBadge>
      </Table.Td>
      <Table.Td maw={360} style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" className="tabular">
          {sentence ?? (counts && t('sources.history.counts', counts))}
        </Text>
        {status === 'held' && importId !== null && (
          <Anchor component={Link} to={path(`/imports/${importId}`)} size="sm">
            {t('sources.history.decide')}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>
        <RelativeTime time={fetchedAt} />
      </Table.Td>
    </Table.Tr>
  );
}
