import { ActionIcon, Anchor, Button, Menu, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useDrawer, usePath } from '../app/url.ts';
import { showProblem, showUndo } from '../ui/notice.ts';
import { type FullRecord, recordCalls, type RelatedList, relatedQuery } from './data.ts';
import { RecordPicker } from './record-picker.tsx';
import page from './record.module.css';
import classes from './records.module.css';

/** Records that point to this one, by the field through which they do: added, opened and taken off where they stand. */
export function RecordRelated({ object, record }: { object: ObjectType; record: FullRecord }) {
  const objects = useObjects();
  const { data: relations = [] } = useQuery(relatedQuery(useAccountId(), object.id, record.id));
  const [begun, setBegun] = useState<string | null>(null);
  const known = relations.flatMap((relation) => {
    const other = objects.find(({ id }) => id === relation.objectId);
    return other ? [{ key: `${relation.objectId}-${relation.fieldId}`, other, relation }] : [];
  });
  const shown = known.filter(({ key, relation }) => relation.count > 0 || key === begun);
  const others = known.filter((one) => !shown.includes(one) && mayAdd(one));
  return (
    <>
      {shown.map(({ key, other, relation }) => (
        <Related key={key} record={record} other={other} relation={relation} isTwofold={isTwofold(known, other)} isBegun={key === begun} />
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} className={page.addRelated}>
              {t('records.related.addSome')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ key, other, relation }) => (
              <Menu.Item key={key} onClick={() => setBegun(key)}>
                {isTwofold(known, other) ? t('records.related.by', { objects: other.singular, field: relation.label }) : other.singular}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

interface Known {
  key: string;
  other: ObjectType;
  relation: RelatedList;
}

const mayAdd = ({ other, relation }: Known): boolean =>
  other.rights.edit !== 'none' && other.fields.some(({ id, isReadOnly }) => id === relation.fieldId && !isReadOnly);

/** Records of one object may point here by more than one field; then the field is named beside the object. */
const isTwofold = (known: readonly Known[], other: ObjectType): boolean => known.filter((one) => one.other.id === other.id).length > 1;

interface RelatedProps {
  record: FullRecord;
  other: ObjectType;
  relation: RelatedList;
  isTwofold: boolean;
  /** It has nothing in it yet, and somebody is about to add the first. */
  isBegun: boolean;
}

function Related({ record, other, relation, isTwofold: hasTwins, isBegun }: RelatedProps) {
  const path = usePath();
  const drawer = useDrawer();
  const [isChoosing, setChoosing] = useState(isBegun);
  const { link, unlink } = useLinking(record, other, relation);
  const field = other.fields.find(({ id }) => id === relation.fieldId);
  const canEdit = other.rights.edit !== 'none' && field !== undefined && !field.isReadOnly;
  const singular = other.singular.toLocaleLowerCase();
  const criteria = JSON.stringify({ field: relation.fieldId, operator: 'is', values: [record.id] });
  return (
    <section className={classes.sheet} aria-label={`${other.plural}: ${relation.label}`}>
      <header className={classes.sheetHead}>
        <h2>
          {t('records.related', {
            objects: hasTwins ? t('records.related.by', { objects: other.plural, field: relation.label }) : other.plural,
            count: relation.count,
          })}
        </h2>
        {canEdit && (
          <Button variant="subtle" size="compact-sm" aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
            {t('records.related.add', { object: singular })}
          </Button>
        )}
      </header>
      {isChoosing && (
        <div className={page.choosing}>
          <RecordPicker
            shared={{
              'aria-label': t('records.related.choose', { object: singular }),
              placeholder: t('records.related.choose', { object: singular }),
              autoFocus: true,
            }}
            objectId={other.id}
            value={null}
            onChange={(id) => {
              setChoosing(false);
              if (typeof id === 'number') void link(id);
            }}
          />
          {other.rights.create && (
            <Button variant="default" size="xs" onClick={() => drawer.open(`new-record/${other.key}.${relation.fieldId}.${record.id}`)}>
              {t('records.add', { object: singular })}
            </Button>
          )}
        </div>
      )}
      <ul className={classes.list}>
        {relation.records.map((one) => (
          <li key={one.id} className={page.relatedRow}>
            <Anchor component={Link} to={path(`/records/${other.key}/${one.id}`)}>
              {one.name || t('records.unnamed')}
            </Anchor>
            {canEdit && !field.isRequired && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('records.related.unlink', { name: one.name || t('records.unnamed') })}
                onClick={() => void unlink(one)}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
        {relation.count === 0 && !isChoosing && (
          <li>
            <Text size="sm" c="dimmed">
              {t('records.related.none')}
            </Text>
          </li>
        )}
        {relation.count > relation.records.length && (
          <li>
            <Anchor component={Link} to={path(`/records/${other.key}`)} search={{ criteria } as never} size="sm">
              {t('records.related.open', { count: relation.count })}
            </Anchor>
          </li>
        )}
      </ul>
    </section>
  );
}

/** Points another record to this one, or no longer; both can be taken back. */
function useLinking(record: FullRecord, other: ObjectType, relation: RelatedList) {
  const api = useApi();
  const refresh = useRefresh();
  const point = async (id: number, to: number | null): Promise<void> => {
    await recordCalls(api).update(other.id, id, { [relation.fieldId]: to });
    await Promise.all([refresh('records', record.objectId), refresh('records', other.id)]);
  };
  return {
    link: (id: number): Promise<void> => point(id, record.id).catch(showProblem),
    unlink: ({ id, name }: { id: number; name: string }): Promise<void> =>
      point(id, null)
        .then(() => showUndo(t('records.related.unlinked', { name: name || t('records.unnamed') }), () => point(id, record.id)))
        .catch(showProblem),
  };
}
