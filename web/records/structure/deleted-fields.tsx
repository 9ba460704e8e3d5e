import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { showDone, showProblem } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { PageTable } from '../../ui/page-table.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { type DeletedField, deletedFieldsQuery, structureCalls } from './structure-data.ts';

/** Fields that were deleted and can still be restored. */
export function DeletedFields({ object }: { object: ObjectType }) {
  const { data: fields = [] } = useQuery(deletedFieldsQuery(useAccountId(), object.id));
  const api = useApi();
  const refresh = useRefresh();
  if (fields.length === 0) return null;
  const restore = async (field: DeletedField): Promise<void> => {
    const { label, lostUnique } = await structureCalls(api).restoreField(object.id, field.id);
    await refresh();
    showDone(t(lostUnique ? 'structure.deleted.restored.notUnique' : 'structure.deleted.restored', { field: label }));
  };
  return (
    <Section title={t('structure.deleted')} description={t('structure.deleted.sentence')}>
      <PageTable
        minWidth={420}
        isDense
        rows={fields}
        rowId={({ id }) => id}
        columns={[
          {
            label: t('records.field'),
            render: ({ label }) => (
              <Text span fw={540}>
                {label}
              </Text>
            ),
          },
          { label: t('records.field.type'), render: ({ type }) => t(`records.type.${type}`) },
          { label: t('structure.deleted.at'), render: ({ deletedAt }) => <RelativeTime time={deletedAt} /> },
          { label: t('structure.deleted.gone'), render: ({ goneAt }) => <RelativeTime time={goneAt} /> },
          {
            align: 'end',
            render: (field) => (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t('structure.deleted.restore.of', { field: field.label })}
                onClick={() => void restore(field).catch(showProblem)}
              >
                {t('structure.deleted.restore')}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
}
