import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ApiProblem } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { useDrawer } from '../../app/url.ts';
import { recordCalls } from '../data.ts';
import { BLANK, type BoardOf } from './board-data.ts';
import classes from './board.module.css';

/** A new card inside its column: a name is enough; what else is required is asked in the drawer. */
export function NewCard({ board, optionId, onEnd }: { board: BoardOf; optionId: number; onEnd: () => void }) {
  const { object, field } = board;
  const api = useApi();
  const refresh = useRefresh();
  const drawer = useDrawer();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const named = object.fields.find(({ columnName }) => columnName === 'name') ?? object.fields.find(({ type }) => type === 'text');
  const send = async (): Promise<void> => {
    setSending(true);
    try {
      const column = optionId === BLANK ? {} : { [field.id]: optionId };
      await recordCalls(api).create(object.id, { ...(named && { [named.id]: name.trim() }), ...column });
      await refresh('records', object.id);
      setName('');
      setProblem(null);
    } catch (error) {
      const refused = error instanceof ApiProblem && Object.keys(error.fields).length > 0;
      if (refused && name.trim() !== '') {
        drawer.open(`new-record/${object.key}.${field.id}.${optionId}`);
        onEnd();
      } else setProblem((error as Error).message);
    }
    setSending(false);
  };
  return (
    <form
      className={classes.newCard}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
    >
      <TextInput
        size="xs"
        autoFocus
        aria-label={t('records.board.add.name')}
        placeholder={named?.label}
        value={name}
        error={problem}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Group gap={6} mt={6}>
        <Button size="compact-xs" type="submit" loading={isSending} disabled={name.trim() === ''}>
          {t('records.board.add.send')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onEnd}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </form>
  );
}
