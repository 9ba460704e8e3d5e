import { Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { ActionsHead } from '../../ui/actions-head.tsx';
import { showDone, showProblem } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
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
      <Table.ScrollContainer minWidth={420}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('records.field')}</Table.Th>
              <Table.Th>{t('records.field.type')}</Table.Th>
              <Table.Th>{t('structure.deleted.at')}</Table.Th>
              <Table.Th>{t('structure.deleted.gone')}</Table.Th>
              <ActionsHead />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map((field) => (
              <Table.Tr key={field.id}>
                <Table.Td fw={540}>{field.label}</Table.Td>
                <Table.Td>{t(`records.type.${field.type}`)}</Table.Td>
                <Table.Td>
                  <RelativeTime time={field.deletedAt} />
                </Table.Td>
                <Table.Td>
                  <RelativeTime time={field.goneAt} />
                </Table.Td>
                <Table.Td ta="end">
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={t('structure.deleted.restore.of', { field: field.label })}
                    onClick={() => void restore(field).catch(showProblem)}
                  >
                    {t('structure.deleted.restore')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
