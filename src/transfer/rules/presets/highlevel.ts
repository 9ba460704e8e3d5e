import { CONTACT } from '../../../records/index.ts';
import { columnsOf, permission, type Preset } from './preset.ts';

/** Contacts exported from a list of HighLevel. */
export const HIGHLEVEL: readonly Preset[] = [
  {
    key: 'highlevel-contacts',
    label: 'HighLevel contacts',
    source: 'highlevel',
    objectId: CONTACT,
    all: ['Contact Id', 'Email'],
    some: [
      'Business Name',
      'Last Activity',
      'Created',
      'Additional Emails',
      'Additional Phones',
      'DND',
      'Assigned',
      'Contact Type',
      'Phone',
    ],
    atLeast: 2,
    columns: columnsOf([
      ['key', 'contact id'],
      [{ field: 'firstname' }, 'first name'],
      [{ field: 'lastname' }, 'last name'],
      [{ field: 'email' }, 'email'],
      [{ field: 'office_phone' }, 'phone'],
      [{ field: 'birthday', written: { unreadable: 'blank' } }, 'date of birth,birth date'],
      [{ field: 'address' }, 'street address,address,address 1'],
      [{ field: 'city' }, 'city'],
      [{ field: 'state' }, 'state'],
      [{ field: 'zip' }, 'postal code'],
      [{ field: 'country', written: { unreadable: 'blank' } }, 'country'],
      [{ field: 'website' }, 'website'],
      [{ field: 'timezone' }, 'timezone,time zone'],
      [{ field: 'lead_source' }, 'source,contact source'],
      [{ parent: 'company', by: 'name' }, 'business name,company name'],
      ['tags', 'tags'],
      [permission('opted-out'), 'dnd,do not disturb,email dnd'],
      [permission('opted-out', 'sms'), 'sms dnd'],
      [{ new: 'dropdown' }, 'contact type,type'],
      [
        'skip',
        'name,full name,contact name,created,created on,last activity,last updated,updated,assigned,assigned to,assigned user,followers,additional emails,additional phones,opportunities,engagement score,valid email',
      ],
    ]),
  },
];
