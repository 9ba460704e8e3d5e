import { COMPANY, CONTACT, DEAL } from '../../../records/index.ts';

/** Own objects have numbers from here on, in the API as in the account. */
export const FIRST_OWN_OBJECT = 10_000;

/** A kind of thing by its number, by which names calls speak of one and of many, and under which name `meta` tells of it. */
export interface ObjectType {
  id: number;
  name: string;
  singular: string;
  plural: string;
  /** How its number is called, where it is not `id`. */
  idField: string;
}

const type = (id: number, singular: string, plural = `${singular}s`, { name = singular, idField = 'id' } = {}): ObjectType => ({
  id,
  name,
  singular,
  plural,
  idField,
});

/** Every kind that the API knows, also those of which an account has none as long as the product does not. */
export const OBJECT_TYPES: readonly ObjectType[] = [
  type(CONTACT, 'Contact'),
  type(1, 'Task'),
  type(2, 'User'),
  type(3, 'Group'),
  type(5, 'Sequence', 'Sequences', { idField: 'drip_id' }),
  type(6, 'Rule'),
  type(7, 'Message'),
  type(12, 'Note'),
  type(14, 'Tag', 'Tags', { idField: 'tag_id' }),
  type(16, 'Product'),
  type(17, 'Purchase'),
  type(20, 'LandingPage'),
  type(30, 'PurchaseHistoryLog'),
  type(35, 'PartnerProgram'),
  type(36, 'Partner'),
  type(38, 'Commission'),
  type(40, 'PartnerPromotionalItem'),
  type(44, 'OpenOrder'),
  type(45, 'CreditCard'),
  type(46, 'Transaction', 'Transactions', { name: 'Invoice' }),
  type(52, 'Order'),
  type(61, 'Role'),
  type(63, 'Taxtype'),
  type(64, 'Shippingtype'),
  type(65, 'Offer'),
  type(66, 'TaskOutcome'),
  type(87, 'PartnerProduct'),
  type(95, 'ProductSalesLog'),
  type(122, 'Form', 'Forms', { name: 'SmartFormFE', idField: 'form_id' }),
  type(123, 'Coupon'),
  type(124, 'CouponCode'),
  type(125, 'CouponProduct'),
  type(138, 'TagSubscriber'),
  type(140, 'CampaignBuilderItem'),
  type(145, 'Webhook'),
  type(DEAL, 'Deal'),
  type(COMPANY, 'Company', 'Companies'),
  type(160, 'CalendarEvent'),
  type(227, 'Payment'),
];

const ALIASES: Readonly<Record<string, string>> = { invoice: 'transaction', invoices: 'transactions' };

/** The kind that a path names, and whether it speaks of one or of many; names are told apart without case. */
export function typeOfPath(name: string, own: readonly ObjectType[]): { type: ObjectType; isMany: boolean } | undefined {
  const asked = name.toLowerCase();
  const key = ALIASES[asked] ?? asked;
  for (const known of [...OBJECT_TYPES, ...own]) {
    if (known.plural.toLowerCase() === key) return { type: known, isMany: true };
    if (known.singular.toLowerCase() === key) return { type: known, isMany: false };
  }
  return undefined;
}

export const typeOfId = (id: number, own: readonly ObjectType[]): ObjectType | undefined =>
  [...OBJECT_TYPES, ...own].find((known) => known.id === id);
