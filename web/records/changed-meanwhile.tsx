import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FieldShape, Value } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../app/session.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import type { FullRecord } from './data.ts';
import { FieldValue } from './field-value.tsx';
import { fieldHistoryQuery } from './history-data.ts';
import page from './record.module.css';
import classes from './records.module.css';

interface ChangedMeanwhileProps {
  object: ObjectType;
  record: FullRecord;
  field: FieldShape;
  mine: Value;
  theirs: Value;
  isSaving: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Somebody wrote into the field that the viewer is editing: both values, who and when, and the choice. */
export function ChangedMeanwhile({ object, record, field, mine, theirs, isSaving, onKeepMine, onTakeTheirs }: ChangedMeanwhileProps) {
  const { data: history } = useQuery(fieldHistoryQuery(useAccountId(), { objectId: object.id, recordId: record.id, fieldId: field.id }, 1));
  const last = history?.entries[0];
  const parentName = (objectId: number, id: number) => record.parents.find((one) => one.objectId === objectId && one.id === id)?.name;
  const shown = (value: Value) =>
    value === null ? (
      <span className={classes.blank}>{t('records.history.blank')}</span>
    ) : (
      <FieldValue field={field} value={value} parentName={parentName} isPlain />
    );
  return (
    <div className={page.meanwhile} role="alert">
      <Text size="sm">
        {t('records.meanwhile', { name: last?.actor.name ?? t('records.meanwhile.somebody') })}
        {last && (
          <>
            {' '}
            (<RelativeTime time={last.at} />)
          </>
        )}
      </Text>
      <dl className={page.both}>
        <dt>{t('records.meanwhile.theirs')}</dt>
        <dd>{shown(theirs)}</dd>
        <dt>{t('records.meanwhile.mine')}</dt>
        <dd>{shown(mine)}</dd>
      </dl>
      <Group gap="xs">
        <Button size="compact-sm" onClick={onKeepMine} loading={isSaving}>
          {t('records.meanwhile.keep')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onTakeTheirs}>
          {t('records.meanwhile.take')}
        </Button>
      </Group>
    </div>
  );
}
