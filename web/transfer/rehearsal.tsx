import { Alert, Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FileCounts, ImportView, MappingInput, Rehearsal, RehearsedRow } from '../../src/transfer/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi } from '../app/session.ts';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/page-header.tsx';
import { transferCalls } from './transfer-data.ts';
import classes from './transfer.module.css';

const SETTLED_MS = 500;
/** Up to so many rows the whole file is counted unasked. */
const COUNTED_ROWS = 50_000;

interface RehearsalProps {
  imported: ImportView;
  object: ObjectType;
  input: MappingInput;
}

/** The first rows as they would be stored, and what the whole file holds: what is wrong with the mapping shows here before anything is written. */
export function RehearsalSection({ imported, object, input }: RehearsalProps) {
  const calls = transferCalls(useApi());
  const accountId = useAccountId();
  const [settled] = useDebouncedValue(input, SETTLED_MS);
  const { data, error, isFetching } = useQuery({
    queryKey: [accountId, 'rehearsal', imported.id, imported.objectId, settled],
    queryFn: () => calls.rehearse(imported.id, settled),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <Section title={t('transfer.rehearsal')} description={t('transfer.rehearsal.why')}>
      <Stack gap="md" aria-busy={isFetching}>
        {error && (
          <Alert color="warn" variant="light">
            {error instanceof ApiProblem ? error.message : t('transfer.rehearsal.failed')}
          </Alert>
        )}
        {!data && !error && <Loading />}
        {data && !error && <Rehearsed rehearsal={data} object={object} isOneOfSeveral={imported.set.length > 1} />}
        {!error && <WholeFile key={JSON.stringify(settled)} imported={imported} input={settled} />}
      </Stack>
    </Section>
  );
}

interface RehearsedProps {
  rehearsal: Rehearsal;
  object: ObjectType;
  isOneOfSeveral: boolean;
}

function Rehearsed({ rehearsal: { rows, fields, counts, made }, object, isOneOfSeveral }: RehearsedProps) {
  const [onlyRejected, setOnlyRejected] = useState(false);
  const shown = onlyRejected ? rows.filter(({ outcome }) => outcome === 'rejected') : rows;
  const options = made.filter(({ what }) => what === 'option');
  return (
    <>
      <Group gap="md" component="p" m={0}>
        <span>{t('transfer.rehearsal.counts', { ...counts, rows: rows.length, objects: object.plural.toLocaleLowerCase() })}</span>
        {counts.rejected > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => setOnlyRejected(!onlyRejected)} aria-pressed={onlyRejected}>
            {t(onlyRejected ? 'transfer.rehearsal.all' : 'transfer.rehearsal.onlyRejected')}
          </Button>
        )}
      </Group>
      {isOneOfSeveral && counts.parents > 0 && (
        <Text size="sm" c="dimmed">
          {t('transfer.rehearsal.several')}
        </Text>
      )}
      {options.length > 0 && (
        <Text size="sm">
          {t('transfer.rehearsal.options', { count: options.length, options: options.map(({ label }) => label).join(', ') })}
        </Text>
      )}
      <div className={classes.rows} tabIndex={0} role="region" aria-label={t('transfer.rehearsal')}>
        <Table verticalSpacing={4} horizontalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('transfer.rehearsal.row')}</Table.Th>
              <Table.Th>{t('transfer.rehearsal.outcome')}</Table.Th>
              {fields.map(({ id, label }) => (
                <Table.Th key={id}>{label}</Table.Th>
              ))}
              <Table.Th>{t('transfer.rehearsal.else')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Row key={row.row} row={row} fields={fields} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

const COLOURS = { created: 'good', updated: 'info', unchanged: 'gray', rejected: 'bad' } as const;

function Row({ row, fields }: { row: RehearsedRow; fields: Rehearsal['fields'] }) {
  return (
    <Table.Tr>
      <Table.Td className="tabular">{row.row}</Table.Td>
      <Table.Td>
        <Badge variant="light" color={COLOURS[row.outcome]} miw="max-content">
          {t(`transfer.outcome.${row.outcome}`)}
        </Badge>
      </Table.Td>
      {row.outcome === 'rejected' ? (
        <Table.Td colSpan={fields.length + 1} className={classes.reason}>
          {row.reason}
        </Table.Td>
      ) : (
        <>
          {fields.map(({ id }) => (
            <Table.Td key={id}>
              {row.cells[id]?.before !== undefined && (
                <>
                  <del>{row.cells[id]?.before || t('transfer.rehearsal.blank')}</del> →{' '}
                </>
              )}
              {row.cells[id]?.after}
            </Table.Td>
          ))}
          <Table.Td>
            {[...(row.tags ?? []), ...(row.says?.email && row.says.email !== 'in' ? [t(`transfer.says.${row.says.email}`)] : [])].join(
              ', ',
            )}
          </Table.Td>
        </>
      )}
    </Table.Tr>
  );
}

function WholeFile({ imported, input }: { imported: ImportView; input: MappingInput }) {
  const calls = transferCalls(useApi());
  const accountId = useAccountId();
  const [isAsked, setAsked] = useState(imported.rowCount <= COUNTED_ROWS);
  const { data, isFetching } = useQuery({
    queryKey: [accountId, 'file-counts', imported.id, imported.objectId, input],
    queryFn: () => calls.count(imported.id, input),
    enabled: isAsked,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!isAsked) {
    return (
      <Group>
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('transfer.counts.ask', { count: imported.rowCount })}
        </Button>
      </Group>
    );
  }
  if (isFetching || !data) return <Text c="dimmed">{t('transfer.counts.counting')}</Text>;
  return <Counted counts={data} />;
}

function Counted({ counts: { rows, unreadable, problems, distinct, withoutKey, unknownOwners } }: { counts: FileCounts }) {
  return (
    <Stack gap={4}>
      <Text>{t('transfer.counts', { rows, unreadable })}</Text>
      {distinct !== null && <Text>{t('transfer.counts.distinct', { distinct, withoutKey })}</Text>}
      {unknownOwners.length > 0 && (
        <Text>{t('transfer.counts.unknownOwners', { count: unknownOwners.length, owners: unknownOwners.join(', ') })}</Text>
      )}
      {problems.map(({ column, rows: failing, reason }) => (
        <Text key={column} size="sm" c="var(--qs-bad)">
          {t('transfer.counts.problem', { column: column || '–', rows: failing, reason })}
        </Text>
      ))}
    </Stack>
  );
}
