import type { ImportPreview, PermissionSays, Target } from '../../src/transfer/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useCan, useObjects } from '../app/session.ts';

export type PreviewColumn = ImportPreview['columns'][number];

const EMAIL_SAYS = ['status', 'opted-out', 'opted-in', 'bounced', 'complained', 'since', 'until', 'source', 'address'] as const;
const SMS_SAYS = ['status', 'opted-out', 'opted-in'] as const;
/** What is worked out or uploaded cannot be read from a cell. */
const UNFIT: ReadonlySet<string> = new Set(['formula', 'rollup', 'related', 'image', 'file']);

/** All a column can become, in groups. */
export function useChoices(object: ObjectType) {
  const mayMakeFields = useCan('fields.manage');
  const objects = useObjects();
  const taken = (field: ObjectType['fields'][number]): boolean => !field.isReadOnly && !UNFIT.has(field.type);
  const labelOf = (field: ObjectType['fields'][number]): string => {
    const other = objects.find(({ id }) => id === namedObject(field));
    if (!other) return field.label;
    return field.type === 'relation'
      ? t('transfer.choice.relation', { field: field.label, objects: other.plural.toLocaleLowerCase() })
      : t('transfer.choice.parent', { field: field.label, object: other.singular.toLocaleLowerCase() });
  };
  return [
    {
      group: t('transfer.choice.else'),
      items: [
        { value: 'skip', label: t('transfer.choice.skip') },
        ...(mayMakeFields ? [{ value: 'new', label: t('transfer.choice.new') }] : []),
        { value: 'note', label: t('transfer.choice.note') },
        { value: 'owner', label: t('transfer.choice.owner') },
      ],
    },
    ...object.sections
      .map((section) => ({
        group: section.name,
        items: object.fields
          .filter((field) => field.sectionId === section.id && taken(field))
          .map((field) => ({ value: `field ${field.id}`, label: labelOf(field) })),
      }))
      .filter(({ items }) => items.length > 0),
    {
      group: t(object.person ? 'transfer.choice.tagsAndPermission' : 'transfer.choice.tagsAlone'),
      items: [
        { value: 'tags', label: t('transfer.choice.tags') },
        { value: 'key', label: t('transfer.choice.key') },
        ...(object.person ? permissionChoices() : []),
      ],
    },
  ];
}

const permissionChoices = () => [
  ...EMAIL_SAYS.map((says) => ({ value: `email ${says}`, label: t(`transfer.choice.email.${says}`) })),
  ...SMS_SAYS.map((says) => ({ value: `sms ${says}`, label: t(`transfer.choice.sms.${says}`) })),
];

/** Of which object the records are that a field's cells name. */
export const namedObject = ({ type, parentObjectId, settings }: ObjectType['fields'][number]): number | undefined =>
  type === 'relation' ? settings.objectId : type === 'parent' ? (parentObjectId ?? undefined) : undefined;

export function choiceOf(target: Target): string {
  if (target.to === 'field' || target.to === 'parent' || target.to === 'relation') return `field ${target.fieldId}`;
  return target.to === 'permission' ? `${target.channel} ${target.says}` : target.to;
}

export function targetOf(choice: string, column: PreviewColumn, object: ObjectType): Target {
  const [what, which] = choice.split(' ');
  if (what === 'field') return fieldTarget(Number(which), object);
  if (what === 'email' || what === 'sms') return { to: 'permission', channel: what, says: which as PermissionSays };
  if (what === 'new') return { to: 'new', label: column.name.slice(0, 80), type: column.newFieldType };
  return { to: what as 'skip' | 'tags' | 'key' | 'note' | 'owner' };
}

function fieldTarget(fieldId: number, object: ObjectType): Target {
  const field = object.fields.find(({ id }) => id === fieldId);
  if (field?.type === 'relation') return { to: 'relation', fieldId, by: 'name', separator: ';', missing: 'reject', several: 'reject' };
  return field?.type === 'parent' ? { to: 'parent', fieldId, by: 'name', missing: 'reject', several: 'reject' } : { to: 'field', fieldId };
}
