import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { FocusBack } from '../ui/focus-back.tsx';
import { Progress } from '../ui/progress.tsx';
import type { useSortOnDemand } from './use-sort-on-demand.ts';

/** Asks before a field is made sortable, and shows how far that has come. */
export function SortQuestion({ field, isMaking, done, ask, leave }: ReturnType<typeof useSortOnDemand>) {
  if (!field) return null;
  return (
    <Modal opened onClose={leave} title={t('lists.sort.title', { field: field.label })} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Stack gap="md">
        <Text size="sm">{t(isMaking ? 'lists.sort.making' : 'lists.sort.sentence', { field: field.label })}</Text>
        {isMaking && <Progress label={t('lists.sort.progress')} done={Math.round(done * 100)} total={100} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={leave}>
            {t(isMaking ? 'lists.sort.later' : 'ui.cancel')}
          </Button>
          {!isMaking && (
            <Button onClick={ask} data-autofocus>
              {t('lists.sort.do')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
