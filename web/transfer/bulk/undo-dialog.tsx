import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useGo } from '../../app/url.ts';
import { bulkCalls, type BulkRunView, undoPreviewQuery } from './bulk-data.ts';
import { buttonOf } from './bulk-dialog.tsx';
import classes from './bulk.module.css';
import { Preview } from './preview.tsx';
import { showRun } from './run-notice.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';

/** Shows what undoing a run would do, and begins it. */
export function UndoDialog({ run, object, onClose }: { run: BulkRunView; object: ObjectType; onClose: () => void }) {
  const accountId = useAccountId();
  const calls = bulkCalls(useApi());
  const go = useGo();
  const refresh = useRefresh();
  const { data: preview, isFetching, error } = useQuery(undoPreviewQuery(accountId, run.id, true));
  const [problem, setProblem] = useState<string | null>(null);
  const begin = (): void => {
    calls
      .undo(run.id)
      .then((undoing) => {
        showRun(accountId, undoing.id);
        void refresh('bulk');
        onClose();
        go(`/bulk/${undoing.id}`);
      })
      .catch((refusal: Error) => setProblem(refusal.message));
  };
  return (
    <Modal opened onClose={onClose} size={640} title={t('bulk.undo.title')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Stack gap="lg">
        <Text>{t('bulk.undo.why')}</Text>
        <Preview
          object={object}
          preview={preview}
          isTrying={isFetching}
          facts={[t('bulk.preview.canUndo'), t('bulk.preview.automations')]}
        />
        {(problem ?? error) && (
          <Alert color="bad" variant="light" role="alert">
            {problem ?? error?.message}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs" className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button onClick={begin} disabled={!preview || isFetching}>
            {buttonOf('undo', object, preview, run.changed)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
