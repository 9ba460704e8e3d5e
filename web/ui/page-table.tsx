import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { ActionsHead } from './actions-head.tsx';

export interface PageColumn<Row> {
  /** Left out over buttons: screen readers alone are told that these are actions. */
  label?: ReactNode;
  render: (row: Row, place: number) => ReactNode;
  /** Long words and addresses break where they must; the first column always does. */
  breaks?: boolean;
  /** `end` for numbers, which then line up, and for buttons. */
  align?: 'end';
  /** Takes the room that the others leave. */
  grows?: boolean;
}

interface PageTableProps<Row> {
  rows: readonly Row[];
  rowId: (row: Row) => string | number;
  /** From the start to the end; the first names the row and breaks where it must. What is `false` is left out. */
  columns: readonly (PageColumn<Row> | false)[];
  /** Narrower than this it is scrolled sideways by itself, and not with the page. */
  minWidth: number;
  /** Closer rows, where there are many short ones. */
  isDense?: boolean;
}

/** A table within a page, of a few rows that are all there. What is paged, sorted or chosen from is a `DataTable`. */
export function PageTable<Row>({ rows, rowId, columns, minWidth, isDense = false }: PageTableProps<Row>) {
  const shown = columns.filter((column) => column !== false);
  return (
    <Table.ScrollContainer minWidth={minWidth}>
      <Table verticalSpacing={isDense ? 6 : 'xs'}>
        {shown.some(({ label }) => label !== undefined) && <Head columns={shown} />}
        <Table.Tbody>
          {rows.map((row, place) => (
            <Table.Tr key={rowId(row)}>
              {shown.map(({ render, align, breaks }, index) => (
                <Table.Td key={index} {...(align ? END : breaks || index === 0 ? BREAKS : {})}>
                  {render(row, place)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const END = { ta: 'end', style: { fontVariantNumeric: 'tabular-nums' } } as const;
const BREAKS = { style: { overflowWrap: 'anywhere' } } as const;

function Head<Row>({ columns }: { columns: readonly PageColumn<Row>[] }) {
  return (
    <Table.Thead>
      <Table.Tr>
        {columns.map(({ label, align, grows }, index) =>
          label === undefined ? (
            <ActionsHead key={index} />
          ) : (
            <Table.Th key={index} {...(align ? { ta: align } : {})} {...(grows ? { w: '100%' } : {})}>
              {label}
            </Table.Th>
          ),
        )}
      </Table.Tr>
    </Table.Thead>
  );
}
