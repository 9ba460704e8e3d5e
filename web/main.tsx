import '@fontsource-variable/inter/opsz.css';
import 'virtual:mantine.css';
import '@mantine/notifications/styles.layer.css';
import './app/global.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { language } from './app/messages/t.ts';
import { reloadWhenOutdated } from './app/reload-when-outdated.ts';
import { queries, router } from './app/router.tsx';
import { theme, themeVariables } from './app/theme.ts';

reloadWhenOutdated();

document.documentElement.lang = language.locale;
document.documentElement.dir = language.direction;

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <DirectionProvider initialDirection={language.direction} detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={themeVariables} defaultColorScheme="auto">
        <Notifications position="bottom-center" limit={3} />
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);
