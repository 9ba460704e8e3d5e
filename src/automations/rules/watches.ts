import type { AutomationMap } from '../schema.ts';

/** Whether a map asks of records while they stand on it, so that what happens to them may concern it at any time. */
export const watches = ({ exit, steps }: AutomationMap): boolean =>
  exit !== null || steps.some(({ kind, settings }) => kind === 'wait' && settings.wait === 'criteria');
