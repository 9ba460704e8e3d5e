import type { Document } from './block-schema.ts';

/** What a template is for; a gallery shows them together. */
export const TEMPLATE_KINDS = ['news', 'first', 'sell', 'after', 'invite', 'ask', 'plain'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** A letter to begin with: somebody else's good first draft. */
export interface LetterTemplate {
  key: string;
  kind: TemplateKind;
  name: string;
  /** What it does, in one or two sentences. */
  job: string;
  purpose: 'bulk' | 'transactional';
  subject: string;
  preheader: string;
  body: Document;
}
