import { DETAILS, options, type FieldDefinition, type ObjectDefinition } from './object-definition.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C } from './shape.ts';

/** Ids of the sections every contact record has. */
export const CONTACT_SECTIONS = {
  contact: 1,
  company: 2,
  address: 3,
  lead: 4,
  online: 5,
  firstVisit: 6,
  latestVisit: 7,
  origin: 8,
} as const;
const CONTACT_TABS = { online: 2, source: 3 } as const;

export const contact: ObjectDefinition = {
  id: CONTACT,
  key: 'contact',
  singular: 'Contact',
  plural: 'Contacts',
  icon: 'users',
  description: 'People you do business with, or hope to.',
  person: true,
  isCustom: false,
  tabs: [DETAILS, { id: CONTACT_TABS.online, name: 'Online' }, { id: CONTACT_TABS.source, name: 'Source' }],
  sections: [
    {
      id: CONTACT_SECTIONS.contact,
      name: 'Contact information',
      fields: [
        { id: C.firstName, key: 'firstname', label: 'First name', type: 'text' },
        { id: C.lastName, key: 'lastname', label: 'Last name', type: 'text' },
        { id: C.email, key: 'email', label: 'Email', type: 'email', columnName: 'email', isUnique: true },
        { id: C.smsNumber, key: 'sms_number', label: 'SMS number', type: 'sms', columnName: 'sms_number' },
        { id: C.officePhone, key: 'office_phone', label: 'Office phone', type: 'phone' },
        { id: C.homePhone, key: 'home_phone', label: 'Home phone', type: 'phone' },
        { id: C.birthday, key: 'birthday', label: 'Birthday', type: 'date' },
        { id: C.timeZone, key: 'timezone', label: 'Time zone', type: 'text', help: 'For example Europe/Berlin.' },
      ],
    },
    {
      id: CONTACT_SECTIONS.company,
      name: 'Company',
      fields: [
        { id: C.company, key: 'company', label: 'Company', type: 'parent', parentObjectId: COMPANY },
        { id: C.title, key: 'title', label: 'Title', type: 'text' },
        { id: C.website, key: 'website', label: 'Website', type: 'url' },
      ],
    },
    {
      id: CONTACT_SECTIONS.address,
      name: 'Address',
      fields: [
        { id: C.address, key: 'address', label: 'Address', type: 'text' },
        { id: C.address2, key: 'address2', label: 'Address 2', type: 'text' },
        { id: C.city, key: 'city', label: 'City', type: 'text' },
        { id: C.state, key: 'state', label: 'State', type: 'state' },
        { id: C.zip, key: 'zip', label: 'Zip code', type: 'text' },
        { id: C.country, key: 'country', label: 'Country', type: 'country' },
      ],
    },
    {
      id: CONTACT_SECTIONS.lead,
      name: 'Lead information',
      fields: [
        {
          id: C.salesStage,
          key: 'status',
          label: 'Sales stage',
          type: 'dropdown',
          sortable: true,
          options: options(
            [1, 'Uncategorized', 'gray'],
            [2, 'New contact', 'blue'],
            [3, 'Lead', 'teal'],
            [4, 'Active client', 'green'],
            [5, 'Declined credit card', 'orange'],
            [6, 'Cold client reactivation', 'purple'],
            [7, 'Lost', 'red'],
          ),
        },
        {
          id: C.priority,
          key: 'priority',
          label: 'Priority',
          type: 'dropdown',
          options: options([8, 'High', 'red'], [9, 'Medium', 'yellow'], [10, 'Low', 'gray']),
        },
        { id: C.leadSource, key: 'lead_source', label: 'Lead source', type: 'text' },
      ],
    },
    {
      id: CONTACT_SECTIONS.online,
      tabId: CONTACT_TABS.online,
      name: 'Online and other',
      fields: [
        { id: C.profileImage, key: 'profile_image', label: 'Profile image', type: 'image' },
        { id: C.facebook, key: 'facebook_link', label: 'Facebook', type: 'url' },
        { id: C.twitter, key: 'twitter_link', label: 'X (Twitter)', type: 'url' },
        { id: C.instagram, key: 'instagram_link', label: 'Instagram', type: 'url' },
        { id: C.linkedin, key: 'linkedin_link', label: 'LinkedIn', type: 'url' },
        { id: C.fax, key: 'fax', label: 'Fax', type: 'phone' },
      ],
    },
    {
      id: CONTACT_SECTIONS.firstVisit,
      tabId: CONTACT_TABS.source,
      name: 'How they first came',
      fields: visit('first', C.firstCampaign, 'n'),
    },
    {
      id: CONTACT_SECTIONS.latestVisit,
      tabId: CONTACT_TABS.source,
      name: 'How they last came',
      fields: visit('last', C.lastCampaign, 'l'),
    },
    {
      id: CONTACT_SECTIONS.origin,
      tabId: CONTACT_TABS.source,
      name: 'Where they came from',
      fields: [
        { id: C.firstReferrer, key: 'freferrer', label: 'First referrer', type: 'parent', parentObjectId: CONTACT },
        { id: C.lastReferrer, key: 'lreferrer', label: 'Last referrer', type: 'parent', parentObjectId: CONTACT },
        { id: C.referringPage, key: 'referral_page', label: 'Referring page', type: 'url' },
        { id: C.ipAddress, key: 'ip_addy', label: 'IP address', type: 'text' },
        {
          id: C.systemSource,
          key: 'system_source',
          label: 'System source',
          type: 'text',
          help: 'What added the contact: a form, an import, a user.',
        },
        {
          id: C.sourceLocation,
          key: 'source_location',
          label: 'Source location',
          type: 'text',
          help: 'Which form, import or page it was.',
        },
      ],
    },
  ],
};

/** The five things a visit's address tells, of the first visit or of the latest. */
function visit(which: 'first' | 'last', firstId: number, letter: 'n' | 'l'): FieldDefinition[] {
  const told = { campaign: 'campaign', lead_source: 'source', medium: 'medium', content: 'content', term: 'term' };
  return Object.entries(told).map(([key, word], place) => ({
    id: firstId + place,
    key: `${letter}_${key}`,
    label: `${which === 'first' ? 'First' : 'Last'} ${word}`,
    type: 'text',
  }));
}
