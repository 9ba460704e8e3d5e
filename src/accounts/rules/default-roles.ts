import type { ObjectRights } from '../../app/kernel/viewer.ts';
import { ACCOUNT_RIGHTS, type Rights } from '../schema.ts';

export interface DefaultRole {
  name: string;
  isOwner: boolean;
  /** The name of the role above; null for the owner's. */
  manager: string | null;
  rights: Rights;
}

const reach = (rights: Partial<ObjectRights>): Rights['otherObjects'] => ({
  view: 'none',
  edit: 'none',
  delete: 'none',
  create: false,
  export: false,
  bulk: false,
  ...rights,
  sections: {},
});

const EVERYTHING = reach({ view: 'all', edit: 'all', delete: 'all', create: true, export: true, bulk: true });

/** The roles an account begins with. Everything about them but the owner's can be changed. */
export const DEFAULT_ROLES: readonly DefaultRole[] = [
  {
    name: 'Account owner',
    isOwner: true,
    manager: null,
    rights: { account: [...ACCOUNT_RIGHTS], objects: {}, otherObjects: EVERYTHING },
  },
  {
    name: 'Manager',
    isOwner: false,
    manager: 'Account owner',
    rights: {
      account: [
        'users.manage',
        'fields.manage',
        'records.import',
        'automations.manage',
        'messages.manage',
        'groups.manage',
        'leads.manage',
        'forms.manage',
        'outbox.view',
        'inbox.use',
      ],
      objects: {},
      otherObjects: EVERYTHING,
    },
  },
  {
    name: 'Sales',
    isOwner: false,
    manager: 'Manager',
    rights: { account: ['groups.manage', 'inbox.use'], objects: {}, otherObjects: reach({ view: 'team', edit: 'team', create: true }) },
  },
  {
    name: 'Marketing',
    isOwner: false,
    manager: 'Manager',
    rights: {
      account: [
        'records.import',
        'automations.manage',
        'messages.manage',
        'groups.manage',
        'leads.manage',
        'forms.manage',
        'outbox.view',
        'inbox.use',
      ],
      objects: {},
      otherObjects: reach({ view: 'all', edit: 'all', create: true, bulk: true }),
    },
  },
  { name: 'Read only', isOwner: false, manager: 'Manager', rights: { account: [], objects: {}, otherObjects: reach({ view: 'all' }) } },
];
