import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationDetail } from '../../src/inbox/schema.ts';
import type { conversationCalls } from './inbox-data.ts';

const KEPT_AFTER_MS = 800;

/** What is being written in a conversation: kept on the server a moment after it changes, and gone once it is sent. */
export function useComposer({ id, draft }: ConversationDetail, calls: ReturnType<typeof conversationCalls>) {
  const [kind, setKind] = useState<'answer' | 'note'>(draft?.kind ?? 'answer');
  const [text, setText] = useState(draft?.text ?? '');
  const [quote, setQuote] = useState(true);
  const [isSending, setSending] = useState(false);
  const kept = useRef(draft?.text ?? '');
  const latest = useRef({ kind, text });
  useEffect(() => {
    latest.current = { kind, text };
  });
  const keep = useCallback((): void => {
    const { text: written } = latest.current;
    if (written === kept.current) return;
    kept.current = written;
    void calls.draft(id, latest.current).catch(() => {
      kept.current = '\u0000';
    });
  }, [calls, id]);
  useEffect(() => {
    if (isSending || text === kept.current) return;
    const timer = setTimeout(keep, KEPT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, kind, isSending, keep]);
  // Whoever goes on to the next conversation has not lost the last words.
  useEffect(() => keep, [keep]);

  const send = async (work: () => Promise<unknown>, done: () => unknown): Promise<void> => {
    setSending(true);
    try {
      await work();
      kept.current = '';
      latest.current = { kind, text: '' };
      setText('');
      await done();
    } finally {
      setSending(false);
    }
  };
  return { kind, setKind, text, setText, quote, setQuote, isSending, send };
}
