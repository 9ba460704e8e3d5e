/** So many mails of one sender within an hour are somebody's machine: they are kept and nobody is told. */
const PER_HOUR = 20;
/** Beyond so many they are not even kept in a conversation. */
export const KEPT_PER_HOUR = 100;
export const HOUR_MS = 3_600_000;

/** What is made of one more mail, of a sender of whom so many came within the hour. */
export function attentionTo(isAuto: boolean, withinTheHour: number): 'full' | 'quiet' | 'none' {
  if (withinTheHour >= KEPT_PER_HOUR) return 'none';
  return isAuto || withinTheHour >= PER_HOUR ? 'quiet' : 'full';
}
