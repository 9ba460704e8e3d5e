import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FieldShape, ObjectShape } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import type { Column } from '../ui/data-table/types.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { colleaguesQuery, type ListedRecord, tagsQuery } from './data.ts';
import { CellInput } from './cell-input.tsx';
import { FieldValue } from './field-value.tsx';

const NUMBERS: ReadonlySet<string> = new Set(['number', 'price']);
const NARROW: ReadonlySet<string> = new Set(['check', 'date', 'number', 'price', 'zip']);
/** What tells records apart at a glance; these are shown until somebody chooses otherwise. */
const TELLING: ReadonlySet<string> = new Set(['email', 'parent', 'dropdown', 'price']);
const DEFAULT_FIELDS = 4;

/** The id of a field's column in a table, and back. */
export const fieldColumn = (fieldId: number): string => `f${fieldId}`;
export const fieldIdsOf = (columns: readonly string[]): number[] =>
  columns.filter((id) => /^f\d+$/.test(id)).map((id) => Number(id.slice(1)));

/** Every column a list of an object can show: its name, its fields, and what the product knows of each record. */
export function useRecordColumns(object: ObjectShape, canEdit: boolean): Column<ListedRecord>[] {
  const accountId = useAccountId();
  const { data: colleagues } = useQuery(colleaguesQuery(accountId));
  const { data: tags } = useQuery(tagsQuery(accountId, object.id));
  return useMemo(() => {
    const nameOf = (id: number | null): string => colleagues?.find((one) => one.id === id)?.name ?? '';
    const tagNames = (ids: readonly number[]): string =>
      ids
        .map((id) => tags?.find((tag) => tag.id === id)?.name ?? '')
        .filter(Boolean)
        .join(', ');
    const group = t('records.columns.record');
    const usual = usualFields(object);
    return [
      {
        id: 'name',
        header: t('records.name'),
        render: (row) => row.name || t('records.unnamed'),
        width: 240,
        sort: 'name',
        isPinned: true,
      },
      ...shownFields(object).map((field) => fieldOf(object, field, canEdit, usual.has(field.id))),
      { id: 'tags', header: t('records.tags'), render: (row) => tagNames(row.tags), width: 200, group, isDefault: true },
      { id: 'owner', header: t('records.owner'), render: (row) => nameOf(row.ownerId), sort: 'owner', width: 150, group },
      {
        id: 'created',
        header: t('records.created'),
        render: (row) => <RelativeTime time={row.createdAt} />,
        sort: 'created',
        width: 140,
        group,
      },
      {
        id: 'updated',
        header: t('records.updated'),
        render: (row) => <RelativeTime time={row.updatedAt} />,
        sort: 'updated',
        width: 140,
        group,
        isDefault: true,
      },
      {
        id: 'activity',
        header: t('records.lastActivity'),
        render: (row) => row.lastActivityAt && <RelativeTime time={row.lastActivityAt} />,
        sort: 'last_activity',
        width: 140,
        group,
      },
    ];
  }, [object, colleagues, tags, canEdit]);
}

/** The name of a record that has a name field is that field; a person's is made of two. */
const shownFields = (object: ObjectShape): FieldShape[] => object.fields.filter(({ columnName }) => columnName !== 'name');

/** The fields a list shows at first: those that tell records apart, or, where there are none, the first few. */
function usualFields(object: ObjectShape): Set<number> {
  const fields = shownFields(object);
  const telling = fields.filter(({ type }) => TELLING.has(type));
  return new Set((telling.length > 0 ? telling : fields).slice(0, DEFAULT_FIELDS).map(({ id }) => id));
}

function fieldOf(object: ObjectShape, field: FieldShape, canEdit: boolean, isDefault: boolean): Column<ListedRecord> {
  const sort = sortOf(field);
  const section = object.sections.find(({ id }) => id === field.sectionId)?.name;
  return {
    id: fieldColumn(field.id),
    header: field.label,
    render: (row) => <FieldValue field={field} value={row.values[String(field.id)]} parentName={row.parentName} isPlain />,
    width: field.type === 'email' ? 270 : NARROW.has(field.type) ? 120 : 180,
    ...(NUMBERS.has(field.type) ? { align: 'end' as const } : {}),
    ...(sort ? { sort } : {}),
    ...(section ? { group: section } : {}),
    isDefault,
    ...(canEdit && !field.isReadOnly
      ? { edit: ({ row, done, cancel }) => <CellInput object={object} field={field} row={row} done={done} cancel={cancel} /> }
      : {}),
  };
}

function sortOf(field: FieldShape): string | undefined {
  if (field.columnName) return field.columnName;
  return field.sortable && field.sortableSince !== null && field.type !== 'parent' && field.type !== 'list'
    ? `field:${field.id}`
    : undefined;
}
