import type { EventContent } from '../app/kernel/domain.ts';
import { eventKind } from '../ledger/index.ts';

const told = (key: string, label: string, type: EventContent['type'] = 'text'): EventContent => ({
  key,
  label: `content.${label}`,
  type,
  at: { in: 'personal', path: [key] },
});

/** Somebody whom the account knows looked at a page: personal is {address, host, path, referrer, campaign, source, medium, content, term}. */
export const pageVisited = eventKind('page.visited', {
  retention: 'behaviour',
  trigger: true,
  content: [
    told('address', 'page.address'),
    told('path', 'page.path'),
    told('referrer', 'page.referrer'),
    told('campaign', 'utm.campaign'),
    told('source', 'utm.source'),
    told('medium', 'utm.medium'),
  ],
});
/** A visitor turned out to be this person: data.how is form | letter. */
export const visitorKnown = eventKind('visitor.known', { retention: 'behaviour' });
export const visitSettingsChanged = eventKind('visit_settings.changed', { retention: 'business' });

export const VISIT_EVENTS = [pageVisited, visitorKnown, visitSettingsChanged] as const;
