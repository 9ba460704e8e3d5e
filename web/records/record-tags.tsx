import { ActionIcon, Autocomplete } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { type FullRecord, recordCalls, tagsQuery } from './data.ts';
import classes from './records.module.css';

/** A record's tags; a new word becomes a new tag. */
export function RecordTags({ object, record }: { object: ObjectType; record: FullRecord }) {
  const api = useApi();
  const refresh = useRefresh();
  const { data: known = [] } = useQuery(tagsQuery(useAccountId(), object.id));
  const [text, setText] = useState('');
  const calls = recordCalls(api);
  const change = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
      await Promise.all([refresh('records', object.id), refresh('tags', object.id)]);
    } catch (error) {
      showProblem(error as Error);
    }
  };
  const add = (name: string): void => {
    setText('');
    if (name.trim()) void change(calls.addTag(object.id, record.id, name.trim()));
  };
  const offered = known.map(({ name }) => name).filter((name) => !record.tags.some((tag) => tag.name === name));
  return (
    <section className={classes.sheet} aria-label={t('records.tags')}>
      <header className={classes.sheetHead}>
        <h2>{t('records.tags')}</h2>
      </header>
      <div className={classes.sheetBody}>
        <ul className={classes.tags}>
          {record.tags.map((tag) => (
            <li key={tag.id} className={classes.tag}>
              {tag.name}
              {record.may.edit && (
                <ActionIcon
                  size="xs"
                  aria-label={t('records.tags.remove', { tag: tag.name })}
                  onClick={() => void change(calls.removeTag(object.id, record.id, tag.id))}
                >
                  <IconX size={13} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
        {record.may.edit && (
          <Autocomplete
            mt={record.tags.length > 0 ? 'xs' : 0}
            size="xs"
            aria-label={t('records.tags.add')}
            placeholder={t('records.tags.add')}
            data={offered}
            limit={8}
            value={text}
            onChange={setText}
            onOptionSubmit={add}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.defaultPrevented) add(event.currentTarget.value);
            }}
          />
        )}
      </div>
    </section>
  );
}
