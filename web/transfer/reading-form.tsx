import { Button, Checkbox, Collapse, Group, Select, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { ENCODINGS, type ImportPreview, type ImportView, type Reading } from '../../src/transfer/schema.ts';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { transferCalls } from './transfer-data.ts';
import classes from './transfer.module.css';

const ROWS_SHOWN = 5;
const DELIMITERS = [',', ';', '\t', '|'] as const;
const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** The first rows as they were understood, and how to have them read otherwise. */
export function ReadingForm({ imported, preview }: { imported: ImportView; preview: ImportPreview }) {
  const api = useApi();
  const refresh = useRefresh();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { reading } = imported;
  const read = (change: Partial<Reading>): void => {
    transferCalls(api)
      .read(imported.id, { ...reading, ...change })
      .then(() => refresh('imports', String(imported.id)), showProblem);
  };
  return (
    <Section
      title={t('transfer.reading')}
      description={t(reading.hasHeader ? 'transfer.reading.header' : 'transfer.reading.noHeader', {
        encoding: encodingName(reading.encoding),
        delimiter: t(`transfer.delimiter.${DELIMITER_NAMES[reading.delimiter]}.plural`),
      })}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen} aria-controls={id}>
          {t('transfer.reading.change')}
        </Button>
      }
    >
      <Stack gap="md">
        <Collapse expanded={isOpen} id={id}>
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Select
                label={t('transfer.encoding')}
                data={ENCODINGS.map((encoding) => ({ value: encoding, label: encodingName(encoding) }))}
                value={reading.encoding}
                onChange={(next) => next && read({ encoding: next as Reading['encoding'] })}
                allowDeselect={false}
                searchable
              />
              <Select
                label={t('transfer.delimiter')}
                data={DELIMITERS.map((delimiter) => ({ value: delimiter, label: t(`transfer.delimiter.${DELIMITER_NAMES[delimiter]}`) }))}
                value={reading.delimiter}
                onChange={(next) => next && read({ delimiter: next as Reading['delimiter'] })}
                allowDeselect={false}
              />
            </SimpleGrid>
            <Group gap="lg">
              <Checkbox
                label={t('transfer.hasHeader')}
                checked={reading.hasHeader}
                onChange={(event) => read({ hasHeader: event.currentTarget.checked })}
              />
              <Checkbox
                label={t('transfer.shortRows')}
                checked={reading.shortRows === 'fill'}
                onChange={(event) => read({ shortRows: event.currentTarget.checked ? 'fill' : 'reject' })}
              />
            </Group>
          </Stack>
        </Collapse>
        <FirstRows preview={preview} />
      </Stack>
    </Section>
  );
}

function FirstRows({ preview }: { preview: ImportPreview }) {
  return (
    <div className={classes.rows} tabIndex={0} role="region" aria-label={t('transfer.firstRows')}>
      <Table verticalSpacing={4} horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {preview.columns.map(({ name }) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.rows.slice(0, ROWS_SHOWN).map(({ row, cells, problem }) => (
            <Table.Tr key={row}>
              {problem ? (
                <Table.Td colSpan={preview.columns.length}>
                  <Text size="sm" c="var(--qs-bad)">
                    {problem}
                  </Text>
                </Table.Td>
              ) : (
                preview.columns.map(({ name }, at) => <Table.Td key={name}>{cells[at]}</Table.Td>)
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const encodingName = (encoding: string): string =>
  encoding.startsWith('windows') ? encoding.replace('windows', 'Windows') : encoding.toUpperCase().replaceAll('_', '-');
