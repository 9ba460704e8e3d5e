import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { unescaped } from '../../rules/workbook/cell-text.ts';
import { readXml } from './xml-events.ts';

/** So many characters are kept in memory; beyond, the texts lie in a file beside the workbook, and only where each begins is kept. */
const MEMORY_CHARACTERS = 100 * 1024 * 1024;
/** Of the texts in the file so many stay at hand. */
const AT_HAND = 20_000;

/** Texts that cells name by number, as they stand in a part of their own. */
export interface SharedStrings {
  at(index: number): string | undefined;
  close(): void;
}

/** Reads the texts cells share. `spill` is where they may go when they are too many. */
export async function readSharedStrings(stream: Readable, spill: string, memory = MEMORY_CHARACTERS): Promise<SharedStrings> {
  const kept: string[] = [];
  let characters = 0;
  let file: SpillFile | undefined;
  const keep = (text: string): void => {
    if (file) return file.push(text);
    kept.push(text);
    characters += text.length;
    if (characters > memory) file = spillFile(spill, kept.splice(0));
  };
  try {
    const events = readXml(stream, stringReader(keep));
    for await (const _ of events);
  } catch (error) {
    file?.close();
    throw error;
  }
  return file?.done() ?? { at: (index) => kept[index], close: () => undefined };
}

/** Rich text comes in runs; how it is to be spoken (`rPh`) is no part of it. */
function stringReader(keep: (text: string) => void) {
  let text = '';
  let [inText, spoken] = [false, 0];
  return {
    open(name: string) {
      if (name === 'si') text = '';
      else if (name === 'rPh') spoken++;
      else if (name === 't') inText = spoken === 0;
    },
    text(piece: string) {
      if (inText) text += piece;
    },
    close(name: string) {
      if (name === 'si') keep(unescaped(text));
      else if (name === 'rPh') spoken--;
      else if (name === 't') inText = false;
    },
  };
}

interface SpillFile {
  push(text: string): void;
  done(): SharedStrings;
  close(): void;
}

function spillFile(path: string, first: readonly string[]): SpillFile {
  const file = openSync(path, 'wx+', 0o600);
  let starts = new Float64Array(1 << 16);
  let [count, written] = [0, 0];
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const flush = (): void => {
    if (waitingBytes > 0) writeSync(file, Buffer.concat(waiting));
    [waiting, waitingBytes] = [[], 0];
  };
  const push = (text: string): void => {
    if (count + 1 >= starts.length) {
      const larger = new Float64Array(starts.length * 2);
      larger.set(starts);
      starts = larger;
    }
    const bytes = Buffer.from(text);
    waiting.push(bytes);
    waitingBytes += bytes.length;
    written += bytes.length;
    starts[++count] = written;
    if (waitingBytes > 4 * 1024 * 1024) flush();
  };
  const close = (): void => {
    closeSync(file);
    rmSync(path, { force: true });
  };
  for (const text of first) push(text);
  return { push, close, done: () => (flush(), { at: reader(file, starts, count), close }) };
}

function reader(file: number, starts: Float64Array, count: number): (index: number) => string | undefined {
  const atHand = new Map<number, string>();
  return (index) => {
    const known = atHand.get(index);
    if (known !== undefined || !(index >= 0 && index < count)) return known;
    const bytes = Buffer.alloc(starts[index + 1]! - starts[index]!);
    readSync(file, bytes, 0, bytes.length, starts[index]!);
    const text = bytes.toString();
    if (atHand.size >= AT_HAND) atHand.delete(atHand.keys().next().value!);
    atHand.set(index, text);
    return text;
  };
}
