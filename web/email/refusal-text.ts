import { tFrom } from '../app/messages/t.ts';
import { reasonText } from './email-data.ts';

/** Why the gate gave somebody no letter, as a sentence. */
export const refusalText = (reason: string): string => tFrom(`refusal.${reason}`, {}, reasonText(reason));
