import { CONTACT } from '../../../records/index.ts';
import { columnsOf, type Preset } from './preset.ts';

const COLUMNS = columnsOf([
  [{ field: 'firstname' }, 'first name,given name'],
  [{ field: 'lastname' }, 'last name,family name'],
  [{ field: 'email' }, 'e-mail 1 - value'],
  [{ field: 'office_phone', written: { unreadable: 'blank' } }, 'phone 1 - value'],
  [{ field: 'sms_number', written: { unreadable: 'blank' } }, 'phone 2 - value'],
  [{ field: 'title' }, 'organization title,organization 1 - title'],
  [{ parent: 'company', by: 'name' }, 'organization name,organization 1 - name'],
  [{ field: 'birthday', written: { unreadable: 'blank' } }, 'birthday'],
  [{ field: 'address' }, 'address 1 - street'],
  [{ field: 'address2' }, 'address 1 - extended address'],
  [{ field: 'city' }, 'address 1 - city'],
  [{ field: 'state' }, 'address 1 - region'],
  [{ field: 'zip' }, 'address 1 - postal code'],
  [{ field: 'country', written: { unreadable: 'blank' } }, 'address 1 - country'],
  [{ field: 'website', written: { unreadable: 'blank' } }, 'website 1 - value'],
  ['tags', 'labels,group membership'],
  ['note', 'notes'],
  [
    'skip',
    'name,middle name,additional name,phonetic first name,phonetic middle name,phonetic last name,yomi name,given name yomi,additional name yomi,family name yomi,name prefix,name suffix,initials,nickname,short name,maiden name,file as,gender,location,billing information,directory server,mileage,occupation,hobby,sensitivity,priority,subject,language,photo,organization department,organization 1 - type,organization 1 - yomi name,organization 1 - department,organization 1 - symbol,organization 1 - location,organization 1 - job description,e-mail 1 - type,e-mail 1 - label,phone 1 - type,phone 1 - label,phone 2 - type,phone 2 - label,address 1 - type,address 1 - label,address 1 - formatted,address 1 - po box,website 1 - type,website 1 - label',
  ],
]);

/** An address book: nobody in it has asked for mail by being there. */
const standing = () => 'none' as const;

/** Google Contacts, in the shape of before 2024 and the one of today. */
export const GOOGLE_CONTACTS: readonly Preset[] = [
  {
    key: 'google-contacts',
    label: 'Google Contacts',
    source: 'google',
    objectId: CONTACT,
    all: ['E-mail 1 - Value'],
    some: ['First Name', 'Last Name', 'Labels', 'Organization Name', 'Phonetic First Name', 'File As', 'E-mail 1 - Label'],
    atLeast: 4,
    columns: COLUMNS,
    standing,
  },
  {
    key: 'google-contacts-old',
    label: 'Google Contacts',
    source: 'google',
    objectId: CONTACT,
    all: ['E-mail 1 - Value'],
    some: ['Given Name', 'Family Name', 'Group Membership', 'Yomi Name', 'E-mail 1 - Type', 'Additional Name'],
    atLeast: 4,
    columns: COLUMNS,
    standing,
  },
];
