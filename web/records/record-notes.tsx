import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPhoneIncoming, IconPhoneOutgoing, IconPinFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { colleaguesQuery, type FullRecord, mentionsAt, type Note, notesQuery, recordCalls } from './data.ts';
import { NoteBody } from './note-body.tsx';
import { NoteText } from './note-input.tsx';
import classes from './records.module.css';

/** What people noted about this record and what was said in calls: pinned ones first, then the latest. */
export function RecordNotes({ object, record }: { object: ObjectType; record: FullRecord }) {
  const { data } = useQuery(notesQuery(useAccountId(), object.id, record.id));
  const notes = data?.notes ?? [];
  const [isWriting, setWriting] = useState(false);
  const refresh = useRefresh();
  const calls = recordCalls(useApi());
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
          record={record}
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
              record={record}
              onChange={(body) => change(calls.changeNote(note.id, body))}
              onPin={() => change(calls.pinNote(note.id, note.pinnedAt === null)).catch(showProblem)}
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
  record: FullRecord;
  onChange: (body: string) => Promise<void>;
  onPin: () => Promise<void>;
  onRemove: () => Promise<void>;
}

function OneNote({ note, record, onChange, onPin, onRemove }: OneNoteProps) {
  const { data: colleagues } = useQuery(colleaguesQuery(useAccountId()));
  const [isEditing, setEditing] = useState(false);
  const nameOf = (userId: number | null): string | undefined => colleagues?.find(({ id }) => id === userId)?.name;
  if (isEditing) {
    return (
      <NoteInput
        record={record}
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
      <CallLine note={note} />
      <NoteBody body={note.body} nameOf={nameOf} />
      <Group gap={6} mt={2}>
        <Text size="sm" c="dimmed">
          {note.pinnedAt !== null && <IconPinFilled size={13} aria-label={t('notes.pinned')} />} {nameOf(note.authorId)} ·{' '}
          <RelativeTime time={note.createdAt} />
          {note.updatedAt !== note.createdAt && ` · ${t('notes.changed')}`}
        </Text>
        {record.may.edit && (
          <>
            <Button variant="transparent" size="compact-xs" px={2} onClick={() => setEditing(true)}>
              {t('records.notes.edit')}
            </Button>
            <Button variant="transparent" size="compact-xs" px={2} onClick={() => void onPin()}>
              {t(note.pinnedAt === null ? 'notes.pin' : 'notes.unpin')}
            </Button>
            <Button variant="transparent" size="compact-xs" px={2} color="bad" onClick={() => void onRemove()}>
              {t('records.notes.remove')}
            </Button>
          </>
        )}
        {note.updatedAt !== note.createdAt && <NoteHistory noteId={note.id} nameOf={nameOf} />}
      </Group>
    </>
  );
}

/** Which way a call went, with what number, how long, and what came of it. */
function CallLine({ note: { call } }: { note: Note }) {
  if (!call) return null;
  const Icon = call.direction === 'out' ? IconPhoneOutgoing : IconPhoneIncoming;
  const title = call.number ? t(`calls.${call.direction}`, { number: call.number }) : t(`calls.${call.direction}.unnamed`);
  const lasted = call.durationSeconds === null ? null : t('calls.lasted', { minutes: Math.round(call.durationSeconds / 60) });
  return (
    <Text size="sm" fw={560}>
      <Icon size={14} aria-hidden /> {[title, lasted, t(`calls.outcome.${call.outcome}`)].filter(Boolean).join(' · ')}
    </Text>
  );
}

/** The texts a note had before. */
function NoteHistory({ noteId, nameOf }: { noteId: number; nameOf: (userId: number) => string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const api = useApi();
  const accountId = useAccountId();
  const { data: events = [] } = useQuery({
    queryKey: [accountId, 'records', 'note-history', noteId],
    queryFn: async ({ signal }) => (await api.get(`/api/notes/${noteId}/history`, undefined, signal)).events,
    enabled: isOpen,
  });
  return (
    <>
      <Button variant="transparent" size="compact-xs" px={2} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('notes.history')}
      </Button>
      {isOpen &&
        events
          .filter(({ was }) => was !== null)
          .map(({ id, at, was }) => (
            <div key={id}>
              <Text size="sm" c="dimmed">
                {t('notes.was')} · <RelativeTime time={at} />
              </Text>
              <NoteBody body={was!} nameOf={nameOf} />
            </div>
          ))}
    </>
  );
}

interface NoteInputProps {
  record: FullRecord;
  body: string;
  onSave: (body: string) => Promise<void>;
  onCancel: () => void;
}

function NoteInput({ record, body, onSave, onCancel }: NoteInputProps) {
  const [text, setText] = useState(body);
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Stack gap="xs" p="xs">
      <NoteText label={t('records.notes.note')} mentionsAt={mentionsAt(record)} autoFocus value={text} error={problem} onChange={setText} />
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
