import { Drawer } from '@mantine/core';
import { type ComponentType, lazy, Suspense } from 'react';
import { Loading } from '../../ui/loading.tsx';
import { type DrawerScreen, drawers } from '../drawers.tsx';
import { t } from '../messages/t.ts';
import { useDrawer } from '../url.ts';

const loaded = new Map(drawers.map((drawer) => [drawer.name, { drawer, Content: lazy(drawer.load) }]));

interface Loaded {
  drawer: DrawerScreen;
  Content: ComponentType<{ id: string }>;
}

/** What `?open=NAME/ID` asks for, over the right of the screen. Esc and back close it. */
export default function RightDrawer() {
  const { opened, close } = useDrawer();
  const [name = '', id = ''] = opened.split('/');
  const found: Loaded | undefined = loaded.get(name);
  return (
    <Drawer
      opened={found !== undefined}
      onClose={close}
      position="right"
      size={520}
      title={found && t(found.drawer.title)}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <Suspense fallback={<Loading />}>{found && <found.Content key={opened} id={id} />}</Suspense>
    </Drawer>
  );
}
