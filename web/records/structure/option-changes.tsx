import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { showProblem } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { isUnderWay, type OptionChange, optionChangesQuery, structureCalls } from './structure-data.ts';

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
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <div style={{ minInlineSize: 0, flex: 1 }}>
        <div>{t(change.into === null ? 'structure.changes.cleared' : 'structure.changes.merged', words)}</div>
        {isUnderWay(change) ? (
          <Progress
            label={t(change.status === 'running' ? 'structure.changes.running' : 'structure.changes.undoing')}
            done={change.changed}
            total={change.total}
          />
        ) : (
          <span className="quiet">
            {t(change.status === 'undone' ? 'structure.changes.undone' : 'structure.changes.done', words)}{' '}
            <RelativeTime time={change.createdAt} />
          </span>
        )}
      </div>
      {(change.status === 'done' || change.status === 'running') && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('structure.changes.undo', { option: change.option })}
          onClick={() => void undo().catch(showProblem)}
        >
          {t('ui.undo')}
        </Button>
      )}
    </Group>
  );
}
