import type { Things } from '../rules/portable.ts';

/** A thing that was made for a map, and how it is called. */
export interface MadeThing {
  what: keyof Things;
  id: number;
  name: string;
}
