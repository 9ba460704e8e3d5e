import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ListProps } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { usePath } from '../app/url.ts';

/** The way from a list to bringing a file into it. */
export function ImportButton({ object }: ListProps) {
  const path = usePath();
  return (
    <Button component={Link} to={path('/imports/new')} search={{ object: object.key } as never} variant="default">
      {t('transfer.import', { objects: object.plural.toLocaleLowerCase() })}
    </Button>
  );
}
