import { useCallback, useEffect, useRef, useState } from 'react';
import type { MessageDetail, MessageProblem } from '../../src/email/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { type Draft, emailCalls } from './email-data.ts';
import { mergedDrafts } from './merge-drafts.ts';

/** A pause as long as this ends a sentence; what was written is saved. */
const PAUSE_MS = 1_200;
const AGAIN_MS = 8_000;

export const draftOf = ({ message }: MessageDetail): Draft => ({
  name: message.name,
  purpose: message.purpose,
  subject: message.subject,
  preheader: message.preheader,
  body: message.body,
  fromName: message.fromName,
  replyTo: message.replyTo,
  sender: message.sender,
  utm: message.utm,
  textPart: message.textPart,
  topicId: message.topicId,
});

export type Saving = 'saved' | 'changed' | 'saving' | 'failed' | 'clash';

interface Clash {
  theirs: Draft;
  revision: number;
}

/**
 * What is being written of a message, saved in every pause. What somebody else changed meanwhile is put together with it; where both changed
 * the same, nothing is saved until it is said which stands.
 */
export function useMessageDraft(detail: MessageDetail, onProblems: (problems: readonly MessageProblem[]) => void) {
  const api = useApi();
  const refresh = useRefresh();
  const { id } = detail.message;
  const [draft, setDraft] = useState<Draft>(() => draftOf(detail));
  const [saving, setSaving] = useState<Saving>('saved');
  const [clash, setClash] = useState<Clash | null>(null);
  const [others, setOthers] = useState(0);
  const known = useRef({ draft, saved: draft, revision: detail.message.revision, running: null as Promise<boolean> | null, clash: false });
  known.current.draft = draft;

  const take = useCallback((next: Draft, saved: Draft, revision: number) => {
    Object.assign(known.current, { saved, revision, draft: next });
    setDraft(next);
  }, []);

  const meet = useCallback(async () => {
    const latest = await api.get(`/api/messages/${id}`);
    const theirs = draftOf(latest);
    const { draft: merged, clashes } = mergedDrafts(known.current.saved, known.current.draft, theirs);
    if (clashes.length > 0) {
      known.current.clash = true;
      setClash({ theirs, revision: latest.message.revision });
      setSaving('clash');
      return;
    }
    take(merged, theirs, latest.message.revision);
    setOthers((count) => count + 1);
  }, [api, id, take]);

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const { draft: sent, saved, revision } = known.current;
    if (same(sent, saved)) {
      // What was written has been taken back.
      setSaving('saved');
      return true;
    }
    setSaving('saving');
    try {
      const reply = await emailCalls(api).saveMessage(id, revision, sent);
      Object.assign(known.current, { saved: sent, revision: reply.message.revision });
      setSaving(same(known.current.draft, sent) ? 'saved' : 'changed');
      onProblems(reply.problems);
      return true;
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'message_changed') {
        await meet();
        return !known.current.clash && saveOnce();
      }
      setSaving('failed');
      if (error instanceof ApiProblem && error.status !== 0) showProblem(error);
      return false;
    }
  }, [api, id, meet, onProblems]);

  /** Saves what is not saved; false when it could not be. One saving follows the other. */
  const save = useCallback(async (): Promise<boolean> => {
    if (known.current.clash) return false;
    const run = (known.current.running ?? Promise.resolve(true)).then(saveOnce);
    known.current.running = run;
    return run;
  }, [saveOnce]);

  useAutosave({ draft, saving, save, isUnsaved: () => !same(known.current.draft, known.current.saved) });

  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...changes }));
    setSaving((now) => (now === 'clash' ? now : 'changed'));
  }, []);
  /** Begins again from what the server holds: after something was restored. */
  const begin = useCallback(
    (reply: MessageDetail) => {
      const next = draftOf(reply);
      take(next, next, reply.message.revision);
      setSaving('saved');
    },
    [take],
  );
  /** What does not stand is saved, too, before what does: so it is found under Versions. */
  const settle = async (stands: 'mine' | 'theirs'): Promise<void> => {
    if (!clash) return;
    const mine = known.current.draft;
    try {
      const written = await emailCalls(api).saveMessage(id, clash.revision, mine, true);
      if (stands === 'theirs') {
        begin(await emailCalls(api).saveMessage(id, written.message.revision, clash.theirs, true));
        setOthers((count) => count + 1);
      } else {
        take(known.current.draft, draftOf(written), written.message.revision);
        setSaving(same(known.current.draft, mine) ? 'saved' : 'changed');
      }
      known.current.clash = false;
      setClash(null);
    } catch (error) {
      showProblem(error as Error);
      if (error instanceof ApiProblem && error.code === 'message_changed') await meet();
    }
    void refresh('messages');
  };
  return { draft, change, saving, save, clash, settle, begin, others, revision: () => known.current.revision };
}

export type MessageDraft = ReturnType<typeof useMessageDraft>;

interface Autosave {
  draft: Draft;
  saving: Saving;
  save: () => Promise<boolean>;
  isUnsaved: () => boolean;
}

/** In every pause, when the page is left or hidden, and again after a failure. */
function useAutosave({ draft, saving, save, isUnsaved }: Autosave): void {
  useEffect(() => {
    if (saving !== 'changed' && saving !== 'failed') return undefined;
    const timer = setTimeout(() => void save(), saving === 'failed' ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, saving, save]);
  useEffect(() => {
    const onHide = (): void => {
      if (document.visibilityState === 'hidden' && isUnsaved()) void save();
    };
    const onLeave = (event: BeforeUnloadEvent): void => {
      if (isUnsaved()) event.preventDefault();
    };
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('beforeunload', onLeave);
      if (isUnsaved()) void save();
    };
    // Both ask what stands now, whenever they are called.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);
