import type { Viewer } from '../app/kernel/viewer.ts';
import type { RouterRow } from './queries/routers.ts';
import type { ScoreRow } from './queries/scores.ts';
import type { RouterSettings } from './rules/router-settings.ts';
import type { TriedRouter } from './routing/try-router.ts';
import type { ExplainedScore } from './scoring/explain-scores.ts';
import type { ScorePreview } from './scoring/preview-score.ts';

/** What a score asks for is shown to those who look after scores alone: conditions may be about what others do not see. */
export const presentScore = (score: ScoreRow, viewer: Viewer, broken: ReadonlyMap<number, string> = new Map()) => ({
  id: score.id,
  objectId: score.object_id,
  fieldId: score.field_id,
  bandFieldId: score.band_field_id,
  name: score.name,
  settings: viewer.can('leads.manage') ? score.settings : { ...score.settings, lines: [] },
  revision: score.revision,
  updatedAt: score.updated_at.toISOString(),
  /** The looking through of all records after a change of the model, where one is under way. */
  sweep: score.sweep_why === 'model' ? { done: score.sweep_done, total: score.sweep_total, isStopped: score.sweep_stopped } : null,
  isStopped: score.sweep_stopped,
  broken: Object.fromEntries(broken),
});

export const presentPreview = ({ records, looked, bands, top, ms }: ScorePreview) => ({
  records,
  looked,
  bands,
  top: top.map(({ id, name, score }) => ({ id, name, score })),
  ms,
});

export const presentExplained = ({ score, value, band, lines }: ExplainedScore) => ({
  id: score.id,
  name: score.name,
  objectId: score.object_id,
  value,
  band,
  cap: score.settings.cap,
  floor: score.settings.floor,
  decay: score.settings.decay,
  lines: lines.map(({ line, times, given, left, broken }) => ({
    line: line ?? null,
    times: times ?? null,
    given,
    left,
    broken: broken ?? null,
  })),
});

export const presentRouter = (router: RouterRow, settings: RouterSettings, waiting: number) => ({
  id: router.id,
  objectId: router.object_id,
  name: router.name,
  settings,
  revision: router.revision,
  updatedAt: router.updated_at.toISOString(),
  waiting,
  /** When somebody is next there for those who wait. */
  wakesAt: router.wakes_at instanceof Date ? router.wakes_at.toISOString() : null,
});

export const presentTried = ({ members, next }: TriedRouter) => ({
  members: members.map(({ userId, today, week, absence, back }) => ({
    userId,
    today,
    week,
    absence: absence ?? null,
    back: back?.toISOString() ?? null,
  })),
  next,
});
