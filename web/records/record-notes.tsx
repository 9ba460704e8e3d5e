import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { colleaguesQuery, type FullRecord, type Note, notesQuery, recordCalls } from './data.ts';
import classes from './records.module.css';

/** Notes, newest first, and the place to write one. */
export function RecordNotes({ object, record }: { object: ObjectType; record: FullRecord }) {
  const api = useApi();
  const accountId = useAccountId();
  const refresh = useRefresh();
  const { data: notes = [] } = useQuery(notesQuery(accountId, object.id, record.id));
  const [isWriting, setWriting] = useState(false);
  const calls = recordCalls(api);
  const change = async (work: Promise<unknown>): Promise<void> => {
    await work;
    await refresh('records', object.id);
  };
  return (
    <section className={classes.sheet} aria-label={t('records.notes')}>
      <header className={classes.sheetHead}>
        <h2>{t('records.notes')}</h2>
        {record.may.edit && !isWriting && (
          <Button variant="subtle" size="compact-sm" onClick={() => setWriting(true)}>
            {t('records.notes.add')}
          </Button>
        )}
      </header>
      {isWriting && (
        <NoteInput
          body=""
          onCancel={() => setWriting(false)}
          onSave={async (body) => {
            await change(calls.addNote(object.id, record.id, body));
            setWriting(false);
          }}
        />
      )}
      {notes.length === 0 && !isWriting && (
        <Text className={classes.sheetBody} size="sm" c="dimmed">
          {t('records.notes.none')}
        </Text>
      )}
      <ul className={classes.list}>
        {notes.map((note) => (
          <li key={note.id}>
            <OneNote
              note={note}
              canEdit={record.may.edit}
              onChange={(body) => change(calls.changeNote(note.id, body))}
              onRemove={() => change(calls.removeNote(note.id)).catch(showProblem)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OneNoteProps {
  note: Note;
  canEdit: boolean;
  onChange: (body: string) => Promise<void>;
  onRemove: () => Promise<void>;
}

function OneNote({ note, canEdit, onChange, onRemove }: OneNoteProps) {
  const { data: colleagues } = useQuery(colleaguesQuery(useAccountId()));
  const [isEditing, setEditing] = useState(false);
  if (isEditing) {
    return (
      <NoteInput
        body={note.body}
        onCancel={() => setEditing(false)}
        onSave={async (body) => {
          await onChange(body);
          setEditing(false);
        }}
      />
    );
  }
  return (
    <>
      <div className={classes.note}>{note.body}</div>
      <Group gap={6} mt={2}>
        <Text size="sm" c="dimmed">
          {colleagues?.find(({ id }) => id === note.authorId)?.name} · <RelativeTime time={note.createdAt} />
        </Text>
        {canEdit && (
          <>
            <Button variant="transparent" size="compact-xs" px={2} onClick={() => setEditing(true)}>
              {t('records.notes.edit')}
            </Button>
            <Button variant="transparent" size="compact-xs" px={2} color="bad" onClick={() => void onRemove()}>
              {t('records.notes.remove')}
            </Button>
          </>
        )}
      </Group>
    </>
  );
}

function NoteInput({ body, onSave, onCancel }: { body: string; onSave: (body: string) => Promise<void>; onCancel: () => void }) {
  const [text, setText] = useState(body);
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Stack gap="xs" p="xs">
      <Textarea
        aria-label={t('records.notes.note')}
        autosize
        minRows={3}
        maxRows={12}
        autoFocus
        value={text}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button
          size="compact-sm"
          disabled={text.trim() === ''}
          onClick={() => onSave(text).catch((error: Error) => setProblem(error.message))}
        >
          {t('records.notes.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
