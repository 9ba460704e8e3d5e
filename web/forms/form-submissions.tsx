import { Button, Drawer, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountKey, useApi, useCan } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { DataTable } from '../ui/data-table/data-table.tsx';
import type { Column } from '../ui/data-table/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FocusBack } from '../ui/focus-back.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { formatExact } from '../ui/time.ts';
import { type Form, formCalls, type Submission } from './forms-data.ts';
import classes from './forms.module.css';

/** What people handed in, the latest first; one of them in a drawer with every answer. */
export function FormSubmissions({ form }: { form: Form }) {
  const api = useApi();
  const [open, setOpen] = useState<Submission | null>(null);
  const columns = useMemo(columnsOf, []);
  const mayLook = useCan('forms.manage');
  return (
    <>
      <DataTable<Submission>
        label={t('forms.tab.submissions')}
        name="form-submissions"
        columns={columns}
        queryKey={useAccountKey('forms', form.id, 'submissions')}
        loadPage={async ({ cursor, limit, signal }) => {
          const page = await formCalls(api).submissions(form.id, { before: cursor ?? undefined, limit: Math.min(limit, 100) }, signal);
          return { rows: page.rows, next: page.next === null ? null : String(page.next) };
        }}
        rowId={(row) => row.id}
        onOpen={setOpen}
        filters={
          mayLook && (
            <Button component="a" variant="default" href={api.address(`/api/forms/${form.id}/submissions.csv`)} download>
              {t('forms.submissions.export')}
            </Button>
          )
        }
        empty={<EmptyState title={t('forms.submissions.empty')} sentence={t('forms.submissions.empty.sentence')} />}
      />
      {open && <OneSubmission submission={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function columnsOf(): Column<Submission>[] {
  return [
    { id: 'who', header: t('forms.submission.who'), render: whoOf, width: 220, isPinned: true },
    {
      id: 'when',
      header: t('forms.submission.when'),
      render: ({ at }) => <RelativeTime time={at} />,
      width: 130,
      isDefault: true,
    },
    {
      id: 'is',
      header: t('forms.submission.is'),
      render: ({ isNew }) => t(isNew ? 'forms.submission.new' : 'forms.submission.known'),
      width: 100,
      isDefault: true,
    },
    { id: 'campaign', header: t('forms.submission.campaign'), render: ({ campaign }) => campaign ?? '', width: 160, isDefault: true },
    { id: 'country', header: t('forms.submission.country'), render: ({ country }) => country ?? '', width: 100, isDefault: true },
    { id: 'page', header: t('forms.submission.page'), render: ({ page }) => page ?? '', width: 260, isDefault: true },
  ];
}

const whoOf = ({ record }: Submission): string => record?.name ?? t('forms.submission.hidden');

function OneSubmission({ submission, onClose }: { submission: Submission; onClose: () => void }) {
  const { timeZone } = useAccount();
  const go = useGo();
  const { record, answers, consents, at, version } = submission;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={whoOf(submission)}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      <Stack gap="md">
        <Text size="sm" c="var(--qs-muted)">
          {formatExact(at, timeZone)} · {t('forms.submission.version', { version })}
        </Text>
        {answers === null && record && <Text>{t('forms.submission.erased')}</Text>}
        {answers && (
          <dl className={classes.answers}>
            {answers.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            {consents.map(({ words }) => (
              <div key={words}>
                <dt>{t('forms.submission.agreed')}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        )}
        {record && (
          <Button variant="default" onClick={() => go(`/records/${record.objectId}/${record.id}`)}>
            {t('forms.submission.open')}
          </Button>
        )}
      </Stack>
    </Drawer>
  );
}
