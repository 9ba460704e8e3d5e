import { DETAILS, options, type ObjectDefinition } from './object-definition.ts';
import { COMPANY, CONTACT, DEAL } from './shape.ts';
import { contact } from './standard-contact.ts';

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
        {
          id: 5,
          key: 'weighted_value',
          label: 'Weighted value',
          type: 'formula',
          settings: { expression: '{2} * {4} / 100', result: 'price' },
          isReadOnly: true,
        },
        {
          id: 12,
          key: 'recent_activity',
          label: 'Recent activity',
          type: 'color',
          help: 'A colour for how long ago something last happened.',
        },
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

const COMPANY_ONLINE = 2;

const company: ObjectDefinition = {
  id: COMPANY,
  key: 'company',
  singular: 'Company',
  plural: 'Companies',
  icon: 'building',
  description: 'Organisations your contacts work for.',
  person: false,
  isCustom: false,
  tabs: [DETAILS, { id: COMPANY_ONLINE, name: 'Online' }],
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
    {
      id: 3,
      tabId: COMPANY_ONLINE,
      name: 'Online',
      fields: [
        { id: 13, key: 'facebook_page', label: 'Facebook', type: 'url' },
        { id: 14, key: 'instagram_name', label: 'Instagram', type: 'text' },
        { id: 15, key: 'linkedin_page', label: 'LinkedIn', type: 'url' },
        { id: 16, key: 'twitter_name', label: 'X (Twitter)', type: 'text' },
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
