import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { Section } from '../../ui/page-header.tsx';
import { ChangeLine } from '../change-line.tsx';
import { type TagChange, tagCalls, tagChangesQuery } from './tags-data.ts';

/** Tags that were merged or deleted: how far that is, and the way back. */
export function TagChanges({ object }: { object: ObjectType }) {
  const { data: changes = [] } = useQuery(tagChangesQuery(useAccountId(), object.id));
  if (changes.length === 0) return null;
  return (
    <Section title={t('tags.changes')} description={t('tags.changes.sentence')}>
      <Stack gap="sm">
        {changes.map((change) => (
          <Change key={change.id} object={object} change={change} />
        ))}
      </Stack>
    </Section>
  );
}

function Change({ object, change }: { object: ObjectType; change: TagChange }) {
  const api = useApi();
  const refresh = useRefresh();
  const undo = async (): Promise<void> => {
    await tagCalls(api, object.id).undo(change.id);
    await refresh('tags');
  };
  const words = { tag: change.tag, into: change.into ?? '', count: change.changed };
  return (
    <ChangeLine
      change={change}
      state={t(`tags.changes.${change.status}`, words)}
      undoLabel={t('tags.changes.undo', { tag: change.tag })}
      undo={undo}
    >
      {t(change.into === null ? 'tags.changes.deleted' : 'tags.changes.merged', words)}
    </ChangeLine>
  );
}
