import type { Answer, CompatibleCall } from './call.ts';
import type { ObjectType } from './rules/object-types.ts';

/** What a call names by its path: a type, and whether it speaks of one thing of it or of many. */
export interface Named {
  type: ObjectType;
  isMany: boolean;
}

export type Act = (call: CompatibleCall, named: Named) => Promise<Answer>;

/** What may be done with the things of a type. */
export interface Resource {
  /** The area of the product whose scope a key needs: what is of `records` is read with `records:read` and changed with `records:write`. */
  area: string;
  /** By method, `GET` of many and `GET one`, and by the word behind the name: `GET /getinfo`. Where nothing is said of one, it is as of many. */
  acts: Readonly<Record<string, Act>>;
}

/** What a call asks of a resource; undefined where it cannot be asked. */
export function actOf({ acts }: Resource, { method }: CompatibleCall, { isMany, word }: Named & { word: string }): Act | undefined {
  const names = word === '' ? [...(isMany ? [] : [`${method} one`]), method] : [`${method} /${word}`];
  const name = names.find((one) => Object.hasOwn(acts, one));
  return name === undefined ? undefined : acts[name];
}
