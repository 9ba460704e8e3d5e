import { Modal, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountKey, useApi } from '../app/session.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { FocusBack } from '../ui/focus-back.tsx';
import { Loading } from '../ui/loading.tsx';
import { type Form, formCalls } from './forms-data.ts';
import classes from './forms.module.css';

/** The page as its visitors will see it, at the width of a screen or a phone; nothing in it can be sent. */
export function FormPreview({ form, onClose }: { form: Form; onClose: () => void }) {
  const api = useApi();
  const [device, setDevice] = useState('desktop');
  const { data, error, refetch } = useQuery({
    queryKey: useAccountKey('forms', form.id, 'preview', form.revision),
    queryFn: () => formCalls(api).preview(form.id),
  });
  return (
    <Modal opened onClose={onClose} size="xl" title={t('forms.preview.title')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <SegmentedControl
        mb="sm"
        data={(['desktop', 'phone'] as const).map((each) => ({ value: each, label: t(`forms.preview.${each}`) }))}
        value={device}
        onChange={setDevice}
      />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <iframe
          className={classes.preview}
          data-phone={device === 'phone' || undefined}
          title={t('forms.preview.title')}
          sandbox=""
          srcDoc={data.html ?? ''}
        />
      )}
    </Modal>
  );
}
