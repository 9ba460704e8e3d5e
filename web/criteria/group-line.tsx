import { ActionIcon, Menu } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { IconDots, IconStar, IconStarFilled } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useCan, useRefresh } from '../app/session.ts';
import { useGo, usePath } from '../app/url.ts';
import { showDone, showProblem, showUndo } from '../ui/notice.ts';
import { groupCalls, groupCountQuery, type RecordGroup } from './criteria-data.ts';
import { CriteriaSentence } from './criteria-sentence.tsx';
import classes from './groups.module.css';
import { RenameGroup } from './rename-group.tsx';
import { inSentence } from './subjects.ts';
import { normalised, partsOf } from './tree-edits.ts';

/** A group in the list: what it is called, what it asks, and how many are in it, counted once it is seen. */
export function GroupLine({ group, object }: { group: RecordGroup; object: ObjectType }) {
  const calls = groupCalls(useApi());
  const refresh = useRefresh();
  const path = usePath();
  const { ref, inViewport } = useInViewport<HTMLLIElement>();
  const { data: count } = useQuery({ ...groupCountQuery(useAccountId(), group), enabled: inViewport && group.problem === null });
  const favour = useMutation({
    mutationFn: (favourite: boolean) => calls.favour(group.id, favourite),
    onSuccess: () => refresh('groups'),
    onError: showProblem,
  });
  const Star = group.favourite ? IconStarFilled : IconStar;
  return (
    <li ref={ref} className={classes.group}>
      <ActionIcon
        aria-pressed={group.favourite}
        aria-label={t(group.favourite ? 'criteria.groups.unstar' : 'criteria.groups.star', { group: group.name })}
        onClick={() => favour.mutate(!group.favourite)}
      >
        <Star size={17} className={group.favourite ? classes.star : undefined} />
      </ActionIcon>
      <div className={classes.words}>
        <Link to={path(`/records/${object.key}`)} search={{ group: String(group.id) } as never} className={classes.name}>
          {group.name}
        </Link>
        <Says group={group} object={object} />
      </div>
      <span className={classes.count}>{count !== undefined && t('ui.number', { count })}</span>
      <Actions group={group} />
    </li>
  );
}

function Says({ group, object }: { group: RecordGroup; object: ObjectType }) {
  if (group.criteria === null) return <span className={classes.says}>{t('criteria.groups.hidden')}</span>;
  if (group.problem) return <span className={classes.problem}>{t('criteria.group.problem', { problem: group.problem })}</span>;
  const isEverything = partsOf(normalised(group.criteria), '').length === 0;
  return (
    <span className={classes.says}>
      {isEverything ? (
        t('criteria.groups.everything', { objects: inSentence(object.plural) })
      ) : (
        <CriteriaSentence objectId={object.id} criteria={group.criteria} />
      )}
    </span>
  );
}

function Actions({ group }: { group: RecordGroup }) {
  const canManage = useCan('groups.manage');
  const go = useGo();
  const refresh = useRefresh();
  const calls = groupCalls(useApi());
  const [isRenamed, setRenamed] = useState(false);
  const { remove } = useRemoveGroup(group);
  const duplicate = useMutation({
    mutationFn: (name: string) => calls.create({ ...valuesOf(group), name }),
    onSuccess: (_, name) => {
      showDone(t('criteria.groups.duplicated', { group: name }));
      void refresh('groups');
    },
    onError: showProblem,
  });
  if (!canManage || group.criteria === null) return <span />;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('criteria.groups.more', { group: group.name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => go(`/groups/${group.id}`)}>{t('criteria.groups.edit')}</Menu.Item>
          <Menu.Item onClick={() => setRenamed(true)}>{t('criteria.groups.rename')}</Menu.Item>
          <Menu.Item onClick={() => duplicate.mutate(t('criteria.groups.copy', { group: group.name }).slice(0, 100))}>
            {t('criteria.groups.duplicate')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="bad" onClick={remove}>
            {t('criteria.groups.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isRenamed && <RenameGroup group={group} onClose={() => setRenamed(false)} />}
    </>
  );
}

const valuesOf = ({ objectId, name, criteria, columns, sort }: RecordGroup) => ({ objectId, name, criteria: criteria!, columns, sort });

/** Deletes a group at once, and offers to make it again as it was; nothing can refer to it, or it would have been refused. */
export function useRemoveGroup(group: RecordGroup, onRemoved?: () => void): { remove: () => void } {
  const calls = groupCalls(useApi());
  const refresh = useRefresh();
  const restore = async (): Promise<void> => {
    const { id } = await calls.create(valuesOf(group));
    if (group.favourite) await calls.favour(id, true);
    await refresh('groups');
    showDone(t('criteria.groups.restored', { group: group.name }));
  };
  const { mutate } = useMutation({
    mutationFn: () => calls.remove(group.id),
    onSuccess: () => {
      onRemoved?.();
      void refresh('groups');
      showUndo(t('criteria.groups.deleted', { group: group.name }), restore);
    },
    onError: showProblem,
  });
  return { remove: () => mutate() };
}
