import { Button, Group, Popover, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Criteria } from '../../src/criteria/schema.ts';
import type { ListProps } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { useApi, useCan, useRefresh } from '../app/session.ts';
import { useGo, useSetSearch, useUrlState } from '../app/url.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { showDone } from '../ui/notice.ts';
import { CriteriaBuilder } from './criteria-builder.tsx';
import { groupCalls } from './criteria-data.ts';
import { CriteriaSentence } from './criteria-sentence.tsx';
import { OPEN_FILTER } from './filter-open.ts';
import classes from './groups.module.css';
import { finishedPart, normalised, partsOf } from './tree-edits.ts';

const SETTLED_MS = 250;

/** The conditions of a list, in one line or unfolded to be written. */
export function ListConditions({ object, which }: ListProps) {
  const [open, setOpen] = useUrlState('filter');
  const setSearch = useSetSearch();
  const { criteria } = which;
  const clear = (): void => setSearch({ criteria: undefined, filter: undefined });
  if (open === OPEN_FILTER) return <FilterPanel object={object} which={which} clear={clear} />;
  const tree = treeOf(criteria);
  if (!tree) return null;
  return (
    <div className={`${classes.filter} ${classes.filterLine}`} role="region" aria-label={t('criteria.filter.label')}>
      <span className={classes.filterWords}>
        <IconFilter size={15} aria-hidden />
        <CriteriaSentence objectId={object.id} criteria={tree} />
      </span>
      <Group gap={4}>
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(OPEN_FILTER)}>
          {t('criteria.filter.change')}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={clear}>
          {t('criteria.filter.clear')}
        </Button>
        <SaveAsGroup object={object} which={which} tree={tree} />
      </Group>
    </div>
  );
}

function FilterPanel({ object, which, clear }: Pick<ListProps, 'object' | 'which'> & { clear: () => void }) {
  const [tree, setTree] = useState<Criteria>(() => normalised(treeOf(which.criteria)));
  const [, setOpen] = useUrlState('filter');
  const setSearch = useSetSearch();
  const written = useRef(which.criteria);
  const write = useDebouncedCallback((next: Criteria) => {
    const finished = finishedPart(next).tree;
    written.current = partsOf(finished, '').length === 0 ? undefined : JSON.stringify(finished);
    setSearch({ criteria: written.current });
  }, SETTLED_MS);
  useEffect(() => {
    // Going back changes the address from outside.
    if (which.criteria === written.current) return;
    written.current = which.criteria;
    setTree(normalised(treeOf(which.criteria)));
  }, [which.criteria]);
  const finished = treeOf(which.criteria);
  return (
    <div className={`${classes.filter} ${classes.filterPanel}`} role="region" aria-label={t('criteria.filter.label')}>
      <CriteriaBuilder
        objectId={object.id}
        value={tree}
        onChange={(next) => {
          setTree(next);
          write(next);
        }}
        hasPreview={false}
      />
      <div className={classes.filterFoot}>
        {finished && <SaveAsGroup object={object} which={which} tree={finished} />}
        {finished && (
          <Button variant="subtle" size="compact-sm" onClick={clear}>
            {t('criteria.filter.clear')}
          </Button>
        )}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setOpen('')}>
          {t('criteria.filter.close')}
        </Button>
      </div>
    </div>
  );
}

/** The tree in an address; undefined where there is none, or none that can be read. */
function treeOf(text: string | undefined): Criteria | undefined {
  try {
    return text ? (JSON.parse(text) as Criteria) : undefined;
  } catch {
    return undefined;
  }
}

function SaveAsGroup({ object, which, tree }: Pick<ListProps, 'object' | 'which'> & { tree: Criteria }) {
  const [isOpen, setOpen] = useState(false);
  const canManage = useCan('groups.manage');
  if (!canManage) return null;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={300} trapFocus>
      <Popover.Target>
        <Button variant="light" size="compact-sm" onClick={() => setOpen(!isOpen)}>
          {t('criteria.filter.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SaveForm object={object} which={which} tree={tree} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SaveForm({ object, which, tree }: Pick<ListProps, 'object' | 'which'> & { tree: Criteria }) {
  const calls = groupCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const apiForm = useApiForm({
    initialValues: { name: '' },
    send: ({ name }) => calls.create({ objectId: object.id, name, criteria: listed(which, tree) }),
    onDone({ id }, { name }) {
      showDone(t('criteria.group.made', { group: name }));
      void refresh('groups');
      go(`/records/${object.key}`, { group: String(id) });
    },
  });
  return (
    <form onSubmit={apiForm.submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t('criteria.filter.save.name')} maxLength={100} data-autofocus {...apiForm.form.getInputProps('name')} />
        <FormProblem problem={apiForm.problem} />
        <Button type="submit" loading={apiForm.isSending}>
          {t('criteria.filter.save.do')}
        </Button>
      </Stack>
    </form>
  );
}

/** Everything the list is narrowed to at once: its group, its words, its conditions. */
function listed({ group, search }: ListProps['which'], tree: Criteria): Criteria {
  const parts: Criteria[] = [];
  if (group) parts.push({ group: Number(group), operator: 'in' });
  if (search) parts.push({ search });
  return parts.length === 0 ? tree : { all: [...parts, tree] };
}
