import '@fontsource-variable/inter/opsz.css';
import 'virtual:mantine.css';
import './app/global.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { language } from './app/messages/t.ts';
import { reloadWhenOutdated } from './app/reload-when-outdated.ts';
import { queries, router } from './app/router.tsx';
import { theme, themeVariables } from './app/theme.ts';
import { noticesWanted } from './ui/notice.ts';

const Notices = lazy(() => import('./ui/notices.tsx'));

function NoticePlace() {
  const isWanted = useSyncExternalStore(noticesWanted.subscribe, noticesWanted.now);
  return <Suspense fallback={null}>{isWanted && <Notices />}</Suspense>;
}

reloadWhenOutdated();

document.documentElement.lang = language.locale;
document.documentElement.dir = language.direction;

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <DirectionProvider initialDirection={language.direction} detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={themeVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <NoticePlace />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);
