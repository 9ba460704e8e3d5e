import { Button } from '@mantine/core';
import { IconStarFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountKey, useApi, useCan, useObjects } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageBody, PageHeader, Section } from '../ui/page-header.tsx';
import type { RecordGroup } from './criteria-data.ts';
import { GroupLine } from './group-line.tsx';
import classes from './groups.module.css';
import { inSentence } from './subjects.ts';

/** Every group of the account, by the object whose records it names; favourites first. */
export default function GroupsPage() {
  const api = useApi();
  const objects = useObjects();
  const path = usePath();
  const canManage = useCan('groups.manage');
  const { data, error, refetch } = useQuery({
    queryKey: useAccountKey('groups', 'all'),
    queryFn: ({ signal }) => api.get('/api/groups', undefined, signal),
  });
  const add = canManage && (
    <Button component={Link} to={path('/groups/new')}>
      {t('criteria.groups.add')}
    </Button>
  );
  const groups = data?.groups ?? [];
  return (
    <>
      <PageHeader
        title={t('criteria.groups')}
        meta={groups.length > 0 && t('criteria.groups.list', { count: groups.length })}
        actions={groups.length > 0 && add}
      />
      <PageBody>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : !data ? (
          <Loading />
        ) : groups.length === 0 ? (
          <EmptyState
            title={t('criteria.groups.empty')}
            sentence={t('criteria.groups.empty.sentence')}
            action={add}
            example={<ExampleGroups />}
          />
        ) : (
          objects.map((object) => (
            <GroupsOf key={object.id} object={object} groups={groups.filter(({ objectId }) => objectId === object.id)} />
          ))
        )}
      </PageBody>
    </>
  );
}

function GroupsOf({ object, groups }: { object: ObjectType; groups: readonly RecordGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <Section title={t('criteria.groups.of', { objects: inSentence(object.plural) })}>
      <ul className={classes.groups}>
        {groups.map((group) => (
          <GroupLine key={group.id} group={group} object={object} />
        ))}
      </ul>
    </Section>
  );
}

function ExampleGroups() {
  const examples = [
    { name: t('criteria.groups.empty.example.1'), says: t('criteria.groups.empty.example.1.says'), count: 412 },
    { name: t('criteria.groups.empty.example.2'), says: t('criteria.groups.empty.example.2.says'), count: 96 },
  ];
  return (
    <ul className={classes.groups}>
      {examples.map(({ name, says, count }) => (
        <li key={name} className={classes.group}>
          <IconStarFilled size={16} className={classes.star} />
          <div className={classes.words}>
            <span className={classes.name}>{name}</span>
            <span className={classes.says}>{says}</span>
          </div>
          <span className={classes.count}>{t('ui.number', { count })}</span>
        </li>
      ))}
    </ul>
  );
}
