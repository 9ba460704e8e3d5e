import {
  COMPANY,
  CONTACT,
  CONTACT_FIELDS as C,
  DEAL,
  type FieldOption,
  type FieldSettings,
  type FieldType,
  type OptionColor,
} from './shape.ts';

/** An object as it is made: its sections in order, each with its fields in order. */
export interface ObjectDefinition {
  id: number;
  key: string;
  singular: string;
  plural: string;
  icon: string;
  description: string;
  person: boolean;
  isCustom: boolean;
  tabs: readonly { id: number; name: string }[];
  /** Of the first tab, unless they say of which. */
  sections: readonly { id: number; name: string; tabId?: number; fields: readonly FieldDefinition[] }[];
}

export interface FieldDefinition {
  id: number;
  key: string;
  label: string;
  type: FieldType;
  columnName?: 'name' | 'email' | 'sms_number';
  options?: readonly FieldOption[];
  parentObjectId?: number;
  settings?: FieldSettings;
  isReadOnly?: boolean;
  isRequired?: boolean;
  isUnique?: boolean;
  sortable?: boolean;
  help?: string;
}

const options = (...labels: readonly (readonly [number, string, OptionColor?])[]): FieldOption[] =>
  labels.map(([id, label, color]) => ({ id, label, ...(color ? { color } : {}) }));

/** Every object begins with this tab. */
export const FIRST_TAB = 1;
const DETAILS = { id: FIRST_TAB, name: 'Details' };

/** Ids of the sections every contact record has. */
export const CONTACT_SECTIONS = { contact: 1, company: 2, address: 3, lead: 4 } as const;

const contact: ObjectDefinition = {
  id: CONTACT,
  key: 'contact',
  singular: 'Contact',
  plural: 'Contacts',
  icon: 'users',
  description: 'People you do business with, or hope to.',
  person: true,
  isCustom: false,
  tabs: [DETAILS],
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
  ],
};

const deal: ObjectDefinition = {
  id: DEAL,
  key: 'deal',
  singular: 'Deal',
  plural: 'Deals',
  icon: 'target',
  description: 'Sales you are working on.',
  person: false,
  isCustom: false,
  tabs: [DETAILS],
  sections: [
    {
      id: 1,
      name: 'Deal',
      fields: [
        { id: 1, key: 'name', label: 'Name', type: 'text', columnName: 'name', isRequired: true },
        { id: 2, key: 'value', label: 'Value', type: 'price', sortable: true },
        {
          id: 3,
          key: 'sales_stage',
          label: 'Sales stage',
          type: 'dropdown',
          sortable: true,
          options: options(
            [7, 'New prospect', 'gray'],
            [6, 'Qualified lead', 'blue'],
            [5, 'Demo scheduled', 'teal'],
            [4, 'Consideration', 'yellow'],
            [3, 'Committed', 'purple'],
            [2, 'Closed – won', 'green'],
            [1, 'Closed – lost', 'red'],
          ),
        },
        { id: 4, key: 'expected_win_percent', label: 'Expected win %', type: 'number' },
        { id: 5, key: 'weighted_value', label: 'Weighted value', type: 'price' },
        {
          id: 11,
          key: 'deal_size',
          label: 'Deal size',
          type: 'dropdown',
          options: options([1, 'Small', 'gray'], [2, 'Medium', 'blue'], [3, 'Large', 'green']),
        },
      ],
    },
    {
      id: 2,
      name: 'People',
      fields: [
        { id: 9, key: 'primary_contact', label: 'Primary contact', type: 'parent', parentObjectId: CONTACT },
        { id: 10, key: 'company', label: 'Company', type: 'parent', parentObjectId: COMPANY },
      ],
    },
    {
      id: 3,
      name: 'Closing',
      fields: [
        { id: 6, key: 'expected_close_date', label: 'Expected close date', type: 'date', sortable: true },
        {
          id: 7,
          key: 'expected_close_timeframe',
          label: 'Expected close timeframe',
          type: 'dropdown',
          options: options([1, 'This week', 'green'], [2, 'This month', 'teal'], [3, 'This quarter', 'yellow'], [4, 'Later', 'gray']),
        },
        { id: 8, key: 'actual_close_date', label: 'Actual close date', type: 'date' },
      ],
    },
  ],
};

const company: ObjectDefinition = {
  id: COMPANY,
  key: 'company',
  singular: 'Company',
  plural: 'Companies',
  icon: 'building',
  description: 'Organisations your contacts work for.',
  person: false,
  isCustom: false,
  tabs: [DETAILS],
  sections: [
    {
      id: 1,
      name: 'Company',
      fields: [
        { id: 1, key: 'name', label: 'Name', type: 'text', columnName: 'name', isRequired: true },
        { id: 2, key: 'phone', label: 'Phone', type: 'phone' },
        { id: 7, key: 'website', label: 'Website', type: 'url' },
        { id: 3, key: 'industry', label: 'Industry', type: 'text' },
        { id: 4, key: 'description', label: 'Description', type: 'longtext' },
        { id: 5, key: 'annual_revenue', label: 'Annual revenue', type: 'price' },
        { id: 6, key: 'employee_count', label: 'Employees', type: 'number' },
      ],
    },
    {
      id: 2,
      name: 'Address',
      fields: [
        { id: 8, key: 'address', label: 'Address', type: 'text' },
        { id: 9, key: 'city', label: 'City', type: 'text' },
        { id: 10, key: 'state', label: 'State', type: 'state' },
        { id: 11, key: 'zipcode', label: 'Zip code', type: 'text' },
        { id: 12, key: 'country', label: 'Country', type: 'country' },
      ],
    },
  ],
};

/** The objects every account begins with. */
export const STANDARD_OBJECTS: readonly ObjectDefinition[] = [contact, deal, company];

/** A new custom object: one section with the field that holds the record's name. */
export function customObject(given: {
  id: number;
  key: string;
  singular: string;
  plural: string;
  icon: string;
  description: string;
  nameLabel: string;
}): ObjectDefinition {
  const { nameLabel, ...object } = given;
  return {
    ...object,
    person: false,
    isCustom: true,
    tabs: [DETAILS],
    sections: [
      {
        id: 1,
        name: `${given.singular} details`,
        fields: [{ id: 1, key: 'name', label: nameLabel, type: 'text', columnName: 'name', isRequired: true }],
      },
    ],
  };
}
