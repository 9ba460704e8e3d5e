import { useQuery } from '@tanstack/react-query';
import type { FieldShape } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useObjects } from '../../app/session.ts';
import { type FullRecord, recordQuery } from '../data.ts';
import { FieldValue } from '../field-value.tsx';
import { ComputedValue } from './computed-value.tsx';

/** What a field of the record that a parent field points to holds now, as far as the viewer may see it. */
export function RelatedValue({ object, record, field }: { object: ObjectType; record: FullRecord; field: FieldShape }) {
  const { parentFieldId, fieldId } = field.settings;
  const parentObjectId = object.fields.find(({ id }) => id === parentFieldId)?.parentObjectId;
  const shown = useObjects()
    .find(({ id }) => id === parentObjectId)
    ?.fields.find(({ id }) => id === fieldId);
  const parentId = record.values[String(parentFieldId)] as number | undefined;
  const { data: parent } = useQuery({
    ...recordQuery(useAccountId(), parentObjectId ?? 0, parentId ?? 0),
    enabled: parentObjectId != null && parentId !== undefined && shown !== undefined,
    retry: false,
  });
  const value = parent && shown ? (parent.values[String(shown.id)] ?? null) : null;
  const parentName = (objectId: number, id: number) => parent?.parents.find((one) => one.objectId === objectId && one.id === id)?.name;
  return (
    <ComputedValue field={field}>
      {value === null || !shown ? (
        <span className="quiet">{t('ui.none')}</span>
      ) : (
        <FieldValue field={shown} value={value} parentName={parentName} />
      )}
    </ComputedValue>
  );
}
