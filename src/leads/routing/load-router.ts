import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { routerById, type RouterRow } from '../queries/routers.ts';

/** A lead router by its id; with `lock` nobody else shares out by it to the end of the transaction. Refuses `not_found`. */
export async function loadRouter(db: AccountDb, id: number, lock = false): Promise<RouterRow> {
  const router = await routerById(db, id, lock);
  if (!router) throw notFound('lead router');
  return router;
}
