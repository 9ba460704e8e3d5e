import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../ui/confirm.tsx';
import { client } from '../api.ts';
import { t } from '../messages/t.ts';
import { meQuery } from '../session.ts';

const DEEDS = ['reset', 'remove'] as const;
type Deed = (typeof DEEDS)[number];

/** Puts a fresh sample business in the place of this one, or removes it. */
export function SandboxReset({ parentAccountId }: { parentAccountId: number }) {
  const [asked, setAsked] = useState<Deed | null>(null);
  const carryOut = useDeeds(parentAccountId);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" size={26} aria-label={t('app.sandbox.more')}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {DEEDS.map((deed) => (
            <Menu.Item key={deed} {...(deed === 'remove' ? { color: 'bad' } : {})} onClick={() => setAsked(deed)}>
              {t(`app.sandbox.${deed}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <Confirm
          title={t(`app.sandbox.${asked}.title`)}
          confirmLabel={t(`app.sandbox.${asked}`)}
          onClose={() => setAsked(null)}
          onConfirm={() => carryOut[asked]()}
        >
          <Text>{t(`app.sandbox.${asked}.sentence`)}</Text>
        </Confirm>
      )}
    </>
  );
}

function useDeeds(parentAccountId: number): Record<Deed, () => Promise<void>> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const goTo = async (account: number): Promise<void> => {
    await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    await navigate({ to: `/a/${account}` });
  };
  return {
    async reset() {
      const { accountId } = await client(parentAccountId).post('/api/sample', {});
      await goTo(accountId);
    },
    async remove() {
      await client(parentAccountId).delete('/api/sample');
      await goTo(parentAccountId);
    },
  };
}
