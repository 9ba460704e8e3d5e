import type { CompiledDocument } from './compile-document.ts';
import type { Document } from './schema.ts';

/** Something that a look over a finished letter found. `error` keeps it from being sent, a `warning` hardly ever is meant, a `hint` may be. */
export interface Finding {
  severity: 'error' | 'warning' | 'hint';
  code: string;
  /** Where: `body.blocks.2.url`, `subject`. */
  path: string;
  /** The id of the block it is about, where it has one. */
  blockId?: string;
  sentence: string;
}

export interface Checked {
  document: Document;
  compiled: CompiledDocument;
  subject: string;
  preheader: string;
  /** Whether its receivers must be able to end such letters. */
  isBulk: boolean;
}

/** Looks over a compiled document as somebody would who has seen many go wrong; asks nobody. What a server must be asked is found by others. */
export function checkDocument(asked: Checked): Finding[] {
  return sizeFindings(asked);
}

/** Gmail cuts longer letters off, and the way out with them. */
const CLIPPED_BYTES = 102 * 1024;

function sizeFindings({ compiled }: Checked): Finding[] {
  if (compiled.bytes < CLIPPED_BYTES) return [];
  const sentence = `The letter has ${Math.ceil(compiled.bytes / 1024)} kB of HTML. Gmail cuts off what is longer than 102 kB; make it shorter.`;
  return [{ severity: 'warning', code: 'clipped', path: 'body', sentence }];
}
