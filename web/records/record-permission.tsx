import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PermissionCard as Permission, Purpose } from '../../src/compliance/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountKey, useApi } from '../app/session.ts';
import { type ChannelPermission, PermissionCard } from '../ui/permission-card.tsx';
import type { FullRecord } from './data.ts';
import { later } from '../app/later.tsx';
import { PermissionForm } from './permission-form.tsx';

/** Loaded when somebody looks closer. */
const Details = later(async () => (await import('../compliance/index.tsx')).PermissionDetails);

/** May I write to this person: the gate's own verdict, since when, and the way to change it. */
export function RecordPermission({ object, record }: { object: ObjectType; record: FullRecord }) {
  const api = useApi();
  const [asking, setAsking] = useState<'give' | 'withdraw' | null>(null);
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: useAccountKey('records', object.id, 'permission', record.id),
    queryFn: ({ signal }) => api.get(`/api/objects/${object.id}/records/${record.id}/permission`, undefined, signal),
  });
  if (!data) return null;
  const may = data.email.refusals.bulk === null;
  const canAsk = record.may.edit && data.email.address !== null;
  const action = canAsk && (
    <Anchor component="button" type="button" size="sm" onClick={() => setAsking(may ? 'withdraw' : 'give')}>
      {t(may ? 'records.permission.withdraw' : 'records.permission.give')}
    </Anchor>
  );
  const channels: ChannelPermission[] = PURPOSES.map((purpose) => ({
    channel: t(`records.permission.${purpose}`),
    address: purpose === 'bulk' ? data.email.address : null,
    state: data.email.refusals[purpose] === null ? 'yes' : data.email.refusals[purpose] === 'pending_review' ? 'pending' : 'no',
    reason: reasonOf(data, purpose),
    since: data.email.since && purpose === 'bulk' ? data.email.since : null,
    action: purpose === 'bulk' ? action : undefined,
  }));
  return (
    <>
      <PermissionCard
        channels={channels}
        more={
          <Anchor component="button" type="button" size="sm" onClick={() => setOpen(true)}>
            {t('permission.details.open')}
          </Anchor>
        }
      />
      {isOpen && (
        <Details
          objectId={object.id}
          recordId={record.id}
          name={record.name || t('records.unnamed')}
          card={data}
          mayEdit={record.may.edit}
          onClose={() => setOpen(false)}
        />
      )}
      {asking && <PermissionForm object={object} record={record} kind={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

const PURPOSES = ['bulk', 'transactional'] as const satisfies readonly Purpose[];

function reasonOf({ email }: Permission, purpose: (typeof PURPOSES)[number]): string {
  const refusal = email.refusals[purpose];
  if (refusal !== null) return t(`records.permission.because.${refusal}`);
  if (purpose === 'transactional') return t('records.permission.transactional.sentence');
  return email.how ? t(`records.permission.how.${email.how}`) : t('records.permission.how.none');
}
