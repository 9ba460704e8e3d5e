import type { AccountDb } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { eventKinds } from '../../app/registry.ts';
import { rolesOf, usersOf } from '../../accounts/index.ts';
import { criteriaContext } from '../../criteria/index.ts';
import { allMessages } from '../../email/index.ts';
import { allRouters, allScores } from '../../leads/index.ts';
import { objectShapes, tagsOfObject, taskTemplates } from '../../records/index.ts';
import { allAutomations } from '../queries/automations.ts';
import type { ThingsHere } from '../rules/things-here.ts';

/** Everything of the account that a map can speak of, by name. */
export async function thingsHere(db: AccountDb, objectId = 0): Promise<ThingsHere> {
  const objects = await objectShapes(db);
  const tags: { id: number; name: string; objectId: number }[] = [];
  for (const { id } of objects) tags.push(...(await tagsOfObject(db, id)).map((tag) => ({ ...tag, objectId: id })));
  const { groups } = await criteriaContext(db, { objectId, viewer: everyone });
  const kinds = new Map(eventKinds().map((kind) => [kind.kind, kind]));
  return {
    objects,
    tags,
    groups: [...groups.values()],
    messages: (await allMessages(db)).map(({ object_id, ...message }) => ({ ...message, objectId: object_id })),
    templates: (await taskTemplates(db)).map(({ id, object_id, name, archived_at: _archived, ...content }) => ({
      id,
      objectId: object_id,
      name,
      content: { ...content, name, objectId: object_id },
    })),
    automations: (await allAutomations(db)).map(({ id, name, object_id }) => ({ id, name, objectId: object_id })),
    users: (await usersOf(db)).filter(({ hasLeft }) => !hasLeft).map(({ id, name }) => ({ id, name })),
    roles: await rolesOf(db),
    routers: (await allRouters(db)).map(({ id, name }) => ({ id, name })),
    scores: (await allScores(db)).map(({ id, name }) => ({ id, name })),
    eventOf: (kind) => {
      const known = kinds.get(kind);
      return known && { subject: known.subject, content: known.content ?? [] };
    },
  };
}
