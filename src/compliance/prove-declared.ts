import type { AccountDb, Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid } from '../app/kernel/problem.ts';
import { insertDeclared } from './queries/declared.ts';
import { declarationProblem } from './schema.ts';

/**
 * Puts on record where the permission of people comes from whom an import has just made with `declaredStatus`. `people` is a select of
 * `record_id` and `evidence`, what the file itself says of when and where they opted in. Refuses with `permission_not_accepted` a
 * declaration that names no source, or one nobody may write to.
 */
export async function proveDeclared(
  db: AccountDb,
  actor: Actor,
  declared: { objectId: number; importId: number; declaration: string; people: Sql },
): Promise<void> {
  const problem = declarationProblem(declared.declaration);
  if (problem) throw invalid('permission', problem, 'permission_not_accepted');
  await insertDeclared(db, actor, declared);
}
