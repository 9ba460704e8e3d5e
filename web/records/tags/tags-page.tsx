import { ActionIcon, Anchor, Button, Group, Menu, Select, Text, TextInput } from '@mantine/core';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useObjects } from '../../app/session.ts';
import { usePath, useUrlState } from '../../app/url.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Section } from '../../ui/page-header.tsx';
import { PageTable } from '../../ui/page-table.tsx';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { TagChanges } from './tag-changes.tsx';
import { DeleteTag, MergeTag, NameTag } from './tag-drawers.tsx';
import { type ListedTag, listedTagsQuery } from './tags-data.ts';

const SHOWN = 200;

type Doing = { what: 'name' | 'merge' | 'delete'; tag: ListedTag } | { what: 'add' };

/** An object's tags: how many records have each; renamed, merged and deleted here. */
export default function TagsPage() {
  const objects = useObjects();
  const [key, setKey] = useUrlState('object');
  const object = objects.find((one) => one.key === key) ?? objects[0];
  const [doing, setDoing] = useState<Doing | null>(null);
  const { data: tags, error, refetch } = useQuery({ ...listedTagsQuery(useAccountId(), object?.id ?? 0), enabled: object !== undefined });
  const add = <Button onClick={() => setDoing({ what: 'add' })}>{t('tags.add')}</Button>;
  return (
    <SettingsPage title={t('tags.title')} actions={tags && tags.length > 0 && add}>
      {objects.length > 1 && (
        <Select
          label={t('tags.object')}
          data={objects.map((one) => ({ value: one.key, label: one.plural }))}
          value={object?.key ?? null}
          onChange={(next) => setKey(next ?? '')}
          allowDeselect={false}
          maw={320}
        />
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!tags && !error && <Loading />}
      {tags?.length === 0 && (
        <EmptyState
          title={t('tags.empty')}
          sentence={t('tags.empty.sentence')}
          action={add}
          example={<TagTable tags={[{ id: 1, name: t('tags.example'), records: 128, formerly: [] }]} />}
        />
      )}
      {object && tags && tags.length > 0 && <TagList key={object.id} object={object} tags={tags} onDo={setDoing} />}
      {object && <TagChanges object={object} />}
      {object && doing && <Doings object={object} doing={doing} tags={tags ?? []} onClose={() => setDoing(null)} />}
    </SettingsPage>
  );
}

interface DoingsProps {
  object: ObjectType;
  doing: Doing;
  tags: readonly ListedTag[];
  onClose: () => void;
}

function Doings({ object, doing, tags, onClose }: DoingsProps) {
  if (doing.what === 'add') return <NameTag object={object} tag={null} onClose={onClose} />;
  const { tag } = doing;
  if (doing.what === 'name') return <NameTag object={object} tag={tag} onClose={onClose} />;
  if (doing.what === 'delete') return <DeleteTag object={object} tag={tag} onClose={onClose} />;
  return <MergeTag object={object} tag={tag} others={tags.filter(({ id }) => id !== tag.id)} onClose={onClose} />;
}

function TagList({ object, tags, onDo }: { object: ObjectType; tags: readonly ListedTag[]; onDo: (doing: Doing) => void }) {
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(SHOWN);
  const words = search.trim().toLowerCase();
  const found = tags.filter(({ name, formerly }) => [name, ...formerly].some((each) => each.toLowerCase().includes(words)));
  return (
    <Section description={t('tags.sentence')}>
      <TextInput
        aria-label={t('tags.search')}
        placeholder={t('tags.search')}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        maw={320}
        mb="sm"
      />
      {found.length === 0 ? (
        <EmptyState title={t('tags.notFound')} sentence={t('tags.notFound.sentence')} />
      ) : (
        <TagTable tags={found.slice(0, shown)} object={object} onDo={onDo} />
      )}
      {found.length > shown && (
        <Group justify="center">
          <Button variant="subtle" onClick={() => setShown(shown + SHOWN)}>
            {t('tags.showMore')}
          </Button>
        </Group>
      )}
    </Section>
  );
}

interface TagTableProps {
  tags: readonly ListedTag[];
  /** Left out for an example. */
  object?: ObjectType;
  onDo?: (doing: Doing) => void;
}

function TagTable({ tags, object, onDo }: TagTableProps) {
  return (
    <PageTable
      minWidth={240}
      rows={tags}
      rowId={({ id }) => id}
      columns={[
        {
          label: t('tags.name'),
          grows: true,
          render: (tag) => (
            <>
              {tag.name}
              {tag.formerly.length > 0 && (
                <Text size="sm" c="dimmed">
                  {t('tags.formerly', { names: tag.formerly.join(', ') })}
                </Text>
              )}
            </>
          ),
        },
        {
          label: t('tags.records'),
          align: 'end',
          render: (tag) => (object && tag.records > 0 ? <RecordsWith object={object} tag={tag} /> : tag.records.toLocaleString()),
        },
        onDo !== undefined && { align: 'end', render: (tag) => <TagMenu tag={tag} onDo={onDo} /> },
      ]}
    />
  );
}

/** How many records have a tag, and the way to them. */
function RecordsWith({ object, tag }: { object: ObjectType; tag: ListedTag }) {
  const path = usePath();
  const criteria = JSON.stringify({ tag: [tag.id], operator: 'has_any' });
  return (
    <Anchor component={Link} to={path(`/records/${object.key}`)} search={{ criteria } as never}>
      {tag.records.toLocaleString()}
    </Anchor>
  );
}

function TagMenu({ tag, onDo }: { tag: ListedTag; onDo: (doing: Doing) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('tags.more', { tag: tag.name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onDo({ what: 'name', tag })}>{t('tags.rename')}</Menu.Item>
        <Menu.Item onClick={() => onDo({ what: 'merge', tag })}>{t('tags.merge')}</Menu.Item>
        <Menu.Item color="bad" onClick={() => onDo({ what: 'delete', tag })}>
          {t('tags.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
