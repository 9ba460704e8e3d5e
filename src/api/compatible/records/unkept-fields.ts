import { CONTACT } from '../../../records/index.ts';
import { wireFieldOf, type WireField } from '../rules/type-fields.ts';

/**
 * What clients expect on every contact and the product has no place for: money comes with its domain. Each with its kind and the value that
 * everybody has.
 */
const OF_CONTACTS: Readonly<Record<string, readonly [kind: string, value: string | null]>> = {
  grade: ['numeric', '0.00'],
  spent: ['price', '0.00'],
  owed: ['price', '0.00'],
  refund: ['numeric', '0'],
  refundtotal: ['price', '0.00'],
  commish: ['price', '0.00'],
  num_purchased: ['numeric', '0'],
  aff_sales: ['numeric', '0'],
  aff_amount: ['price', '0.00'],
  aff_paypal: ['email', null],
  program_id: ['numeric', '0'],
  mrcAmount: ['price', '0.00'],
  mrcUnpaid: ['price', '0.00'],
  mriInvoiceNum: ['numeric', '0'],
  mriInvoiceTotal: ['price', '0.00'],
  mrcResult: ['numeric', '0'],
  unpaid_invoices: ['price', '0.00'],
  ccType: ['numeric', '0'],
  ccExpirationMonth: ['numeric', '0'],
  ccExpirationYear: ['numeric', '0'],
  ccExpirationDate: ['numeric', '0'],
  ccNumber: ['numeric', '0'],
  last_currency_used: ['text', null],
  visit: ['numeric', '0'],
  lead: ['numeric', '0'],
  has_membership: ['check', '0'],
  fb_gender: ['numeric', '0'],
  cell_phone: ['phone', null],
  user_agent: ['text', null],
  last_inbound_sms: ['timestamp', '0'],
  n_media: ['text', null],
  gcid: ['text', null],
  gclid: ['text', null],
  fbc: ['text', null],
  fbp: ['text', null],
  li_fat_id: ['text', null],
  gsid: ['text', null],
  gsn: ['text', null],
};
const OF_RECORDS: Readonly<Record<string, readonly [kind: string, value: string | null]>> = {
  system_source: ['numeric', null],
  source_location: ['text', null],
  ip_addy: ['text', null],
  ip_addy_display: ['text', null],
  profile_image: ['image', null],
  bindex: ['check', '1'],
};

const valuesOf = (fields: Readonly<Record<string, readonly [string, string | null]>>): Readonly<Record<string, string | null>> =>
  Object.fromEntries(Object.entries(fields).map(([name, [, value]]) => [name, value]));
const CONTACT_VALUES = valuesOf({ ...OF_RECORDS, ...OF_CONTACTS });
const RECORD_VALUES = valuesOf(OF_RECORDS);

/** What every record of an object has in fields that are not kept. A field of the account under such a name goes before. */
export const unkeptValues = (objectId: number): Readonly<Record<string, string | null>> =>
  objectId === CONTACT ? CONTACT_VALUES : RECORD_VALUES;

/** Those fields as `meta` tells of them: nobody can write them. */
export const unkeptFields = (objectId: number): Readonly<Record<string, WireField>> =>
  Object.fromEntries(
    Object.entries({ ...OF_RECORDS, ...(objectId === CONTACT ? OF_CONTACTS : {}) }).map(([name, [kind]]) => [
      name,
      wireFieldOf(name.replaceAll('_', ' '), kind),
    ]),
  );
