import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ListProps } from '../../app/list-slots.tsx';
import { t } from '../../app/messages/t.ts';
import { usePath } from '../../app/url.ts';

/** The way from a list to who is in it twice. */
export function DuplicatesButton({ object }: ListProps) {
  const path = usePath();
  return (
    <Button component={Link} to={path(`/records/${object.key}/duplicates`)} variant="default">
      {t('duplicates.title')}
    </Button>
  );
}
