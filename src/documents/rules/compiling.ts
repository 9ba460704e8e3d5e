import type { Criteria } from '../../criteria/schema.ts';
import type { Brand, SavedBlock } from '../schema.ts';

/** What stands at the foot of every letter that people can end. */
export interface Footer {
  /** Why they get it, in one sentence. */
  reason: string;
  unsubscribe: string;
  /** The words of the link to `{{ preferences_url }}`; left out without them. */
  preferences?: string;
}

/** A picture that was uploaded, by where its copies can be fetched. */
export interface Picture {
  id: number;
  /** As it was kept; the widest of the copies. */
  width: number;
  height: number;
  /** From the narrowest to the widest. */
  copies: readonly { width: number; url: string; bytes: number }[];
}

/** Whose words stand where a document has its signature: written out, or those of the record's owner. */
export type Signature = { text: string } | { of: 'owner' };

/** What documents are made of besides themselves; `documentMaterials` reads it. */
export interface Materials {
  brand: Brand;
  /** Saved blocks by id, those that saved blocks ask for among them. */
  savedBlocks: ReadonlyMap<number, SavedBlock>;
  pictures: ReadonlyMap<number, Picture>;
}

export interface CompileOptions extends Partial<Materials> {
  target?: 'mail';
  /** The line that mail programs show after the subject. */
  preheader?: string;
  footer?: Footer;
  language?: string;
  signature?: Signature;
  /** The text part as somebody wrote it; made from the blocks without. */
  plainText?: string | null;
}

/** Blocks that only some see: templates ask `{% if when.c1 %}`. About the records the letter goes to, unless it says another object. */
export interface CompiledCondition {
  objectId?: number;
  criteria: Criteria;
}

/** Liquid templates that only need filling in: `links[n]` stands for the address of each link, whose own templates are `links`. */
export interface CompiledDocument {
  html: string;
  text: string;
  links: string[];
  conditions: Record<string, CompiledCondition>;
  /** The uploaded pictures in it. */
  assets: number[];
  /** How large the HTML is before it is filled in. */
  bytes: number;
}
