import { isEventLine, type EventLine, type ScoreSettings } from '../rules/score-settings.ts';

/** Settings that know the highest line id ever given, the one given before included. */
export function withLastId(settings: ScoreSettings, before = 0): ScoreSettings {
  return { ...settings, lastId: Math.max(before, settings.lastId, ...settings.lines.map(({ id }) => id)) };
}

/** The event lines of which others count than before: new ones, and those about something else or with other limits. Points alone are no reason. */
export function recountedLines(before: ScoreSettings, after: ScoreSettings): number[] {
  const counting = ({ event, subject, most, perDay }: EventLine): string => JSON.stringify([event, subject ?? null, most, perDay]);
  const known = new Map(before.lines.filter(isEventLine).map((line) => [line.id, counting(line)]));
  return after.lines
    .filter(isEventLine)
    .filter((line) => known.get(line.id) !== counting(line))
    .map(({ id }) => id);
}
