import type { EventLine } from '../../src/leads/schema.ts';
import { language, t } from '../app/messages/t.ts';
import { formatNumber } from '../ui/numbers.ts';

/** Points with their sign, the minus as long as the plus. */
export const signed = (points: number): string => (points < 0 ? `−${formatNumber(Math.abs(points))}` : `+${formatNumber(points)}`);

/** How often a line counts at most; nothing where it always does. */
export function limitsOf({ most, perDay }: Pick<EventLine, 'most' | 'perDay'>): string {
  const limits = [
    most === null ? undefined : t('leads.line.limits.ever', { count: most }),
    perDay === null ? undefined : t('leads.line.limits.perDay', { count: perDay }),
  ].filter((limit) => limit !== undefined);
  return new Intl.ListFormat(language.locale, { type: 'conjunction' }).format(limits);
}
