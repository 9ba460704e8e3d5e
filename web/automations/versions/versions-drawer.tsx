import { ActionIcon, Badge, Button, Drawer, Group, Menu, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { Loading } from '../../ui/loading.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Automation } from '../automation-data.ts';
import { NameVersion } from './name-version.tsx';
import { useVersionActs } from './use-version-acts.ts';
import { type Form, type Version, versionsQuery } from './versions-data.ts';
import classes from './versions.module.css';

interface VersionsDrawerProps {
  automation: Automation;
  isManager: boolean;
  onCompare: (from: Form, to: Form) => void;
  onClose: () => void;
}

/** Every version of a map: when it was published, by whom, and how many still go by it. */
export function VersionsDrawer({ automation, isManager, onCompare, onClose }: VersionsDrawerProps) {
  const { data, error, refetch } = useQuery(versionsQuery(useAccountId(), automation.id));
  const [naming, setNaming] = useState<Version | null>(null);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title={t('versions.title')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {automation.draftDiffers && automation.version !== null && (
        <Group justify="space-between" mb="xs">
          <Text>{t('versions.draftDiffers')}</Text>
          <Button variant="default" size="xs" onClick={() => onCompare(automation.version!, 'draft')}>
            {t('versions.compareDraft')}
          </Button>
        </Group>
      )}
      {data?.length === 0 && <Text c="dimmed">{t('versions.none.yet')}</Text>}
      <ol className={classes.versions}>
        {data?.map((version, index) => (
          <VersionLine
            key={version.version}
            version={version}
            before={data[index + 1]}
            automation={automation}
            isManager={isManager}
            onCompare={onCompare}
            onName={() => setNaming(version)}
            onClose={onClose}
          />
        ))}
      </ol>
      {naming && <NameVersion automation={automation} version={naming} onClose={() => setNaming(null)} />}
    </Drawer>
  );
}

interface VersionLineProps extends VersionsDrawerProps {
  version: Version;
  before: Version | undefined;
  onName: () => void;
}

function VersionLine({ version, before, automation, isManager, onCompare, onName, onClose }: VersionLineProps) {
  const { restore, download } = useVersionActs(automation);
  const { version: number, name, note, publishedAt, publishedBy, standing, isCurrent } = version;
  const title = name === '' ? t('versions.number', { version: number }) : t('versions.number.named', { version: number, name });
  return (
    <li className={classes.version}>
      <div className={classes.versionHead}>
        <span className={classes.versionName}>
          {title}{' '}
          {isCurrent && (
            <Badge size="sm" variant="light" color="good">
              {t('versions.current')}
            </Badge>
          )}
        </span>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('versions.more', { version: title })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {before && <Menu.Item onClick={() => onCompare(before.version, number)}>{t('versions.compareBefore')}</Menu.Item>}
            <Menu.Item onClick={() => onCompare(number, 'draft')}>{t('versions.compareWithDraft')}</Menu.Item>
            {isManager && (
              <Menu.Item onClick={() => void restore(number).then((done) => done && onClose())}>{t('versions.restore')}</Menu.Item>
            )}
            {isManager && <Menu.Item onClick={onName}>{t('versions.rename')}</Menu.Item>}
            {isManager && <Menu.Item onClick={() => void download(number)}>{t('versions.export')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className={classes.versionMeta}>
        <RelativeTime time={publishedAt} />
        {publishedBy && ` · ${publishedBy}`}
        {standing > 0 && ` · ${t('versions.standing', { count: standing })}`}
      </p>
      {note !== '' && <Text size="sm">{note}</Text>}
    </li>
  );
}
