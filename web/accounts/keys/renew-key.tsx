import { Select, Text } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { useApi } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { type ApiKey, keyCalls } from './keys-data.ts';

const HOURS = ['0', '1', '24', '168'] as const;

/** Gives a key a new secret; the old one goes on working for as long as it takes to change the program. */
export function RenewKey({ apiKey, onClose, onMade }: { apiKey: ApiKey; onClose: () => void; onMade: (made: { key: string }) => void }) {
  const api = useApi();
  const apiForm = useApiForm({
    initialValues: { keepOldForHours: (apiKey.exposedAt ? '1' : '24') as (typeof HOURS)[number] },
    send: ({ keepOldForHours }) => keyCalls(api).renew(apiKey.id, Number(keepOldForHours)),
    onDone: ({ key }) => onMade({ key }),
  });
  return (
    <FormDrawer
      title={t('keys.renew.title', { name: apiKey.name })}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('keys.renew.make')}
    >
      <Text>{t('keys.renew.sentence')}</Text>
      <Select
        label={t('keys.renew.keep')}
        data={HOURS.map((value) => ({ value, label: t(`keys.renew.hours.${value}`) }))}
        allowDeselect={false}
        {...apiForm.form.getInputProps('keepOldForHours')}
      />
    </FormDrawer>
  );
}
