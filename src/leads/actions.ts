import type { z } from 'zod';
import type { Action } from '../app/kernel/domain.ts';
import { routerById } from './queries/routers.ts';
import { scoreById } from './queries/scores.ts';
import { routeRecords } from './routing/route-records.ts';
import { addPointsSettings, routeActionSettings } from './schema.ts';
import { addToScore } from './scoring/add-to-score.ts';

const routeLead: Action<z.infer<typeof routeActionSettings>> = {
  kind: 'lead.route',
  settings: routeActionSettings,
  async problems(db, objectId, { routerId }) {
    const router = await routerById(db, routerId);
    if (!router) return ['The lead router was deleted. Choose another.'];
    return router.object_id === objectId ? [] : [`“${router.name}” is for another kind of record. Choose another.`];
  },
  async apply(db, { actor, recordIds, causeIds, settings: { routerId } }) {
    if (!(await routerById(db, routerId))) return { failed: new Map(recordIds.map((id) => [id, 'The lead router was deleted.'])) };
    await routeRecords(db, actor, { routerId, recordIds, causeIds });
    return {};
  },
};

const addPoints: Action<z.infer<typeof addPointsSettings>> = {
  kind: 'score.add',
  settings: addPointsSettings,
  right: 'leads.manage',
  async problems(db, objectId, { scoreId }) {
    const score = await scoreById(db, scoreId);
    if (!score) return ['The score was deleted. Choose another.'];
    return score.object_id === objectId ? [] : [`“${score.name}” is for another kind of record. Choose another.`];
  },
  async apply(db, { actor, recordIds, causeIds, settings }) {
    if (!(await scoreById(db, settings.scoreId))) return { failed: new Map(recordIds.map((id) => [id, 'The score was deleted.'])) };
    await addToScore(db, actor, { ...settings, recordIds, causeIds });
    return {};
  },
};

/** What maps and people can do with records, a lead router or a score. */
export const actions: readonly Action[] = [routeLead, addPoints];
