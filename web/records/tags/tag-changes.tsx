import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { showProblem } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { isUnderWay, type TagChange, tagCalls, tagChangesQuery } from './tags-data.ts';

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
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <div style={{ minInlineSize: 0, flex: 1, overflowWrap: 'anywhere' }}>
        <div>{t(change.into === null ? 'tags.changes.deleted' : 'tags.changes.merged', words)}</div>
        {isUnderWay(change) ? (
          <Progress
            label={t(change.status === 'running' ? 'tags.changes.running' : 'tags.changes.undoing')}
            done={change.changed}
            total={change.total}
          />
        ) : (
          <span className="quiet">
            {t(change.status === 'undone' ? 'tags.changes.undone' : 'tags.changes.done', words)} <RelativeTime time={change.createdAt} />
          </span>
        )}
      </div>
      {(change.status === 'done' || change.status === 'running') && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('tags.changes.undo', { tag: change.tag })}
          onClick={() => void undo().catch(showProblem)}
        >
          {t('ui.undo')}
        </Button>
      )}
    </Group>
  );
}
