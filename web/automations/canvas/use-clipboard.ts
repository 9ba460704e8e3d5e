import { type ClipboardEvent, useRef } from 'react';
import { t } from '../../app/messages/t.ts';
import type { Place } from '../map-edits.ts';
import { partFromText, partOf, textOfPart } from '../map-parts.ts';
import type { Editing } from '../use-editing.ts';

interface ClipboardOptions {
  editing: Editing;
  /** The steps that are chosen. */
  targets: readonly number[];
  placeOf: () => Place | undefined;
  isEditable: boolean;
}

export interface CanvasClipboard {
  onCopy: (event: ClipboardEvent) => void;
  onCut: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
}

/** Steps go through the clipboard as text, to other maps and other tabs of the browser. */
export function useClipboard({ editing, targets, placeOf, isEditable }: ClipboardOptions): CanvasClipboard {
  const isOurs = useRef((event: ClipboardEvent) => !(event.target as HTMLElement).closest('input, textarea'));
  const copy = (event: ClipboardEvent): boolean => {
    if (!isOurs.current(event) || targets.length === 0) return false;
    event.preventDefault();
    event.clipboardData.setData('text/plain', textOfPart(partOf(editing.map, targets)));
    editing.say(t('canvas.copied', { count: targets.length }));
    return true;
  };
  return {
    onCopy: (event) => void copy(event),
    onCut: (event) => {
      if (isEditable && copy(event)) editing.remove(targets);
    },
    onPaste: (event) => {
      const part = isEditable && isOurs.current(event) ? partFromText(event.clipboardData.getData('text/plain')) : undefined;
      const place = placeOf();
      if (!part || !place) return;
      event.preventDefault();
      editing.paste(place, part);
    },
  };
}

/** Copies without a key being pressed: from a menu. */
export async function copySteps(editing: Editing, ids: readonly number[]): Promise<void> {
  await navigator.clipboard.writeText(textOfPart(partOf(editing.map, ids)));
  editing.say(t('canvas.copied', { count: ids.length }));
}

/** Pastes without a key being pressed, where the browser lets a page read the clipboard. */
export async function pasteSteps(editing: Editing, place: Place): Promise<void> {
  try {
    const part = partFromText(await navigator.clipboard.readText());
    if (part) editing.paste(place, part);
  } catch {
    editing.say(t('canvas.notCopied'));
  }
}
