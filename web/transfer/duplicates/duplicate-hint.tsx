import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Value } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../../app/session.ts';
import { useGo, usePath } from '../../app/url.ts';
import { checkQuery, type DuplicateHint, hintsQuery } from './duplicates-data.ts';
import classes from './duplicates.module.css';
import { MergeDialog } from './merge-dialog.tsx';

const RESTED_MS = 400;

/** On a record's page: whom it may be a duplicate of, with the way to compare them. */
export function RecordDuplicates({ object, recordId }: { object: ObjectType; recordId: number }) {
  const { data = [] } = useQuery(hintsQuery(useAccountId(), object.id, recordId));
  const [isComparing, setComparing] = useState(false);
  const go = useGo();
  if (data.length === 0) return null;
  return (
    <section className={classes.hint} aria-label={t('duplicates.banner')}>
      <Stack gap={6}>
        <Text size="sm" fw={570}>
          {t('duplicates.banner')}
        </Text>
        <Names object={object} hints={data} />
        <Group>
          <Button size="compact-md" variant="default" onClick={() => setComparing(true)}>
            {t('duplicates.compare')}
          </Button>
        </Group>
      </Stack>
      {isComparing && (
        <MergeDialog
          object={object}
          ids={[recordId, ...data.map(({ id }) => id)]}
          onClose={() => setComparing(false)}
          onMerged={(survivorId) => go(`/records/${object.key}/${survivorId}`)}
        />
      )}
    </section>
  );
}

/** While a record is entered: who it may be already, once the person has rested. */
export function EnteringDuplicates({ object, values }: { object: ObjectType; values: Readonly<Record<string, Value>> }) {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
  const [rested] = useDebouncedValue(filled, RESTED_MS);
  const { data = [] } = useQuery(checkQuery(useAccountId(), object.id, rested));
  return (
    <div aria-live="polite">
      {data.length > 0 && (
        <div className={classes.hint}>
          <Text size="sm" fw={570}>
            {t('duplicates.banner.hint')}
          </Text>
          <Names object={object} hints={data} />
        </div>
      )}
    </div>
  );
}

function Names({ object, hints }: { object: ObjectType; hints: readonly DuplicateHint[] }) {
  const path = usePath();
  return hints.map(({ id, name, rule }) => (
    <Text key={id} size="sm" style={{ overflowWrap: 'anywhere' }}>
      <Anchor component={Link} to={path(`/records/${object.key}/${id}`)} size="sm">
        {name || t('records.unnamed')}
      </Anchor>{' '}
      <span className={classes.quiet}>{rule}</span>
    </Text>
  ));
}
