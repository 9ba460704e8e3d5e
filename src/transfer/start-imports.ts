import type { AccountDb, Database } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import { objectShapes } from '../records/index.ts';
import { importById, importsOfSet, updateMapping, type ImportRow } from './queries/imports.ts';
import { headerKey } from './rules/header-key.ts';
import { otherObjectOf } from './rules/other-object.ts';
import { orderFiles } from './rules/order-files.ts';
import { startImport, type Importer } from './start-import.ts';
import type { MadeThing, Target } from './schema.ts';
import { surveyImport } from './survey-import.ts';

/**
 * Sets an import going together with all files that came with it, one after the other in the order their relations ask for. Refuses what
 * `startImport` refuses of any of them; then none has begun.
 */
export async function startImports(
  database: Database,
  accountId: number,
  importer: Importer,
  { id, permission }: { id: number; permission: string },
): Promise<void> {
  const drafts = await database.account(accountId, async (db) => {
    const imported = await importById(db, id);
    if (!imported) throw notFound('import');
    const set = imported.set_id === null ? [imported] : await importsOfSet(db, imported.set_id);
    return set.filter((each) => each.id === id || each.status === 'draft');
  });
  for (const draft of drafts) if (makesOptions(draft)) await surveyImport(database, accountId, draft);
  await database.account(accountId, async (db) => {
    const shapes = await objectShapes(db);
    const order = orderFiles(
      drafts.map((draft) => ({
        id: draft.id,
        objectId: draft.object_id,
        mapping: draft.mapping ?? [],
        parentObjectOf: (fieldId) => {
          const field = shapes.find((shape) => shape.id === draft.object_id)?.fields.find(({ id }) => id === fieldId);
          return field ? otherObjectOf(field) : null;
        },
      })),
    );
    await agreeOnTypes(db, drafts);
    const made = new Map<number, MadeThing[]>();
    for (const [at, each] of order.entries()) {
      const objectId = drafts.find((draft) => draft.id === each)!.object_id;
      const before = made.get(objectId) ?? [];
      const more = await startImport(db, importer, each, { permission, afterId: order[at - 1] ?? null, made: before });
      made.set(objectId, [...before, ...more]);
    }
  });
}

/** A new field that several files fill is a text where they do not agree on its type. */
async function agreeOnTypes(db: AccountDb, drafts: readonly ImportRow[]): Promise<void> {
  const types = new Map<string, Set<string>>();
  const keyOf = (draft: ImportRow, target: Target): string => `${draft.object_id}:${target.to === 'new' ? headerKey(target.label) : ''}`;
  for (const draft of drafts) {
    for (const target of draft.mapping ?? []) {
      if (target.to === 'new') types.set(keyOf(draft, target), (types.get(keyOf(draft, target)) ?? new Set()).add(target.type));
    }
  }
  for (const draft of drafts) {
    const isTorn = (target: Target): boolean => target.to === 'new' && types.get(keyOf(draft, target))!.size > 1;
    if (!draft.mapping?.some(isTorn)) continue;
    const mapping = draft.mapping.map((target): Target => (target.to === 'new' && isTorn(target) ? { ...target, type: 'text' } : target));
    await updateMapping(db, draft.id, mapping, draft.options!);
  }
}

const makesOptions = ({ mapping, status }: ImportRow): boolean =>
  status === 'draft' &&
  (mapping ?? []).some(
    (target) =>
      (target.to === 'field' && target.newOptions) || (target.to === 'new' && (target.type === 'dropdown' || target.type === 'list')),
  );
