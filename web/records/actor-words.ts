import { t, tFrom } from '../app/messages/t.ts';

/** Who did something: by name where there is one, and of a tool which it was and for whom. */
export function actorWords({ type, id, name }: { type: string; id: string | null; name: string | null }): string {
  if (type === 'tool' && name !== null) return t('records.actor.tool.for', { tool: id ?? '', user: name });
  return name ?? tFrom(`records.actor.${type}`, {}, type);
}
