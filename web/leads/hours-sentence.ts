import type { Hours, MemberSettings } from '../../src/leads/schema.ts';
import { t } from '../app/messages/t.ts';
import { nameOfDays } from '../automations/index.tsx';

/** When a member works, in a few words: "Monday to Friday 09:00–17:00 (Europe/London)". */
export function hoursOf({ hours, zone }: MemberSettings): string {
  if (hours === null) return t('leads.router.hours.always');
  const words = hours.map(({ days, from, to }: Hours) => `${nameOfDays(days)} ${from}–${to}`).join(', ');
  return zone === null ? words : `${words} (${zone})`;
}
