import { Alert, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FieldShape } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../../app/session.ts';
import { usePath } from '../../app/url.ts';
import { fieldEffectsQuery } from './structure-data.ts';

interface FieldEffectProps {
  object: ObjectType;
  field: FieldShape;
  of: 'required' | 'unique';
}

/** What making a field required or unique would meet: how many records, and where they are. */
export function FieldEffect({ object, field, of }: FieldEffectProps) {
  const { data } = useQuery(fieldEffectsQuery(useAccountId(), object.id, field.id));
  const path = usePath();
  if (!data) return null;
  const count = of === 'required' ? data.blank : data.shared.records;
  const words = { count, field: field.label, records: data.records };
  if (count === 0) return <Alert color="good">{t(of === 'required' ? 'structure.required.none' : 'structure.unique.none', words)}</Alert>;
  const criteria =
    of === 'required'
      ? { field: field.id, operator: 'is_blank' }
      : { field: field.id, operator: 'is', values: data.shared.values.map(({ value }) => value) };
  return (
    <Alert color={of === 'required' ? 'warn' : 'bad'}>
      {t(of === 'required' ? 'structure.required.some' : 'structure.unique.some', words)}{' '}
      {field.type !== 'parent' && (
        <Anchor
          component={Link}
          to={path(`/records/${object.key}`)}
          search={{ criteria: JSON.stringify(criteria) } as never}
          target="_blank"
        >
          {t('structure.effect.list')}
        </Anchor>
      )}
    </Alert>
  );
}
