import { ActionIcon, Anchor, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { FieldShape } from '../../../src/records/schema.ts';
import { client } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../../app/session.ts';
import { usePath } from '../../app/url.ts';
import { showProblem } from '../../ui/notice.ts';
import { RecordPicker } from '../record-picker.tsx';
import classes from './inputs.module.css';

interface RelationFieldProps {
  field: FieldShape;
  record: { objectId: number; id: number };
  canEdit: boolean;
}

const SHOWN = 20;

/** The records related by a field, each a way there; others are added by name. Every change is kept at once. */
export function RelationField({ field, record, canEdit }: RelationFieldProps) {
  const accountId = useAccountId();
  const api = useApi();
  const refresh = useRefresh();
  const [isAdding, setAdding] = useState(false);
  const at = `/api/records/${record.objectId}/${record.id}/relations/${field.id}` as const;
  const otherId = field.settings.objectId!;
  const { data } = useQuery({
    queryKey: [accountId, 'records', record.objectId, 'relation', record.id, field.id],
    queryFn: ({ signal }) => client(accountId).get(at, { limit: SHOWN }, signal),
  });
  const change = async (path: typeof at | `${typeof at}/remove`, id: number): Promise<void> => {
    try {
      await api.post(path, { ids: [id] });
    } catch (error) {
      showProblem(error as Error);
    }
    await Promise.all([refresh('records', record.objectId), refresh('records', otherId)]);
  };
  const related = data?.records ?? [];
  return (
    <div className={classes.file}>
      <ul className={classes.chips} aria-label={field.label}>
        {related.map(({ id, name }) => (
          <li key={id} className={classes.chip}>
            <RecordLink objectId={otherId} id={id} name={name} />
            {canEdit && (
              <ActionIcon
                size="xs"
                aria-label={t('values.relation.remove', { name: name || t('records.unnamed') })}
                onClick={() => void change(`${at}/remove`, id)}
              >
                <IconX size={12} />
              </ActionIcon>
            )}
          </li>
        ))}
        {data && data.count > related.length && (
          <li className="quiet">{t('values.relation.more', { count: data.count - related.length })}</li>
        )}
        {data?.count === 0 && !isAdding && <li className="quiet">{t('values.relation.none')}</li>}
      </ul>
      {canEdit && !isAdding && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} aria-hidden />}
          aria-label={t('values.relation.add', { field: field.label })}
          onClick={() => setAdding(true)}
        >
          {t('values.relation.add.short')}
        </Button>
      )}
      {isAdding && (
        <RecordPicker
          shared={{ 'aria-label': t('values.relation.add', { field: field.label }), autoFocus: true, onBlur: () => setAdding(false) }}
          objectId={otherId}
          value={null}
          onChange={(id) => {
            setAdding(false);
            if (id !== null) void change(at, id as number);
          }}
        />
      )}
    </div>
  );
}

function RecordLink({ objectId, id, name }: { objectId: number; id: number; name: string }) {
  const object = useObjects().find((one) => one.id === objectId);
  const path = usePath();
  if (!object) return <>{name}</>;
  return (
    <Anchor component={Link} to={path(`/records/${object.key}/${id}`)} size="sm">
      {name || t('records.unnamed')}
    </Anchor>
  );
}
