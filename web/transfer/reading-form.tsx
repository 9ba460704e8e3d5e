import { Button, Checkbox, Collapse, Group, NumberInput, Select, SimpleGrid, Stack, Table, Text } from '@mantine/core';
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
      description={howRead(imported)}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen} aria-controls={id}>
          {t('transfer.reading.change')}
        </Button>
      }
    >
      <Stack gap="md">
        {imported.workbook?.canChange && <SheetChoice imported={imported} onRead={read} />}
        <Collapse expanded={isOpen} id={id}>
          <Stack gap="md">
            {!imported.workbook && <TextChoices reading={reading} onRead={read} />}
            <Group gap="lg" align="flex-end">
              <HeaderRow key={reading.headerRow} reading={reading} onRead={read} />
              <Checkbox
                label={t('transfer.hasHeader')}
                checked={reading.hasHeader}
                onChange={(event) => read({ hasHeader: event.currentTarget.checked })}
              />
              {!imported.workbook && (
                <Checkbox
                  label={t('transfer.shortRows')}
                  checked={reading.shortRows === 'fill'}
                  onChange={(event) => read({ shortRows: event.currentTarget.checked ? 'fill' : 'reject' })}
                />
              )}
            </Group>
          </Stack>
        </Collapse>
        <FirstRows preview={preview} />
      </Stack>
    </Section>
  );
}

interface ReadProps {
  onRead: (change: Partial<Reading>) => void;
}

function howRead({ reading, workbook, encrypted }: ImportView): string {
  const { hasHeader, sheet = '', headerRow = 1 } = reading;
  const opened = encrypted ? [t(encrypted.signedBy ? 'transfer.reading.signed' : 'transfer.reading.encrypted')] : [];
  if (!workbook) {
    const delimiter = t(`transfer.delimiter.${DELIMITER_NAMES[reading.delimiter]}.plural`);
    const how = { encoding: encodingName(reading.encoding), delimiter };
    return [t(hasHeader ? 'transfer.reading.header' : 'transfer.reading.noHeader', how), ...opened].join(' ');
  }
  const hidden = workbook.hiddenRows > 0 ? [t('transfer.reading.hidden', { count: workbook.hiddenRows })] : [];
  const how = t(hasHeader ? 'transfer.reading.sheet' : 'transfer.reading.sheet.noHeader', { sheet, row: headerRow });
  return [how, ...hidden, ...opened].join(' ');
}

function SheetChoice({ imported: { reading, workbook }, onRead }: ReadProps & { imported: ImportView }) {
  return (
    <Select
      label={t('transfer.sheet')}
      data={workbook!.sheets.map(({ name, hidden }) => ({
        value: name,
        label: hidden ? t('transfer.sheet.hidden', { sheet: name }) : name,
      }))}
      value={reading.sheet ?? null}
      onChange={(sheet) => sheet !== null && onRead({ sheet })}
      allowDeselect={false}
      className={classes.narrow}
    />
  );
}

function HeaderRow({ reading, onRead }: ReadProps & { reading: Reading }) {
  const [row, setRow] = useState<number | string>(reading.headerRow ?? 1);
  const send = (): void => {
    const next = Number(row);
    if (next >= 1 && next !== (reading.headerRow ?? 1)) onRead({ headerRow: next });
  };
  return (
    <NumberInput
      label={t('transfer.headerRow')}
      min={1}
      max={1_000}
      allowDecimal={false}
      value={row}
      onChange={setRow}
      onBlur={send}
      onKeyDown={(event) => event.key === 'Enter' && send()}
      w={180}
    />
  );
}

function TextChoices({ reading, onRead }: ReadProps & { reading: Reading }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        label={t('transfer.encoding')}
        data={ENCODINGS.map((encoding) => ({ value: encoding, label: encodingName(encoding) }))}
        value={reading.encoding}
        onChange={(next) => next && onRead({ encoding: next as Reading['encoding'] })}
        allowDeselect={false}
        searchable
      />
      <Select
        label={t('transfer.delimiter')}
        data={DELIMITERS.map((delimiter) => ({ value: delimiter, label: t(`transfer.delimiter.${DELIMITER_NAMES[delimiter]}`) }))}
        value={reading.delimiter}
        onChange={(next) => next && onRead({ delimiter: next as Reading['delimiter'] })}
        allowDeselect={false}
      />
    </SimpleGrid>
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
