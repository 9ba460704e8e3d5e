import type { Document } from './block-schema.ts';

/** HTML as another program made it, turned into blocks. */
export interface ImportedHtml {
  document: Document;
  /** What the program had put before the letter for mail programs to show after the subject. */
  preheader: string;
  subject: string;
  /** Addresses of its pictures, which still stand on other sites. */
  pictures: string[];
  /** What could not be taken over, in one sentence each. */
  left: string[];
}
