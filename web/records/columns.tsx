import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { footFunctionsOf, resultTypeOf } from '../../src/criteria/schema.ts';
import { type FieldShape, formatValue, type ObjectShape, storedType, type Value } from '../../src/records/schema.ts';
import { language, t } from '../app/messages/t.ts';
import { type ObjectType, useAccount, useAccountId, useObjects } from '../app/session.ts';
import type { Column } from '../ui/data-table/types.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { CellEntry } from './cell-entry.tsx';
import { colleaguesQuery, tagsQuery } from './data.ts';
import { FieldValue } from './field-value.tsx';
import { fieldColumn, type ListedRecord, relatedColumn } from './list-data.ts';
import classes from './list.module.css';
import type { Edits } from './use-edits.ts';

const NARROW: ReadonlySet<string> = new Set(['check', 'date', 'number', 'price', 'zip', 'color']);
/** What tells records apart at a glance; these are shown until somebody chooses otherwise. */
const TELLING: ReadonlySet<string> = new Set(['email', 'parent', 'dropdown', 'price']);
const DEFAULT_FIELDS = 4;
/** Why lists are not sorted by fields of these types. */
const UNSORTABLE = {
  parent: 'lists.unsortable.parent',
  user: 'lists.unsortable.user',
  list: 'lists.unsortable.several',
  relation: 'lists.unsortable.several',
  related: 'lists.unsortable.related',
  address: 'lists.unsortable.address',
  image: 'lists.unsortable.file',
  file: 'lists.unsortable.file',
} as const;

interface ColumnsInput {
  object: ObjectType;
  /** Undefined where the viewer may change no record. */
  edits: Edits | undefined;
  askSort: (field: FieldShape) => void;
}

/** Every column a list of an object can show: its name, its fields, those of related records, and what the product knows of each record. */
export function useRecordColumns({ object, edits, askSort }: ColumnsInput): Column<ListedRecord>[] {
  const accountId = useAccountId();
  const { currency, timeZone } = useAccount();
  const objects = useObjects();
  const { data: colleagues } = useQuery(colleaguesQuery(accountId));
  const { data: tags } = useQuery(tagsQuery(accountId, object.id));
  return useMemo(() => {
    const nameOf = (id: number | null): string => colleagues?.find((one) => one.id === id)?.name ?? '';
    const tagNames = (ids: readonly number[]): string =>
      ids
        .map((id) => tags?.find((tag) => tag.id === id)?.name ?? '')
        .filter(Boolean)
        .join(', ');
    const usual = usualFields(object);
    const write = (field: FieldShape, value: Value | undefined, row: ListedRecord): string =>
      field.type === 'parent'
        ? (row.parentName(field.parentObjectId!, value as number) ?? '')
        : field.type === 'user'
          ? nameOf(value as number | null)
          : formatValue(field, value, { locale: language.locale, currency, timeZone });
    return [
      {
        id: 'name',
        header: t('records.name'),
        render: (row) => row.name || t('records.unnamed'),
        copy: (row) => row.name,
        width: 240,
        sort: 'name',
        isPinned: true,
      },
      ...shownFields(object).map((field) => fieldOf({ object, field, edits, askSort, write, isDefault: usual.has(field.id) })),
      ...systemColumns({ nameOf, tagNames, person: object.person }),
      ...object.fields
        .filter(({ type }) => type === 'parent')
        .flatMap((parent) =>
          relatedColumns(
            parent,
            objects.find(({ id }) => id === parent.parentObjectId),
            write,
          ),
        ),
    ];
  }, [object, objects, colleagues, tags, edits, askSort, currency, timeZone]);
}

/** The name of a record that has a name field is that field; a person's is made of two. */
const shownFields = (object: ObjectShape): FieldShape[] => object.fields.filter(({ columnName }) => columnName !== 'name');

/** The fields a list shows at first: those that tell records apart, or, where there are none, the first few. */
function usualFields(object: ObjectShape): Set<number> {
  const fields = shownFields(object);
  const telling = fields.filter(({ type }) => TELLING.has(type));
  return new Set((telling.length > 0 ? telling : fields).slice(0, DEFAULT_FIELDS).map(({ id }) => id));
}

type Write = (field: FieldShape, value: Value | undefined, row: ListedRecord) => string;

function fieldOf({
  object,
  field,
  edits,
  askSort,
  write,
  isDefault,
}: ColumnsInput & { field: FieldShape; write: Write; isDefault: boolean }): Column<ListedRecord> {
  const section = object.sections.find(({ id }) => id === field.sectionId)?.name;
  const isWritten = field.type !== 'formula' && field.type !== 'rollup' && field.type !== 'related' && field.type !== 'relation';
  const key = String(field.id);
  return {
    ...looks(field),
    id: fieldColumn(field.id),
    header: field.label,
    render: (row) => <Cell field={field} row={row} />,
    copy: (row) => write(field, row.values[key], row),
    ...sorting(field, askSort),
    ...(section ? { group: section } : {}),
    isDefault,
    foot: footFunctionsOf(resultTypeOf(field)),
    ...(edits && isWritten && !field.isReadOnly
      ? {
          edit: (editor) => (
            <CellEntry {...editor} field={field} onSave={(value) => edits.save([{ row: editor.row, fieldId: field.id, value }])} />
          ),
        }
      : {}),
  };
}

