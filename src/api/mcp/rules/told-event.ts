import { z } from 'zod';

/** An event as tools tell it. */
export const toldEventShape = z.object({
  id: z.number(),
  at: z.string(),
  kind: z.string(),
  by: z.string().describe('Who did it: a user’s name, or contact, api_key, app, tool, step (an automation), import, system.'),
  subject: z.string().optional(),
  changes: z.array(z.string()).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  caused_by_event: z.number().optional(),
});

/** An event as routes give it. */
export interface RouteEvent {
  id: number;
  kind: string;
  at: string;
  actor: { type: string; id: string | null; name: string | null };
  subject: { type: string; id: number; name: string | null } | null;
  causeId: number | null;
  data: Record<string, unknown> | null;
  personal: Record<string, unknown> | null;
  changes: readonly { label: string; before: string; after: string }[];
}

export function toldEvent({ id, kind, at, actor, subject, causeId, data, personal, changes }: RouteEvent) {
  const details = { ...data, ...personal };
  return {
    id,
    at,
    kind,
    by: actor.name === null ? actor.type : actor.type === 'user' ? actor.name : `${actor.type} ${actor.id ?? ''} for ${actor.name}`,
    ...(subject === null ? {} : { subject: `${subject.type} ${subject.name ?? subject.id}` }),
    ...(changes.length > 0 ? { changes: changes.map(({ label, before, after }) => `${label}: ${before || '–'} → ${after || '–'}`) } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
    ...(causeId === null ? {} : { caused_by_event: causeId }),
  };
}
