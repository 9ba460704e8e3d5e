import { CONTACT } from '../../../records/index.ts';
import type { Standing } from '../../schema.ts';
import { columnsOf, permission, type Preset } from './preset.ts';

/** An export of an audience holds a file for each standing, named for it. */
const STANDING_OF_FILE: readonly (readonly [RegExp, Standing])[] = [
  [/(^|[/_-])unsubscribed[_.-]/i, 'out'],
  [/(^|[/_-])cleaned[_.-]/i, 'bounced'],
  [/(^|[/_-])non-?subscribed[_.-]/i, 'none'],
  [/(^|[/_-])(transactional|archived)[_.-]/i, 'none'],
];

/** A Mailchimp audience: the system's columns in capitals, the others are the audience's merge fields. */
export const MAILCHIMP: readonly Preset[] = [
  {
    key: 'mailchimp-audience',
    label: 'Mailchimp audience',
    source: 'mailchimp',
    objectId: CONTACT,
    all: ['Email Address'],
    some: ['MEMBER_RATING', 'OPTIN_TIME', 'OPTIN_IP', 'CONFIRM_TIME', 'LAST_CHANGED', 'LEID', 'EUID', 'CLEAN_TIME', 'UNSUB_TIME'],
    atLeast: 3,
    standing: (fileName) => STANDING_OF_FILE.find(([pattern]) => pattern.test(fileName))?.[1] ?? null,
    columns: columnsOf([
      [{ field: 'email' }, 'email address'],
      [{ field: 'firstname' }, 'first name'],
      [{ field: 'lastname' }, 'last name'],
      [{ field: 'address' }, 'address'],
      [{ field: 'office_phone' }, 'phone number,phone'],
      [{ field: 'timezone' }, 'timezone'],
      [{ parent: 'company', by: 'name' }, 'company'],
      [{ new: 'text', label: 'Birthday (month and day)' }, 'birthday'],
      [permission('since'), 'optin_time'],
      [permission('address'), 'optin_ip'],
      [permission('opted-out'), 'unsub_time'],
      [permission('bounced'), 'clean_time'],
      [permission('source'), 'unsub_campaign_title,clean_campaign_title'],
      [permission('status'), 'email marketing status,subscription status,status'],
      ['tags', 'tags'],
      ['key', 'leid'],
      ['note', 'notes'],
      [{ new: 'number', label: 'Member rating' }, 'member_rating'],
      [
        'skip',
        'confirm_time,confirm_ip,latitude,longitude,gmtoff,dstoff,cc,region,last_changed,euid,unsub_campaign_id,unsub_reason,unsub_reason_other,clean_campaign_id,web_id',
      ],
    ]),
  },
];
