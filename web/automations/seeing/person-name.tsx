import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../../app/messages/t.ts';
import { useObjects } from '../../app/session.ts';
import { usePath, useSetSearch } from '../../app/url.ts';
import type { PeopleDrawerProps } from '../people-drawer.tsx';

interface PersonNameProps extends Pick<PeopleDrawerProps, 'automation'> {
  person: { recordId: number; name: string };
  /** Left out where they were never on the map itself. */
  isFollowed?: boolean;
}

export const nameOf = ({ recordId, name }: { recordId: number; name: string }): string => name || `#${recordId}`;

/** The name leads to the record; beside it, the way over this map. */
export function PersonName({ person, automation, isFollowed = true }: PersonNameProps) {
  const path = usePath();
  const setSearch = useSetSearch();
  const object = useObjects().find(({ id }) => id === automation.objectId);
  return (
    <>
      <Anchor component={Link} to={path(`/records/${object?.key}/${person.recordId}`)} fw={540}>
        {nameOf(person)}
      </Anchor>{' '}
      {isFollowed && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          ms={8}
          c="var(--qs-muted)"
          aria-label={t('seeing.follow.name', { name: nameOf(person) })}
          onClick={() =>
            setSearch({ mode: 'performance', follow: String(person.recordId), who: undefined, people: undefined }, { push: true })
          }
        >
          {t('seeing.follow')}
        </Anchor>
      )}
    </>
  );
}
