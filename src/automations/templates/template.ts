import type { z } from 'zod';
import { PORTABLE_FORMAT, portableSchema, type PortableMap, type thingsSchema } from '../rules/portable.ts';

/** Which job a ready map does: how they are sorted where one is chosen. */
export type Job = 'newcomers' | 'sales' | 'orders' | 'care' | 'quiet';

/** Something that a program has to tell of a record (`POST /api/records/0/ID/events`) while nothing in the product happens by that name. */
export interface ToldByProgram {
  /** `order.started` */
  name: string;
  /** When it is to be told, and what it does to the map. */
  when: string;
}

/** A map that is ready to be made, with the messages, tags and groups it needs: a portable map that comes with the product. */
export interface Template {
  /** Names it for good: `welcome`. */
  key: string;
  job: Job;
  /** What it does, in two sentences that a person who has never made a map understands. */
  summary: string;
  /** What is left to do before it can run well, one sentence each. */
  needs: readonly string[];
  tells: readonly ToldByProgram[];
  file: PortableMap;
}

type Given = Pick<z.input<typeof portableSchema>, 'name' | 'map'> & { things: Partial<z.input<typeof thingsSchema>> };
type GivenTemplate = Omit<Template, 'file' | 'tells'> & { tells?: readonly ToldByProgram[]; file: Given };

/** A template for contacts, which are object 1 of its file. Throws where the file would be refused: it is checked when it is loaded in tests. */
export function contactTemplate({ file, tells = [], ...template }: GivenTemplate): Template {
  const object = { 1: { key: 'contact', singular: 'Contact', plural: 'Contacts' } };
  return {
    ...template,
    tells,
    file: portableSchema.parse({ format: PORTABLE_FORMAT, object: 1, ...file, things: { ...file.things, object } }),
  };
}
