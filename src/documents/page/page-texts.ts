/** What pages say by themselves, English first. */
export const PAGE_TEXTS = {
  required: 'required',
  choose: 'Choose…',
  submit: 'Send',
  leaveEmpty: 'Leave this empty',
  street: 'Street',
  street2: 'Street, second line',
  city: 'City',
  state: 'State or region',
  zip: 'Postcode',
  country: 'Country',
} as const;
