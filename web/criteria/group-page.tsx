import { Alert, Button, Group, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Criteria } from '../../src/criteria/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { NotFoundScreen } from '../app/frame/screen-problem.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useCan, useObjects, useRefresh } from '../app/session.ts';
import { useGo, useParam, usePath, useUrlState } from '../app/url.ts';
import { FormProblem } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone } from '../ui/notice.ts';
import { PageBody, PageHeader, Section } from '../ui/page-header.tsx';
import { CriteriaBuilder } from './criteria-builder.tsx';
import { groupCalls, groupQuery, type RecordGroup } from './criteria-data.ts';
import { useRemoveGroup } from './group-line.tsx';
import classes from './groups.module.css';
import { inSentence } from './subjects.ts';
import { finishedPart, NOTHING_ASKED, normalised } from './tree-edits.ts';

/** Makes a group (`/groups/new?object=contact`) or changes one: its name and the conditions of who is in it. */
export default function GroupPage() {
  const id = useParam('id');
  const objects = useObjects();
  const [key, setKey] = useUrlState('object');
  if (objects.length === 0) return <Loading />;
  if (id !== 'new') return <KeptGroup key={id} id={Number(id)} />;
  const object = objects.find((one) => one.key === key) ?? objects[0]!;
  return <GroupForm key={object.id} object={object} onObject={setKey} />;
}

function KeptGroup({ id }: { id: number }) {
  const objects = useObjects();
  const { data: group, error, refetch } = useQuery(groupQuery(useAccountId(), id));
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundScreen />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!group) return <Loading />;
  const object = objects.find((one) => one.id === group.objectId);
  return object ? <GroupForm key={group.version} object={object} group={group} /> : <NotFoundScreen />;
}

interface GroupFormProps {
  object: ObjectType;
  group?: RecordGroup;
  onObject?: (key: string) => void;
}

function GroupForm({ object, group, onObject }: GroupFormProps) {
  const canManage = useCan('groups.manage');
  const [name, setName] = useState(group?.name ?? '');
  const [tree, setTree] = useState<Criteria>(() => normalised(group?.criteria ?? NOTHING_ASKED));
  const { problem, nameProblem, isSending, save } = useSaving(object, group);
  const mayChange = canManage && (!group || group.criteria !== null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save(name, tree);
  };
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title={group?.name ?? t('criteria.group.new', { objects: inSentence(object.plural) })}
        within={[{ label: t('criteria.groups'), path: '/groups' }]}
        actions={<Actions object={object} group={group} mayChange={mayChange} isSending={isSending} />}
      />
      <PageBody wide>
        {group?.problem && (
          <Alert color="warn" variant="light">
            {t('criteria.group.problem', { problem: group.problem })}
          </Alert>
        )}
        <FormProblem problem={problem} />
        {mayChange ? (
          <>
            <Group gap="md" align="start" className={classes.heads}>
              <TextInput
                label={t('criteria.group.name')}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                error={nameProblem}
                maxLength={100}
                className={classes.nameInput}
                data-autofocus
                autoFocus={!group}
              />
              {onObject && <ObjectChoice object={object} onChoose={onObject} />}
            </Group>
            <Section title={t(object.person ? 'criteria.group.who' : 'criteria.group.what')}>
              <CriteriaBuilder objectId={object.id} value={tree} onChange={setTree} {...(group ? { groupId: group.id } : {})} />
            </Section>
          </>
        ) : (
          <p className="quiet">{t('criteria.groups.hidden')}</p>
        )}
      </PageBody>
    </form>
  );
}

function Actions({
  object,
  group,
  mayChange,
  isSending,
}: {
  object: ObjectType;
  group: RecordGroup | undefined;
  mayChange: boolean;
  isSending: boolean;
}) {
  const path = usePath();
  const maySend = useCan('messages.manage') && object.person && object.rights.bulk;
  return (
    <>
      {group && mayChange && <Delete group={group} />}
      {group && (
        <Button variant="default" component={Link} to={path(`/records/${object.key}`)} search={{ group: String(group.id) } as never}>
          {t('criteria.group.open')}
        </Button>
      )}
      {group && maySend && (
        <Button
          variant="default"
          component={Link}
          to={path('/messages/broadcasts/new')}
          search={{ group: String(group.id), object: String(object.id) } as never}
        >
          {t('broadcasts.new')}
        </Button>
      )}
      {mayChange && (
        <Button type="submit" loading={isSending}>
          {t('criteria.group.save')}
        </Button>
      )}
    </>
  );
}

function Delete({ group }: { group: RecordGroup }) {
  const go = useGo();
  const { remove } = useRemoveGroup(group, () => go('/groups'));
  return (
    <Button variant="subtle" color="bad" onClick={remove}>
      {t('criteria.groups.delete')}
    </Button>
  );
}

function ObjectChoice({ object, onChoose }: { object: ObjectType; onChoose: (key: string) => void }) {
  const objects = useObjects();
  return (
    <Select
      label={t('criteria.group.object')}
      data={objects.map(({ key, plural }) => ({ value: key, label: plural }))}
      value={object.key}
      onChange={(key) => key && onChoose(key)}
      allowDeselect={false}
    />
  );
}

/** Sends what was written; conditions not written to their end are not saved silently. */
function useSaving(object: ObjectType, group: RecordGroup | undefined) {
  const calls = groupCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const [refusal, setRefusal] = useState<Error | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async (name: string, criteria: Criteria): Promise<void> => {
    setSending(true);
    setRefusal(null);
    try {
      if (group) await calls.update(group.id, { version: group.version, name, criteria });
      else
        await calls.create({ objectId: object.id, name, criteria }).then(({ id }) => go(`/records/${object.key}`, { group: String(id) }));
      showDone(t(group ? 'criteria.group.saved' : 'criteria.group.made', { group: name }));
      await refresh('groups');
      if (group) void refresh('records', object.id);
    } catch (error) {
      setRefusal(error as Error);
    } finally {
      setSending(false);
    }
  };
  const nameProblem = refusal instanceof ApiProblem ? refusal.fields.name : undefined;
  return {
    isSending,
    nameProblem,
    problem: refusal && !nameProblem ? refusal.message : null,
    save(name: string, tree: Criteria) {
      const { unfinished } = finishedPart(tree);
      if (unfinished > 0) setRefusal(new Error(t('criteria.unfinished.save', { count: unfinished })));
      else void send(name, tree);
    },
  };
}
