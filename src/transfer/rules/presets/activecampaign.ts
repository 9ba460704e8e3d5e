import { CONTACT } from '../../../records/index.ts';
import { columnsOf, permission, type Preset } from './preset.ts';

/** Contacts exported from ActiveCampaign, of all lists or of one, with their custom fields behind. */
export const ACTIVECAMPAIGN: readonly Preset[] = [
  {
    key: 'activecampaign-contacts',
    label: 'ActiveCampaign contacts',
    source: 'activecampaign',
    objectId: CONTACT,
    all: ['Email'],
    some: [
      'Lists',
      'Account Name',
      'Date Created',
      'Date Subscribed',
      'Date Unsubscribed',
      'Subscriber ID',
      'List',
      'Organization',
      'Contact Score',
      'IP',
      'IP Address',
      'Form',
      'Tags',
    ],
    atLeast: 3,
    columns: columnsOf([
      ['key', 'contact id,id,subscriber id'],
      [{ field: 'email' }, 'email'],
      [{ field: 'firstname' }, 'first name'],
      [{ field: 'lastname' }, 'last name'],
      [{ field: 'office_phone' }, 'phone'],
      [{ field: 'title' }, 'job title'],
      [{ parent: 'company', by: 'name' }, 'account name,account,organization,organization name'],
      ['tags', 'tags'],
      [permission('status'), 'status,list status,contact status'],
      [permission('since'), 'date subscribed,subscribed date,subscription date'],
      [permission('opted-out'), 'date unsubscribed,unsubscribed date,unsubscribe date'],
      [permission('bounced'), 'date bounced,hard bounces'],
      [permission('address'), 'ip,ip address,subscriber ip'],
      [permission('source'), 'form,subscribed by,list'],
      [
        'skip',
        'lists,date created,created date,date updated,updated date,contact score,score,engagement score,last engaged,soft bounces,hash,unsubscribe reason,sdate,udate',
      ],
    ]),
  },
];
