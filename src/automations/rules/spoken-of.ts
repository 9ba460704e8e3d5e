import { rewriteMap, rewriteSettings, type Reference, type Rewriting } from './references.ts';
import { meaningOf, type ThingsHere } from './things-here.ts';
import type { AutomationMap } from '../schema.ts';

/** Everything that maps and task templates speak of, as `message:7`. */
export function spokenOf(
  here: ThingsHere,
  maps: readonly { objectId: number; map: AutomationMap }[],
  templatesBut: readonly number[],
): Set<string> {
  const spoken = new Set<string>();
  const by: Rewriting = {
    rename: ({ what, id }: Reference) => (spoken.add(`${what}:${id}`), id),
    fieldOf: (objectId, fieldId) => meaningOf(here.objects, objectId, fieldId),
    eventOf: here.eventOf,
  };
  for (const { objectId, map } of maps) rewriteMap(map, objectId, by);
  for (const { id, objectId, content } of here.templates)
    if (!templatesBut.includes(id)) rewriteSettings({ ...content, objectId: objectId! }, objectId!, by);
  return spoken;
}
