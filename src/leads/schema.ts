import { z } from 'zod';
import { routerSettingsSchema } from './rules/router-settings.ts';
import { scoreSettingsSchema } from './rules/score-settings.ts';

export { absenceOf, type Absence } from './rules/availability.ts';
export {
  MOST_MEMBERS,
  memberSettingsSchema,
  routerSettingsSchema,
  type Hours,
  type Member,
  type MemberSettings,
  type Otherwise,
  type RouterSettings,
} from './rules/router-settings.ts';
export {
  DEFAULT_BANDS,
  DEFAULT_CAP,
  FIRST_DECAY,
  isCriteriaLine,
  isEventLine,
  mayBeCounted,
  MOST_LINES,
  scoreSettingsSchema,
  type Band,
  type CriteriaLine,
  type Decay,
  type EventLine,
  type ScoreLine,
  type ScoreSettings,
} from './rules/score-settings.ts';

export const MOST_SCORES = 20;
export const MOST_ROUTERS = 200;

const id = z.int('Give a number.').positive('Give a number above zero.');
const scoreName = z.string().trim().min(1, 'Give the score a name.').max(60, 'A name may have at most 60 characters.');
const routerName = z.string().trim().min(1, 'Give the router a name.').max(100, 'A name may have at most 100 characters.');

export const leadParams = z.object({ id: z.coerce.number('This is no number.').int().positive() });
export const leadRecordParams = z.object({ object: z.coerce.number().int().min(0), id: z.coerce.number().int().positive() });

export const newScoreBody = z.strictObject({ objectId: z.int().min(0), name: scoreName, settings: scoreSettingsSchema.prefault({}) });
export type NewScore = z.infer<typeof newScoreBody>;
/** `revision` is the one the change was made from; somebody else's change in between is not overwritten. */
export const scoreBody = z.strictObject({ name: scoreName.optional(), settings: scoreSettingsSchema.optional(), revision: z.int() });
export type ScoreChange = z.infer<typeof scoreBody>;
export const previewScoreBody = z.strictObject({ objectId: z.int().min(0), scoreId: id.optional(), settings: scoreSettingsSchema });

export const newRouterBody = z.strictObject({ objectId: z.int().min(0), name: routerName, settings: routerSettingsSchema });
export type NewRouter = z.infer<typeof newRouterBody>;
export const routerBody = z.strictObject({ name: routerName.optional(), settings: routerSettingsSchema.optional(), revision: z.int() });
export type RouterChange = z.infer<typeof routerBody>;
/** A router as it is being edited; with its id its turn and today's numbers count. */
export const tryRouterBody = z.strictObject({ routerId: id.optional(), settings: routerSettingsSchema });

export const routeActionSettings = z.strictObject({ routerId: z.int('Choose a lead router.').positive('Choose a lead router.') });
export const addPointsSettings = z.strictObject({
  scoreId: z.int('Choose a score.').positive('Choose a score.'),
  points: z
    .int('Points are whole numbers.')
    .min(-1_000, 'Take at most 1,000 points.')
    .max(1_000, 'Give at most 1,000 points.')
    .refine((points) => points !== 0, 'Give points to add, or to take away.'),
});
