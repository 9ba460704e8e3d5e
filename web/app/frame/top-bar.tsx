import { ActionIcon, Kbd, Menu, Text, Tooltip, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconChevronDown,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../api.ts';
import { t } from '../messages/t.ts';
import { useAccount, useMe } from '../session.ts';
import { later } from '../later.tsx';
import { useGo } from '../url.ts';
import { RunningWork } from './running-work.tsx';
import classes from './frame.module.css';

const Bell = later(async () => (await import('../../notifications/bell.tsx')).Bell);

interface TopBarProps {
  isPhone: boolean;
  onSearch: () => void;
  onShortcuts: () => void;
}

const COMMAND_KEY = /mac|iphone|ipad/i.test(navigator.platform) ? '⌘ K' : 'Ctrl K';

export function TopBar({ isPhone, onSearch, onShortcuts }: TopBarProps) {
  return (
    <header className={classes.top}>
      <AccountSwitcher />
      {isPhone ? (
        <ActionIcon aria-label={t('app.search')} onClick={onSearch} ms="auto">
          <IconSearch size={20} />
        </ActionIcon>
      ) : (
        <button type="button" className={classes.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K /">
          <IconSearch size={16} aria-hidden="true" />
          <span>{t('app.search.placeholder')}</span>
          <kbd aria-hidden="true">{COMMAND_KEY}</kbd>
        </button>
      )}
      <RunningWork />
      <Bell />
      <UserMenu onShortcuts={onShortcuts} isPhone={isPhone} />
    </header>
  );
}

function AccountSwitcher() {
  const account = useAccount();
  const me = useMe();
  const navigate = useNavigate();
  const seats = me?.accounts ?? [];
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <button type="button" className={classes.account} aria-label={t('app.account.switch', { name: account.name })}>
          <span>{account.name}</span>
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('app.account.yours')}</Menu.Label>
        {seats.map((seat) => (
          <Menu.Item
            key={seat.id}
            leftSection={seat.id === account.id ? <IconCheck size={16} /> : <span style={{ inlineSize: 16 }} />}
            onClick={() => void navigate({ to: `/a/${seat.id}` })}
          >
            <Text size="sm" truncate>
              {seat.name}
            </Text>
            <Text size="xs" c="dimmed">
              {t(seat.kind === 'sandbox' ? 'app.account.sandbox' : seat.mode === 'live' ? 'app.account.live' : 'app.account.practising')}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function UserMenu({ onShortcuts, isPhone }: { onShortcuts: () => void; isPhone: boolean }) {
  const account = useAccount();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const go = useGo();
  const signOut = async (): Promise<void> => {
    await api.post('/api/identity/sign-out');
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Tooltip label={account.user.name}>
          <ActionIcon aria-label={t('app.user.menu')}>
            <IconUserCircle size={22} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={570} c="var(--qs-ink)" truncate>
            {account.user.name}
          </Text>
          <Text size="xs" truncate>
            {account.user.email} · {account.user.roleName}
          </Text>
        </Menu.Label>
        <Menu.Item leftSection={<IconUserCircle size={16} />} onClick={() => go('/settings/profile')}>
          {t('app.user.profile')}
        </Menu.Item>
        {!isPhone && (
          <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection={<Kbd>?</Kbd>} onClick={onShortcuts}>
            {t('app.shortcuts')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('app.user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const schemes = [
  { value: 'light', label: 'app.scheme.light', icon: IconSun },
  { value: 'dark', label: 'app.scheme.dark', icon: IconMoon },
  { value: 'auto', label: 'app.scheme.auto', icon: IconDeviceDesktop },
] as const;

function SchemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('app.scheme')}</Menu.Label>
      {schemes.map(({ value, label, icon: Icon }) => (
        <Menu.Item
          key={value}
          closeMenuOnClick={false}
          leftSection={<Icon size={16} />}
          rightSection={colorScheme === value ? <IconCheck size={16} /> : null}
          onClick={() => setColorScheme(value)}
        >
          {t(label)}
        </Menu.Item>
      ))}
    </>
  );
}
