import type { EventContent } from '../app/kernel/domain.ts';
import { eventKind } from '../ledger/index.ts';

const form = { retention: 'business', subject: 'form' } as const;

const told = (key: string, label: string, of: 'data' | 'personal', more: Partial<EventContent> = {}): EventContent => ({
  key,
  label: `content.${label}`,
  type: 'text',
  at: { in: of, path: [key] },
  ...more,
});

/**
 * Somebody handed a form in: data is {version, isNew, userIds}, personal is {page, referrer, campaign, source, medium, content, term, country, region, city}.
 * The cause of all that it changed.
 */
export const formSubmitted = eventKind('form.submitted', {
  ...form,
  trigger: true,
  content: [
    told('known', 'form.known', 'data', { type: 'choice', choices: ['new', 'known'] }),
    told('page', 'page.address', 'personal'),
    told('campaign', 'utm.campaign', 'personal'),
    told('source', 'utm.source', 'personal'),
    told('medium', 'utm.medium', 'personal'),
    told('country', 'form.country', 'personal'),
  ],
});
export const formCreated = eventKind('form.created', form);
export const formUpdated = eventKind('form.updated', form);
export const formPublished = eventKind('form.published', form);
export const formWithdrawn = eventKind('form.withdrawn', form);
export const formDeleted = eventKind('form.deleted', form);

export const FORM_EVENTS = [formSubmitted, formCreated, formUpdated, formPublished, formWithdrawn, formDeleted] as const;
