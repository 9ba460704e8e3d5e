import { Problem } from '../../app/kernel/problem.ts';
import type { ObjectShape } from '../../records/index.ts';

/** The object somebody means with `contacts`, `Contact` or `0`. Refuses with `not_found`, naming those there are. */
export function objectNamed(shapes: readonly ObjectShape[], name: string): ObjectShape {
  const word = name.toLowerCase();
  const shape = shapes.find(({ id, key, plural, singular }) =>
    [String(id), key, plural.toLowerCase(), singular.toLowerCase()].includes(word),
  );
  if (shape) return shape;
  const known = shapes.map(({ plural }) => plural.toLowerCase()).join(', ');
  throw new Problem('not_found', `There is no object “${name}”. Name one of ${known}.`, { status: 404 });
}
