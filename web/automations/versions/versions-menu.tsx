import { Button, Menu } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import type { Automation } from '../automation-data.ts';
import type { Names } from '../use-names.ts';
import { CompareView } from './compare-view.tsx';
import { useVersionActs } from './use-version-acts.ts';
import type { Form } from './versions-data.ts';
import { VersionsDrawer } from './versions-drawer.tsx';

interface VersionsMenuProps {
  automation: Automation;
  names: Names;
  isManager: boolean;
}

/** What the map was and is: its versions, what differs, and the map as a file. */
export function VersionsMenu({ automation, names, isManager }: VersionsMenuProps) {
  const [isListed, setListed] = useState(false);
  const [compared, setCompared] = useState<{ from: Form; to: Form } | null>(null);
  const { discard, download } = useVersionActs(automation);
  const differs = automation.version !== null && automation.draftDiffers;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconHistory size={16} />}>
            {automation.version === null ? t('versions.title') : t('versions.number', { version: automation.version })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={automation.version === null} onClick={() => setListed(true)}>
            {t('versions.all')}
          </Menu.Item>
          {differs && (
            <Menu.Item onClick={() => setCompared({ from: automation.version!, to: 'draft' })}>{t('versions.compareDraft')}</Menu.Item>
          )}
          {differs && isManager && <Menu.Item onClick={() => void discard()}>{t('versions.discard')}</Menu.Item>}
          {isManager && <Menu.Item onClick={() => void download('draft')}>{t('versions.export')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {isListed && (
        <VersionsDrawer
          automation={automation}
          isManager={isManager}
          onCompare={(from, to) => (setListed(false), setCompared({ from, to }))}
          onClose={() => setListed(false)}
        />
      )}
      {compared && <CompareView automation={automation} names={names} first={compared} onClose={() => setCompared(null)} />}
    </>
  );
}
