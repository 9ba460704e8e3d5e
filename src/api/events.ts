import { eventKind } from '../ledger/index.ts';

/**
 * A tool was called. Data: for whom (`by`, `userId`), how it ended (`outcome`, with the `code` of a refusal), and which numbers it was given. What a
 * caller wrote is not kept: it may speak of anybody.
 */
export const toolCalled = eventKind('tool.called', { retention: 'business' });
/** A tool, or all of them at once, was switched on or off: data is {tool, isOn}; without a tool, all. */
export const toolSwitched = eventKind('tool.switched', { retention: 'proof' });

export const apiEvents = [toolCalled, toolSwitched] as const;
