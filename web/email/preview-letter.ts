import type { Api } from '../app/api.ts';
import { type Draft, emailCalls } from './email-data.ts';

const CONTACT = 0;

/** A letter to contacts that is kept nowhere, as anybody would get it. */
export const previewLetter = (api: Api, letter: Pick<Draft, 'name' | 'purpose' | 'subject' | 'preheader' | 'body'>) =>
  emailCalls(api).preview({ ...letter, fromName: '', replyTo: '' }, CONTACT, null);
