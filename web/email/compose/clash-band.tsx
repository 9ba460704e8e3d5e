import { Alert, Button, Group } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import type { Draft } from '../email-data.ts';

interface ClashBandProps {
  mine: Draft;
  theirs: Draft;
  onSettle: (stands: 'mine' | 'theirs') => void;
}

/** Two people wrote the same part: says which, and lets one of them stand. */
export function ClashBand({ mine, theirs, onSettle }: ClashBandProps) {
  const parts = (Object.keys(mine) as (keyof Draft)[]).filter((key) => JSON.stringify(mine[key]) !== JSON.stringify(theirs[key]));
  const said = parts.map((part) => t(`compose.clash.part.${part}`)).join(', ');
  return (
    <Alert color="warn" variant="light" title={t('compose.clash.title')} role="alert" radius={0}>
      <p style={{ margin: '0 0 8px' }}>{t('compose.clash.sentence', { parts: said })}</p>
      <Group gap="xs">
        <Button size="compact-md" onClick={() => onSettle('mine')}>
          {t('compose.clash.mine')}
        </Button>
        <Button size="compact-md" variant="default" onClick={() => onSettle('theirs')}>
          {t('compose.clash.theirs')}
        </Button>
      </Group>
    </Alert>
  );
}
