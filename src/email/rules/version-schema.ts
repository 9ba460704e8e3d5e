import type { Document } from '../../documents/schema.ts';

/** What a message said at another time: as it was published, or before it was overwritten. */
export interface MessageVersion {
  /** `version-3`, `draft-17`. */
  at: string;
  version: number | null;
  savedAt: string;
  savedBy: string | null;
  subject: string | null;
  /** How many letters were made from it. */
  letters: number;
  isCurrent: boolean;
  canBeRestored: boolean;
}

/** What stood in it. */
export interface MessageSource {
  subject: string;
  preheader: string;
  body: Document;
  textPart: string | null;
}
