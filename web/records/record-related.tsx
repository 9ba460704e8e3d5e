import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useObjects } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { type FullRecord, relatedQuery } from './data.ts';
import classes from './records.module.css';

/** Records that point to this one, by the field through which they do. */
export function RecordRelated({ object, record }: { object: ObjectType; record: FullRecord }) {
  const objects = useObjects();
  const path = usePath();
  const { data: relations = [] } = useQuery(relatedQuery(useAccountId(), object.id, record.id));
  return relations.map((relation) => {
    const other = objects.find(({ id }) => id === relation.objectId);
    if (!other || relation.count === 0) return null;
    return (
      <section key={`${relation.objectId}-${relation.fieldId}`} className={classes.sheet} aria-label={other.plural}>
        <header className={classes.sheetHead}>
          <h2>{t('records.related', { objects: other.plural, count: relation.count })}</h2>
        </header>
        <ul className={classes.list}>
          {relation.records.map((one) => (
            <li key={one.id}>
              <Anchor component={Link} to={path(`/records/${other.key}/${one.id}`)}>
                {one.name || t('records.unnamed')}
              </Anchor>
            </li>
          ))}
          {relation.count > relation.records.length && (
            <li>
              <Text size="sm" c="dimmed">
                {t('records.related.more', { count: relation.count - relation.records.length })}
              </Text>
            </li>
          )}
        </ul>
      </section>
    );
  });
}
