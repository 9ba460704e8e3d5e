import { z } from 'zod';
import { PORTABLE_FORMAT, portableSchema, thingsSchema, type PortableMap } from '../rules/portable.ts';

/** Which job a ready map does: how they are sorted where one is chosen. */
export type Job = 'newcomers' | 'sales' | 'care' | 'quiet';

/** A map that is ready to be made, with the messages, tags and groups it needs: a portable map that comes with the product. */
export interface Template {
  /** Names it for good: `welcome`. */
  key: string;
  job: Job;
  /** What it does, in one sentence that a person who has never made a map understands. */
  summary: string;
  /** What has to be there or decided before it can run, one sentence each; empty when nothing. */
  needs: readonly string[];
  file: PortableMap;
}

type Given = Pick<z.input<typeof portableSchema>, 'name' | 'map'> & { things: Partial<z.input<typeof thingsSchema>> };

/** A template for contacts, which are object 1 of its file. Throws where the file would be refused: it is checked when it is loaded in tests. */
export function contactTemplate({ file, ...template }: Omit<Template, 'file'> & { file: Given }): Template {
  const object = { 1: { key: 'contact', singular: 'Contact', plural: 'Contacts' } };
  return {
    ...template,
    file: portableSchema.parse({ format: PORTABLE_FORMAT, object: 1, ...file, things: { ...file.things, object } }),
  };
}

type MessageThing = Exclude<z.input<typeof thingsSchema>['message'], undefined>[string];

/** A message of blocks: a heading, paragraphs, and a button where there is one. */
export function messageThing(message: {
  name: string;
  purpose?: 'bulk' | 'transactional';
  subject: string;
  preheader?: string;
  heading: string;
  text: readonly string[];
  button?: { label: string; url: string };
}): MessageThing {
  const { name, purpose = 'bulk', subject, preheader = '', heading, text, button } = message;
  return {
    object: 1,
    name,
    purpose,
    subject,
    preheader,
    body: {
      kind: 'blocks',
      blocks: [
        { type: 'heading', text: heading, level: 1 },
        ...text.map((one) => ({ type: 'text' as const, text: one })),
        ...(button ? [{ type: 'button' as const, ...button }] : []),
      ],
    },
  };
}
