import { Button } from '@mantine/core';
import { IconFilter, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { later, whenIdle } from '../app/later.tsx';
import type { ListProps } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { useCan } from '../app/session.ts';
import { usePath, useUrlState } from '../app/url.ts';
import { OPEN_FILTER } from './filter-open.ts';

const ListConditions = later(async () => (await import('./list-conditions.tsx')).ListConditions);

/** At the head of a list: unfolds the conditions it is narrowed to, and leads to those of the group it shows. */
export function FilterButton({ which }: ListProps) {
  const [open, setOpen] = useUrlState('filter');
  const canManage = useCan('groups.manage');
  const path = usePath();
  return (
    <>
      {which.group && canManage && (
        <Button variant="default" component={Link} to={path(`/groups/${which.group}`)} leftSection={<IconPencil size={16} aria-hidden />}>
          {t('criteria.filter.editGroup')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconFilter size={16} aria-hidden />}
        aria-expanded={open === OPEN_FILTER}
        onClick={() => setOpen(open === OPEN_FILTER ? '' : OPEN_FILTER)}
      >
        {t('criteria.filter')}
      </Button>
    </>
  );
}

/** Under the head of a list: the conditions it is narrowed to, in one line or unfolded to be written. They stand in the address. */
export function FilterLine(props: ListProps) {
  const [open] = useUrlState('filter');
  useEffect(() => whenIdle(ListConditions.preload), []);
  return (open === OPEN_FILTER || props.which.criteria) && <ListConditions {...props} />;
}
