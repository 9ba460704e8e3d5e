import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FieldShape } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { shapeCalls } from '../data.ts';
import { fieldEffectsQuery } from './structure-data.ts';
import { UsesList } from './uses-list.tsx';

/** Says what a field holds and what uses it before it is deleted; asks for its label. */
export function DeleteField({ object, field, onClose }: { object: ObjectType; field: FieldShape; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const { data: effects } = useQuery(fieldEffectsQuery(useAccountId(), object.id, field.id));
  const uses = effects?.uses ?? [];
  const isBlocked = uses.some(({ blocks }) => blocks);
  return (
    <Confirm
      title={t('records.field.delete.title', { field: field.label })}
      confirmLabel={t('records.field.delete')}
      typed={field.label}
      onClose={onClose}
      onConfirm={async () => {
        await shapeCalls(api).removeField(object.id, field.id);
        await refresh();
      }}
    >
      <Stack gap="sm">
        {effects && (
          <Text>
            {t('structure.delete.filled', {
              count: effects.records - effects.blank,
              objects: object.plural.toLocaleLowerCase(),
              field: field.label,
            })}
          </Text>
        )}
        <UsesList
          uses={isBlocked ? uses.filter(({ blocks }) => blocks) : uses}
          title={t(isBlocked ? 'structure.delete.blocked' : 'structure.delete.uses')}
        />
      </Stack>
    </Confirm>
  );
}
