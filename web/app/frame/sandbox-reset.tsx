import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../ui/confirm.tsx';
import { client } from '../api.ts';
import { t } from '../messages/t.ts';
import { meQuery } from '../session.ts';

/** Puts a fresh sample business in the place of this one. */
export function SandboxReset({ parentAccountId }: { parentAccountId: number }) {
  const [asks, setAsks] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setAsks(true)}>
        {t('app.sandbox.reset')}
      </Button>
      {asks && (
        <Confirm
          title={t('app.sandbox.reset.title')}
          confirmLabel={t('app.sandbox.reset')}
          onClose={() => setAsks(false)}
          onConfirm={async () => {
            const { accountId } = await client(parentAccountId).post<{ accountId: number }>('/api/sample', {});
            await queries.invalidateQueries({ queryKey: meQuery.queryKey });
            await navigate({ to: `/a/${accountId}` });
          }}
        >
          <Text>{t('app.sandbox.reset.sentence')}</Text>
        </Confirm>
      )}
    </>
  );
}
