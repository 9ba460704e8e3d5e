import { newToken } from '../identity/tokens.ts';

/** A secret that says at a glance, and to programs that look for lost ones, whether it opens something real. */
export const newSecret = (isTest: boolean): string => `${isTest ? 'test' : 'live'}_${newToken()}`;
