/** `2026-11-21T14:05`, what the clock on the wall of `timeZone` shows at a moment. */
export function wallClockOf(moment: string | Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(moment));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The moment at which the wall clock of `timeZone` shows `2026-11-21T14:05`, as ISO 8601 in UTC. Of a time skipped in spring, the one an hour later. */
export function instantOf(wallClock: string, timeZone: string): string {
  const asUtc = Date.parse(`${wallClock}:00Z`);
  let guess = asUtc;
  // The zone's offset is that of the moment looked for: twice is enough, also across a change of the clocks.
  for (let round = 0; round < 2; round += 1) guess = asUtc - (Date.parse(`${wallClockOf(new Date(guess), timeZone)}:00Z`) - guess);
  return new Date(guess).toISOString();
}
