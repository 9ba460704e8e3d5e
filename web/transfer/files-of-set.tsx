import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ImportView } from '../../src/transfer/schema.ts';
import { t } from '../app/messages/t.ts';
import { useObjects } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { STATUS_STATES } from './transfer-data.ts';
import classes from './transfer.module.css';

/** The files that are brought in together, each with what it becomes; a way from one to another. */
export function FilesOfSet({ imported, onLeave }: { imported: ImportView; onLeave?: () => void }) {
  const path = usePath();
  const objects = useObjects();
  if (imported.set.length < 2) return null;
  return (
    <nav aria-label={t('transfer.set')}>
      <ol className={classes.set}>
        {imported.set.map(({ id, fileName, objectId, status, rowCount }) => (
          <li key={id} data-here={id === imported.id || undefined}>
            {id === imported.id ? (
              <Text fw={540} aria-current="page">
                {fileName}
              </Text>
            ) : (
              <Anchor component={Link} to={path(`/imports/${id}`)} onClick={onLeave}>
                {fileName}
              </Anchor>
            )}
            <Text size="sm" c="dimmed">
              {objects.find((object) => object.id === objectId)?.plural} · {t('transfer.rows', { count: rowCount })}
            </Text>
            {status !== 'draft' && <StatusBadge state={STATUS_STATES[status]}>{t(`transfer.status.${status}`)}</StatusBadge>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
