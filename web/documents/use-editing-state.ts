import type { Editor } from '@tiptap/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Block, Document, MergeField } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import { type BlockKind, blockKinds } from './block-kinds.tsx';
import { askedBlock } from './chosen-block.ts';
import { useBrand } from './documents-data.ts';
import type { BlockAction, Device, DocumentKind, Editing } from './editing.ts';
import { useHistory } from './history.ts';
import { inserted, moved, nextPlace, type Place, removed, replaced, standingOf, standingsOf, withIds, withNewIds } from './tree.ts';

export type BlockDocument = Extract<Document, { kind: 'blocks' }>;

interface EditedDocument {
  kind: DocumentKind;
  document: BlockDocument;
  onChange: (document: BlockDocument) => void;
  objectId: number;
  fields: readonly MergeField[];
  problems: Readonly<Record<string, string>>;
  extraBlocks: readonly BlockKind[];
}

const WITH_TEXT: ReadonlySet<Block['type']> = new Set(['text', 'heading', 'button']);

/** What is chosen in a document, and every way to change it; each change is told to whoever holds the document. */
export function useEditingState({ kind, document, onChange, objectId, fields, problems, extraBlocks }: EditedDocument) {
  const blocks = useMemo(() => withIds(document.blocks), [document.blocks]);
  const kinds = useMemo(() => blockKinds(kind, extraBlocks), [kind, extraBlocks]);
  const history = useHistory(document, onChange);
  const brand = useBrand();
  const [chosen, setChosen] = useState<Pick<Editing, 'selectedId' | 'focused' | 'entered'>>(() => {
    const selectedId = askedBlock();
    return { selectedId, focused: selectedId === null ? null : 'block', entered: null };
  });
  const [device, setDevice] = useState<Device>('desktop');
  const [writing, setWriting] = useState<Editor | null>(null);
  const [said, say] = useState('');
  const now = useRef({ document, blocks, history, kinds, chosen });
  now.current = { document, blocks, history, kinds, chosen };

  const put = useCallback((next: readonly Block[], what?: string) => {
    now.current.history.change({ ...now.current.document, blocks: [...next] }, what);
  }, []);
  const actions = useMemo(() => {
    const nameOf = (id: string): string => {
      const type = standingOf(now.current.blocks, id)?.block.type;
      return (type && now.current.kinds.get(type)?.label) ?? '';
    };
    const select = (id: string | null, focused: 'block' | null = null): void => setChosen({ selectedId: id, focused, entered: null });
    return {
      blocks: () => now.current.blocks,
      select,
      go(by: -1 | 1) {
        const order = standingsOf(now.current.blocks);
        const next = order[order.findIndex(({ block }) => block.id === now.current.chosen.selectedId) + by];
        if (next) select(next.block.id!, 'block');
      },
      enter(id: string) {
        const type = standingOf(now.current.blocks, id)?.block.type;
        if (type && WITH_TEXT.has(type)) return setChosen({ selectedId: id, focused: null, entered: id });
        window.document.querySelector<HTMLElement>('[data-block-settings] :is(input, textarea, button, select)')?.focus();
      },
      change: (id: string, block: Block, what?: string) =>
        put(
          replaced(now.current.blocks, id, () => block),
          what && `${id}.${what}`,
        ),
      replace(id: string, blocks: readonly Block[]) {
        const fresh = withNewIds(blocks, now.current.blocks);
        put(replaced(now.current.blocks, id, () => fresh));
        select(fresh[0]?.id ?? null, 'block');
      },
      insert(added: readonly Block[], place: Place) {
        const fresh = withNewIds(added, now.current.blocks);
        put(inserted(now.current.blocks, fresh, place));
        const [first] = fresh;
        if (!first) return;
        setChosen({ selectedId: first.id!, focused: WITH_TEXT.has(first.type) ? null : 'block', entered: first.id! });
        say(t('documents.said.added', { kind: now.current.kinds.get(first.type)?.label ?? '' }));
      },
      move(id: string, place: Place) {
        const next = moved(now.current.blocks, id, place);
        put(next);
        select(id, 'block');
        const at = standingOf(next, id);
        if (at) say(t('documents.said.moved', { kind: nameOf(id), at: at.index + 1, count: at.count }));
      },
      act(action: BlockAction, id: string) {
        const at = standingOf(now.current.blocks, id);
        if (!at) return;
        if (action === 'duplicate') {
          actions.insert([at.block], { holder: at.holder, slot: at.slot, index: at.index + 1 });
        } else if (action === 'remove') {
          const order = standingsOf(now.current.blocks);
          const index = order.findIndex(({ block }) => block.id === id);
          const rest = removed(now.current.blocks, id);
          const left = standingsOf(rest);
          put(rest);
          select((left[index] ?? left.at(-1))?.block.id ?? null, 'block');
          say(t('documents.said.removed', { kind: nameOf(id) }));
        } else {
          const place = nextPlace(now.current.blocks, id, action === 'up' ? -1 : 1);
          if (place) actions.move(id, place);
          else say(t('documents.said.end', { kind: nameOf(id) }));
        }
      },
      undo() {
        now.current.history.undo();
        say(t('documents.said.undone'));
      },
      redo() {
        now.current.history.redo();
        say(t('documents.said.redone'));
      },
    };
  }, [put]);

  const problemsIn = useMemo(() => {
    const paths = Object.keys(problems);
    const isOwn = (each: string, path: string): boolean =>
      each === path || (each.startsWith(`${path}.`) && !/\.(blocks|otherwise)\.\d/.test(each.slice(path.length)));
    return (path: string): string[] => paths.filter((each) => isOwn(each, path)).map((each) => problems[each]!);
  }, [problems]);
  const firstId = blocks[0]?.id ?? null;
  const editing: Editing = useMemo(
    () => ({
      ...actions,
      ...chosen,
      kind,
      objectId,
      fields,
      kinds,
      look: document.look ?? {},
      brand,
      device,
      firstId,
      writing,
      setWriting,
      problemsIn,
    }),
    [actions, chosen, kind, objectId, fields, kinds, document.look, brand, device, firstId, writing, problemsIn],
  );
  return {
    editing,
    actions,
    blocks,
    history,
    device,
    setDevice,
    said,
    setLook: (look: BlockDocument['look']) => history.change(withLook(document, look), 'look'),
  };
}

function withLook(document: BlockDocument, look: BlockDocument['look']): BlockDocument {
  const kept = Object.fromEntries(Object.entries(look ?? {}).filter(([, value]) => value !== undefined));
  return { kind: 'blocks', blocks: document.blocks, ...(Object.keys(kept).length === 0 ? {} : { look: kept }) };
}

export type EditingState = ReturnType<typeof useEditingState>;
