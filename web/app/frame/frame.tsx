import { useHotkeys, useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Loading } from '../../ui/loading.tsx';
import { later, whenIdle } from '../later.tsx';
import { t } from '../messages/t.ts';
import { AccountContext, AccountIdContext, useAccountIdOfAddress, useAccountOfAddress } from '../session.ts';
import { useDrawer } from '../url.ts';
import { Bands } from './bands.tsx';
import classes from './frame.module.css';
import { useGoingByLetter } from './going-by-letter.ts';
import { isTyping } from './is-typing.ts';
import { Rail } from './rail.tsx';
import { useRememberedRecords } from './recent-records.ts';
import { TopBar } from './top-bar.tsx';
import { holdTyping } from './typed-ahead.ts';

const BottomBar = lazy(() => import('./bottom-bar.tsx'));
const RightDrawer = lazy(() => import('./right-drawer.tsx'));
const Palette = later(async () => (await import('./palette.tsx')).default);
const ShortcutsSheet = lazy(() => import('./shortcuts-sheet.tsx'));

export const PHONE = '(max-width: 48em)';

/** An account: everything in it is told which one it is. */
export default function AccountFrame() {
  return (
    <AccountIdContext value={useAccountIdOfAddress()}>
      <AccountContext value={useAccountOfAddress()}>
        <Frame />
      </AccountContext>
    </AccountIdContext>
  );
}

/** What stands around every screen of an account: rail, top bar, bands, drawer, palette and the keyboard. */
function Frame() {
  const [collapsed, setCollapsed] = useLocalStorage({ key: 'quayside-rail', defaultValue: false });
  const isPhone = useMediaQuery(PHONE, window.matchMedia(PHONE).matches, { getInitialValueInEffect: false });
  const [palette, setPalette] = useState<'closed' | 'open' | 'unloaded'>('unloaded');
  const [sheet, setSheet] = useState(false);
  // Once it has been needed it stays, so that closing it is seen.
  const hasDrawer = useOnceTrue(useDrawer().opened !== '');
  const openPalette = (): void => {
    if (palette === 'open') return;
    holdTyping(() => setPalette('closed'));
    setPalette('open');
  };
  useEffect(() => whenIdle(Palette.preload), []);

  useHotkeys([['mod+K', openPalette]], [], true);
  // A slash is a sign like any other where one writes.
  useHotkeys([['/', openPalette]]);
  useQuestionMark(() => setSheet(true));
  useGoingByLetter();
  useRememberedRecords();

  return (
    <div className={classes.frame} data-collapsed={collapsed || undefined} data-phone={isPhone || undefined}>
      <a href="#main" className={classes.skip}>
        {t('app.skip')}
      </a>
      {!isPhone && <Rail collapsed={collapsed} onCollapse={() => setCollapsed(!collapsed)} />}
      <div className={classes.column}>
        <TopBar isPhone={isPhone} onSearch={openPalette} onShortcuts={() => setSheet(true)} />
        <Bands />
        <main id="main" className={classes.main} tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
        <Suspense fallback={null}>{isPhone && <BottomBar />}</Suspense>
      </div>
      <Suspense fallback={null}>
        {hasDrawer && <RightDrawer />}
        {palette !== 'unloaded' && (
          <Palette opened={palette === 'open'} onClose={() => setPalette('closed')} onShortcuts={() => setSheet(true)} />
        )}
        {sheet && <ShortcutsSheet onClose={() => setSheet(false)} />}
      </Suspense>
    </div>
  );
}

/** True from the first time on that `is` was. */
function useOnceTrue(is: boolean): boolean {
  const [was, setWas] = useState(is);
  if (is && !was) setWas(true);
  return was || is;
}

/** `?` is another key on every keyboard layout, so the character counts and not the key. */
function useQuestionMark(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === '?' && !isTyping(event.target)) open();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}
