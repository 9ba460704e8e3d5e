import type { Part } from './unreadable-rule.ts';

const PAYMENTS = 'this account has no payments yet.';
const LISTS = 'this account has no fulfilment lists. Use a tag instead.';
const TEXTS = 'this account sends and receives no text messages yet.';
const PAGES = 'this account has no landing pages. Use contact_visits_url with the address of the page.';
const MEMBERS = 'this account has no membership levels of other sites.';
const POST = 'this account sends no postcards.';

/** Names that calls know and that mean nothing here, each with what is missing, and what to use instead. */
export const NOT_HERE: Readonly<Record<Part, Readonly<Record<string, string>>>> = {
  events: {
    Contact_subscribed_to_fulfillment: LISTS,
    Contact_unsubscribed_from_fulfillment: LISTS,
    sms_message_received: TEXTS,
    Contact_purchases_product: PAYMENTS,
    Contact_receives_refund_on_product: PAYMENTS,
    Contact_visits_landingpage_splittest: PAGES,
    Contact_visits_purl_splittest: PAGES,
    Contact_is_subscribed_to_productsub: PAYMENTS,
    Contact_subscription_to_productsub_is_subaction: PAYMENTS,
    Contact_credit_card_is_ccstatus: PAYMENTS,
    clicks_tracked_link:
      'this account has no tracked links. Use Contact_clicks_emailanchor for links in messages, contact_visits_url for pages.',
    Contact_given_access_to_wpintmembershiplevel: MEMBERS,
    Contact_removed_from_access_to_wpintmembershiplevel: MEMBERS,
  },
  conditions: {
    Is_on_fulfillment: LISTS,
    Is_not_on_fulfillment: LISTS,
    sms_contains_email: TEXTS,
    sms_does_not_contain_email: TEXTS,
    sms_contains_text: TEXTS,
    sms_does_not_contain_text: TEXTS,
    Has_spent_condition_N_on_product: PAYMENTS,
    Has_purchased_condition_n_product: PAYMENTS,
    Is_subscribed_to_productsub: PAYMENTS,
    Has_been_subscribed_to_productsub_for_timeframe: PAYMENTS,
    Has_visited_landingpage_splittest_condition_n_times: PAGES,
    Contact_has_access_to_wpintmembershiplevel: MEMBERS,
    Contact_does_not_have_access_to_wpintmembershiplevel: MEMBERS,
    url_condition: 'what the address of a page has in it is asked for by its event, contact_visits_url(part of the address).',
  },
  actions: {
    Remove_contact_from_all_sequences: 'a rule takes records off one automation. Use campaign_builder_action_change(1,…) for each.',
    Assign_to_fulfillment: LISTS,
    Remove_from_fulfillment: LISTS,
    Remove_from_all_fulfillments: LISTS,
    Recharge_all_declined_transactions: PAYMENTS,
    Add_product_to_purchase_history: PAYMENTS,
    Cancel_open_orders_with_product: PAYMENTS,
    Send_contact_a_postcard: POST,
    send_contact_an_sms: TEXTS,
    Notify_someone_with_sms: `${TEXTS} Use Notify_someone_with_emailmbs instead.`,
    Add_access_for_contact_to_wpintmembershiplevel: MEMBERS,
    Remove_access_for_contact_to_wpintmembershiplevel: MEMBERS,
    facebook_audience_action: 'this account keeps no audiences of other sites.',
  },
};
