import { Avatar, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../app/session.ts';
import { colleaguesQuery } from './data.ts';
import type { Person } from './presence.ts';
import classes from './record.module.css';

const SHOWN = 4;

/** Who else has this record open, and what they are editing. */
export function PeopleHere({ object, people }: { object: ObjectType; people: readonly Person[] }) {
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  const sentenceOf = ({ userId, fieldId }: Person): string => {
    const name = colleagues.find(({ id }) => id === userId)?.name ?? t('records.here.somebody');
    const field = object.fields.find(({ id }) => id === fieldId)?.label;
    if (field) return t('records.here.editing', { name, field });
    return t(fieldId === null ? 'records.here.looking' : 'records.here.editingSome', { name });
  };
  const editing = people.filter(({ fieldId }) => fieldId !== null);
  return (
    <div className={classes.here} role="status" aria-label={t('records.here')}>
      {people.slice(0, SHOWN).map((person) => (
        <Tooltip key={person.userId} label={sentenceOf(person)}>
          <Avatar
            size={26}
            radius="xl"
            color="sea"
            variant="filled"
            name={colleagues.find(({ id }) => id === person.userId)?.name ?? '?'}
            data-editing={person.fieldId !== null || undefined}
            className={classes.hereFace}
            role="img"
            aria-label={sentenceOf(person)}
          />
        </Tooltip>
      ))}
      {people.length > SHOWN && <span className={classes.hereWords}>+{people.length - SHOWN}</span>}
      {editing.length > 0 && <span className={classes.hereWords}>{sentenceOf(editing[0]!)}</span>}
    </div>
  );
}
