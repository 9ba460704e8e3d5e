import {
  IconCheckbox,
  IconForms,
  IconHome,
  IconInbox,
  IconMail,
  IconRoute,
  IconSend,
  IconSettings,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { later } from './later.tsx';
import type { Account } from './session.ts';
import { holds } from './settings.ts';
import type { MessageKey } from './messages/t.ts';

export interface Place {
  id: string;
  label: MessageKey;
  icon: typeof IconHome;
  /** After `/a/$account`. */
  path: string;
  /** `g` and then this letter goes there. */
  letter?: string;
  /** Whether the viewer may use it; everyone may when it is left out. */
  visible?: (account: Account) => boolean;
  /** How much waits there, beside its name. */
  Count?: ComponentType<object>;
  /** One of the two that a phone shows without opening the list. */
  onPhone?: boolean;
  /** At the foot of the rail instead of in its middle. */
  atFoot?: boolean;
}

/** The places of the left rail, in order; the objects of the account stand after the first. Append yours. */
export const places: readonly Place[] = [
  { id: 'home', label: 'app.place.home', icon: IconHome, path: '/', letter: 'h' },
  {
    id: 'inbox',
    label: 'inbox.title',
    icon: IconInbox,
    path: '/inbox',
    letter: 'i',
    visible: holds('inbox.use'),
    Count: later(async () => (await import('../inbox/inbox-count.tsx')).InboxCount),
  },
  { id: 'groups', label: 'criteria.groups', icon: IconUsersGroup, path: '/groups', letter: 'g' },
  { id: 'automations', label: 'automations.title', icon: IconRoute, path: '/automations', letter: 'a' },
  { id: 'tasks', label: 'app.place.tasks', icon: IconCheckbox, path: '/tasks', letter: 't', onPhone: true },
  { id: 'messages', label: 'email.messages', icon: IconMail, path: '/messages', letter: 'm', visible: holds('messages.manage') },
  { id: 'forms', label: 'forms.title', icon: IconForms, path: '/forms', letter: 'f', visible: holds('forms.manage') },
  { id: 'outbox', label: 'email.outbox', icon: IconSend, path: '/outbox', letter: 'o', visible: holds('outbox.view') },
  { id: 'settings', label: 'app.place.settings', icon: IconSettings, path: '/settings', letter: 's', atFoot: true },
];

/** The letter after `g` of an object that is not custom. */
export const objectLetters: Readonly<Record<string, string>> = {
  contact: 'c',
  contacts: 'c',
  company: 'y',
  companies: 'y',
  deal: 'd',
  deals: 'd',
};

export const visiblePlaces = (account: Account): Place[] => places.filter((place) => place.visible?.(account) ?? true);
