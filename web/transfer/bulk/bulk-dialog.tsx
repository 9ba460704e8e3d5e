import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../../app/api.ts';
import { t, tFrom } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi } from '../../app/session.ts';
import { ActionForm, firstSettings, isReady } from './action-form.tsx';
import { bulkCalls, type BulkPreview, type ChosenRecords, newKey, previewQuery } from './bulk-data.ts';
import classes from './bulk.module.css';
import { Preview } from './preview.tsx';
import { showRun } from './run-notice.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';

const SETTLED_MS = 400;
/** To delete more than so many for good, their number is typed. */
const TYPED_FROM = 10;

interface BulkDialogProps {
  object: ObjectType;
  kind: string;
  which: ChosenRecords;
  /** How many are chosen, where that is known before it is tried. */
  count: number | null;
  onClose: () => void;
  onStarted: () => void;
}

/** Sets one action, shows what it would do, and begins it with one button that says with how many. */
export function BulkDialog({ object, kind, which, count, onClose, onStarted }: BulkDialogProps) {
  const accountId = useAccountId();
  const calls = bulkCalls(useApi());
  const isPhone = useMediaQuery('(max-width: 36em)', false, { getInitialValueInEffect: false });
  const [settings, setSettings] = useState(() => firstSettings(kind));
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const [typed, setTyped] = useState('');
  const key = useRef(newKey());
  const input = useMemo(() => ({ objectId: object.id, kind, settings, which }), [object.id, kind, settings, which]);
  const [settled] = useDebouncedValue(input, SETTLED_MS);
  const ready = isReady(kind, settings);
  const {
    data: preview,
    error,
    isFetching,
    refetch,
  } = useQuery(previewQuery(accountId, ready && isReady(kind, settled.settings) ? settled : null));
  const isCurrent = ready && settled === input && preview !== undefined && !isFetching;
  const total = preview?.count ?? count;
  const mustType = kind === 'record.erase' && (total ?? 0) > TYPED_FROM;
  const isTyped = !mustType || typed.replaceAll(/\D/g, '') === String(total);

  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isCurrent || !preview || !isTyped) return;
    setSending(true);
    setProblem(null);
    try {
      const run = await calls.start(input, preview.count, key.current);
      showRun(accountId, run.id);
      onStarted();
      onClose();
    } catch (refusal) {
      setProblem((refusal as Error).message);
      if (refusal instanceof ApiProblem && refusal.code === 'selection_changed') void refetch();
      key.current = newKey();
      setSending(false);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      fullScreen={isPhone ?? false}
      title={tFrom(`bulk.kind.${kind}`)}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      <form onSubmit={(event) => void begin(event)} noValidate>
        <Stack gap="lg">
          <ActionForm kind={kind} object={object} settings={settings} onChange={setSettings} />
          <Preview
            object={object}
            preview={ready ? preview : undefined}
            isTrying={ready && (isFetching || settled !== input)}
            facts={factsOf(kind, preview)}
          />
          {mustType && (
            <TextInput
              label={t('ui.confirm.type', { typed: t('ui.number', { count: total ?? 0 }) })}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
            />
          )}
          {(problem ?? error) && (
            <Alert color="bad" variant="light" role="alert">
              {problem ?? error?.message}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs" className={classes.foot}>
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button
              type="submit"
              color={DANGEROUS.has(kind) ? 'bad' : 'sea'}
              disabled={!isCurrent || !isTyped || preview.count === 0}
              loading={isSending}
            >
              {buttonOf(kind, object, preview, total)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const DANGEROUS = new Set(['record.delete', 'record.erase']);

/** Where all were tried, the button says how many will change; else how many there are. */
export function buttonOf(kind: string, object: ObjectType, preview: BulkPreview | undefined, total: number | null): string {
  const isExact = preview !== undefined && preview.tried === preview.count && preview.tried > 0;
  const count = isExact ? preview.changed : (total ?? 0);
  const objects = (count === 1 ? object.singular : object.plural).toLocaleLowerCase();
  return tFrom(`bulk.go.${kind}`, { count, objects });
}

function factsOf(kind: string, preview: BulkPreview | undefined): string[] {
  if (!preview) return [];
  if (kind === 'record.erase') return [t('bulk.preview.erase')];
  return [
    ...(preview.tried > 0 && preview.changed === 0 && preview.tried === preview.count ? [t('bulk.preview.none')] : []),
    ...(kind === 'record.delete' ? [t('bulk.preview.bin')] : []),
    t(preview.canUndo ? 'bulk.preview.canUndo' : 'bulk.preview.cannotUndo'),
    ...(preview.canUndo ? [t('bulk.preview.automations')] : []),
  ];
}
