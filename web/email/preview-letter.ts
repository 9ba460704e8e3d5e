import type { Api } from '../app/api.ts';
import { emailCalls, type Written } from './email-data.ts';

const CONTACT = 0;

/** A letter to contacts that is kept nowhere, as anybody would get it. */
export const previewLetter = (api: Api, letter: Written) => emailCalls(api).preview(letter, CONTACT, null);
