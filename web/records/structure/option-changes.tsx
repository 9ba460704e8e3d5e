import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { Section } from '../../ui/page-header.tsx';
import { ChangeLine } from '../change-line.tsx';
import { type OptionChange, optionChangesQuery, structureCalls } from './structure-data.ts';

/** Options that were merged or taken away: how far that is, and the way back. */
export function OptionChanges({ object }: { object: ObjectType }) {
  const { data: changes = [] } = useQuery(optionChangesQuery(useAccountId(), object.id));
  if (changes.length === 0) return null;
  return (
    <Section title={t('structure.changes')} description={t('structure.changes.sentence')}>
      <Stack gap="sm">
        {changes.map((change) => (
          <Change key={change.id} object={object} change={change} />
        ))}
      </Stack>
    </Section>
  );
}

function Change({ object, change }: { object: ObjectType; change: OptionChange }) {
  const api = useApi();
  const refresh = useRefresh();
  const undo = async (): Promise<void> => {
    await structureCalls(api).undoOptionChange(object.id, change.id);
    await refresh('objects');
  };
  const words = { option: change.option, into: change.into ?? '', field: change.fieldLabel, count: change.changed };
  return (
    <ChangeLine
      change={change}
      state={t(`structure.changes.${change.status}`, words)}
      undoLabel={t('structure.changes.undo', { option: change.option })}
      undo={undo}
    >
      {t(change.into === null ? 'structure.changes.cleared' : 'structure.changes.merged', words)}
    </ChangeLine>
  );
}
