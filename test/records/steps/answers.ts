import { objectShape } from '../../../src/records/object-shapes.ts';
import { type Random } from '../../criteria/random.ts';
import { inside, type ModelWorld } from '../model-world.ts';
import { same, type ModelRecord } from '../reference-model.ts';

/** What a step found wrong at once; undefined where product and model answered alike. */
export type Doing = (world: ModelWorld, random: Random) => Promise<string | undefined | void>;

export const some = (random: Random, records: readonly ModelRecord[], most = 6): number[] =>
  records.length === 0 ? [] : [...new Set(random.some(records, most).map(({ id }) => id))];
export const pick = (random: Random, records: readonly ModelRecord[]): ModelRecord | undefined =>
  records.length === 0 ? undefined : random.pick(records);
export const differ = (product: unknown, model: unknown, what: string): string | undefined =>
  same(product, model) ? undefined : `${what}: the product says ${JSON.stringify(product)}, the model ${JSON.stringify(model)}`;

/** Options that are offered now. */
export async function offered(world: ModelWorld, fieldId: number): Promise<number[]> {
  const shape = await inside(world, (db) => objectShape(db, world.ship));
  return (shape.fields.find(({ id }) => id === fieldId)?.options ?? []).filter(({ archived }) => !archived).map(({ id }) => id);
}
