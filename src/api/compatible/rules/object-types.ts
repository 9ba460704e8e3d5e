import { COMPANY, CONTACT, DEAL } from '../../../records/index.ts';

/** Own objects have numbers from here on, in the API as in the account. */
export const FIRST_OWN_OBJECT = 10_000;

/** Calls know the log of webhooks by its name alone; its number is ours. */
export const WEBHOOK_LOG_TYPE = 9_145;

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
  type(4, 'Log'),
  type(5, 'Sequence', 'Sequences', { idField: 'drip_id' }),
  type(6, 'Rule'),
  type(7, 'Message'),
  type(8, 'SequenceSubscriber'),
  type(9, 'Step'),
  type(12, 'Note'),
  type(13, 'Blast'),
  type(14, 'Tag', 'Tags', { idField: 'tag_id' }),
  type(16, 'Product'),
  type(17, 'Purchase'),
  type(19, 'Fulfillment'),
  type(20, 'LandingPage'),
  type(22, 'LegacyForm'),
  type(23, 'ScheduledBroadcast'),
  type(27, 'PostcardOrder'),
  type(30, 'PurchaseHistoryLog'),
  type(35, 'PartnerProgram'),
  type(36, 'Partner'),
  type(37, 'Referral'),
  type(38, 'Commission'),
  type(40, 'PartnerPromotionalItem'),
  type(42, 'UpsellForm'),
  type(43, 'WordPressMembership'),
  type(44, 'OpenOrder'),
  type(45, 'CreditCard'),
  type(46, 'Transaction', 'Transactions', { name: 'Invoice' }),
  type(47, 'ShippedPackage'),
  type(49, 'ShippingFulfillmentRun'),
  type(52, 'Order'),
  type(53, 'FacebookApp'),
  type(58, 'CustomDomain'),
  type(61, 'Role'),
  type(63, 'Taxtype'),
  type(64, 'Shippingtype'),
  type(65, 'Offer'),
  type(66, 'TaskOutcome'),
  type(67, 'WordPressSite'),
  type(68, 'MessageTemplate'),
  type(69, 'LeadRouter'),
  type(70, 'Gateway'),
  type(75, 'Campaign'),
  type(76, 'LeadSource'),
  type(77, 'Medium', 'Mediums'),
  type(78, 'Content'),
  type(79, 'Term'),
  type(80, 'TrackedLink'),
  type(87, 'PartnerProduct'),
  type(88, 'UrlHistory', 'UrlHistories'),
  type(89, 'TaskNote'),
  type(90, 'TaskHistory', 'TaskHistories'),
  type(92, 'SubscriberRetentionReport'),
  type(93, 'SubscriptionSaleReport'),
  type(94, 'SalesReport'),
  type(95, 'ProductSalesLog'),
  type(96, 'CustomerValueReport'),
  type(97, 'ShippingCollectedReport'),
  type(98, 'TaxesCollectedReport'),
  type(99, 'CustomObject'),
  type(100, 'AutomationLogEntry', 'AutomationLogEntries'),
  type(101, 'ImapSetting'),
  type(102, 'CustomObjectRelationship'),
  type(122, 'Form', 'Forms', { name: 'SmartFormFE', idField: 'form_id' }),
  type(123, 'Coupon'),
  type(124, 'CouponCode'),
  type(125, 'CouponProduct'),
  type(138, 'TagSubscriber'),
  type(140, 'CampaignBuilderItem'),
  type(145, 'Webhook'),
  type(146, 'DeletedOrder', 'DeletedOrders', { name: 'Order' }),
  type(DEAL, 'Deal'),
  type(COMPANY, 'Company', 'Companies'),
  type(160, 'CalendarEvent'),
  type(172, 'Survey'),
  type(227, 'Payment'),
  type(WEBHOOK_LOG_TYPE, 'WebhookLog'),
];

const ALIASES: Readonly<Record<string, string>> = { invoice: 'transaction', invoices: 'transactions' };

const byPath = (types: readonly ObjectType[]): ReadonlyMap<string, { type: ObjectType; isMany: boolean }> =>
  new Map(
    types.flatMap((known): [string, { type: ObjectType; isMany: boolean }][] => [
      [known.singular.toLowerCase(), { type: known, isMany: false }],
      [known.plural.toLowerCase(), { type: known, isMany: true }],
    ]),
  );
const BY_PATH = byPath(OBJECT_TYPES);
const BY_ID = new Map(OBJECT_TYPES.map((known) => [known.id, known]));

/** The kind that a path names, and whether it speaks of one or of many; names are told apart without case. */
export function typeOfPath(name: string, own: readonly ObjectType[]): { type: ObjectType; isMany: boolean } | undefined {
  const asked = name.toLowerCase();
  const key = ALIASES[asked] ?? asked;
  return BY_PATH.get(key) ?? byPath(own).get(key);
}

export const typeOfId = (id: number, own: readonly ObjectType[]): ObjectType | undefined =>
  BY_ID.get(id) ?? own.find((known) => known.id === id);