function Cell({ field, row }: { field: FieldShape; row: ListedRecord }) {
  const refused = row.refused?.[String(field.id)];
  if (!refused) return <FieldValue field={field} value={row.values[String(field.id)]} parentName={row.parentName} isPlain />;
  return (
    <span className={classes.refused} title={refused.message} aria-label={t('lists.refused', { why: refused.message })} role="img">
      {refused.value === null ? '–' : <FieldValue field={field} value={refused.value} parentName={row.parentName} isPlain />}
    </span>
  );
}

function looks(field: FieldShape): Pick<Column<ListedRecord>, 'width' | 'align'> {
  const type = storedType(field);
  return {
    width: type === 'email' ? 270 : NARROW.has(type) ? 120 : 180,
    ...(type === 'number' || type === 'price' ? { align: 'end' as const } : {}),
  };
}

function sorting(field: FieldShape, askSort: (field: FieldShape) => void): Pick<Column<ListedRecord>, 'sort' | 'unsortable' | 'onAskSort'> {
  if (field.columnName) return { sort: field.columnName };
  const why = UNSORTABLE[field.type as keyof typeof UNSORTABLE];
  if (why) return { unsortable: t(why) };
  return field.sortable && field.sortableSince !== null ? { sort: `field:${field.id}` } : { onAskSort: () => askSort(field) };
}

/** The fields of the record a parent field points to, as columns of this list. */
function relatedColumns(parent: FieldShape, object: ObjectShape | undefined, write: Write): Column<ListedRecord>[] {
  return (object?.fields ?? [])
    .filter(({ type }) => type !== 'related' && type !== 'relation')
    .map((field) => {
      const name = `${parent.id}.${field.id}`;
      return {
        ...looks(field),
        id: relatedColumn(parent.id, field.id),
        header: `${parent.label}: ${field.label}`,
        render: (row) => <FieldValue field={field} value={row.related[name]} parentName={row.parentName} isPlain />,
        copy: (row) => write(field, row.related[name], row),
        unsortable: t('lists.unsortable.related'),
        group: parent.label,
      };
    });
}

interface SystemInput {
  nameOf: (id: number | null) => string;
  tagNames: (ids: readonly number[]) => string;
  person: boolean;
}

const STATUS = { 0: 'none', 1: 'single', 2: 'double', [-2]: 'bounced', [-3]: 'unconfirmed', [-5]: 'review' } as const;
const statusWord = (status: number): string => {
  const word = STATUS[status as keyof typeof STATUS];
  return word ? t(`lists.status.${word}`) : '';
};

/** What the product itself knows of every record. */
function systemColumns({ nameOf, tagNames, person }: SystemInput): Column<ListedRecord>[] {
  const group = t('records.columns.record');
  const time = (id: string, sort: string, header: string, read: (row: ListedRecord) => string | null): Column<ListedRecord> => ({
    id,
    header,
    render: (row) => read(row) && <RelativeTime time={read(row)!} />,
    copy: (row) => read(row) ?? '',
    sort,
    width: 140,
    group,
    foot: footFunctionsOf('datetime'),
  });
  const status = (id: string, header: string, read: (row: ListedRecord) => number): Column<ListedRecord> => ({
    id,
    header,
    render: (row) => statusWord(read(row)),
    copy: (row) => statusWord(read(row)),
    unsortable: t('lists.unsortable.status'),
    width: 150,
    group,
  });
  return [
    {
      id: 'tags',
      header: t('records.tags'),
      render: (row) => tagNames(row.tags),
      copy: (row) => tagNames(row.tags),
      unsortable: t('lists.unsortable.several'),
      width: 200,
      group,
      isDefault: true,
    },
    {
      id: 'owner',
      header: t('records.owner'),
      render: (row) => nameOf(row.ownerId),
      copy: (row) => nameOf(row.ownerId),
      sort: 'owner',
      width: 150,
      group,
    },
    time('created', 'created', t('records.created'), (row) => row.createdAt),
    { ...time('updated', 'updated', t('records.updated'), (row) => row.updatedAt), isDefault: true },
    time('activity', 'last_activity', t('records.lastActivity'), (row) => row.lastActivityAt),
    ...(person
      ? [
          status('emailStatus', t('lists.emailStatus'), (row) => row.emailStatus),
          status('smsStatus', t('lists.smsStatus'), (row) => row.smsStatus),
        ]
      : []),
    { id: 'id', header: t('lists.id'), render: (row) => row.id, copy: (row) => String(row.id), sort: 'id', width: 90, align: 'end', group },
  ];
}
