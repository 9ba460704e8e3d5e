import { fieldNamed, visibleFields, type FieldShape, type ObjectShape } from '../records/index.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { invalid } from '../app/kernel/problem.ts';

/** What names of fields are read against. */
export interface Naming {
  objects: ReadonlyMap<number, ObjectShape>;
  viewer: Viewer;
}

type Node = Record<string, unknown>;
const DEEPEST = 60;

/**
 * Conditions as programs write them, with the ids of fields in place of their keys, in the trees about related records too. What is no condition is
 * left for the language to refuse. Refuses `invalid_input` a name that is no field somebody may see.
 */
export function withFieldIds(tree: unknown, objectId: number, naming: Naming, depth = 0): unknown {
  if (depth > DEEPEST || typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) return tree.map((one) => withFieldIds(one, objectId, naming, depth + 1));
  const node = { ...(tree as Node) };
  for (const branch of ['all', 'any', 'not']) {
    if (branch in node) node[branch] = withFieldIds(node[branch], objectId, naming, depth + 1);
  }
  if (typeof node.field === 'string') node.field = namedField(node.field, objectId, naming).id;
  for (const pointer of ['parent', 'relation']) {
    if (!(pointer in node)) continue;
    const field = pointing(node[pointer], objectId, naming);
    if (field) node[pointer] = field.id;
    const leadsTo = pointer === 'parent' ? field?.parentObjectId : field?.settings.objectId;
    if ('matches' in node && typeof leadsTo === 'number') node.matches = withFieldIds(node.matches, leadsTo, naming, depth + 1);
  }
  if ('children' in node && typeof node.object === 'number') {
    const field = pointing(node.children, node.object, naming);
    if (field) node.children = field.id;
    if ('matches' in node) node.matches = withFieldIds(node.matches, node.object, naming, depth + 1);
  }
  return node;
}

function pointing(name: unknown, objectId: number, naming: Naming): FieldShape | undefined {
  if (typeof name === 'string') return namedField(name, objectId, naming);
  return naming.objects.get(objectId)?.fields.find(({ id }) => id === name);
}

function namedField(name: string, objectId: number, { objects, viewer }: Naming): FieldShape {
  const shape = objects.get(objectId);
  const field = shape && fieldNamed(visibleFields(viewer, shape), name);
  if (!field) throw invalid('criteria', `${shape?.plural ?? 'Records'} have no field “${name.slice(0, 60)}”. Check its name.`);
  return field;
}
