/** A field as `meta` tells of it. */
export interface WireField {
  alias: string;
  type: string;
  required: string;
  unique: string;
  editable: string | null;
  deletable: string;
  parent_object?: string;
  options?: Readonly<Record<string, string>>;
}

/** A field that every account has, under a name. `editable` is null where nobody can say. */
export const wireFieldOf = (alias: string, type: string, { isEditable = false, isRequired = false } = {}): WireField => ({
  alias,
  type,
  required: isRequired ? '1' : '0',
  unique: '0',
  editable: isEditable ? '1' : '0',
  deletable: '0',
});

/**
 * The fields of types whose things are no records, by type: a name with its kind. `!` stands behind what can be written, `!!` behind what must be
 * given. Numbers of other things are numeric.
 */
const FIELDS: Readonly<Record<number, string>> = {
  1: `id:numeric owner:numeric! drip_id:numeric contact_id:numeric step_num:numeric subject:text! date_assigned:timestamp date_due:timestamp!
      date_complete:timestamp status:numeric! type:numeric details:longtext! hidden:check call_outcome_id:numeric item_id:numeric notifications:text
      rules:text object_type_id:numeric object_name:text`,
  2: 'id:numeric firstname:text lastname:text email:email name:text',
  3: 'id:numeric name:text type:text object_type_id:numeric',
  5: 'drip_id:numeric id:numeric name:text type:text pause:check object_type_id:numeric',
  6: `id:numeric drip_id:numeric events:longtext!! conditions:longtext! actions:longtext!! name:text! pause:drop! last_action:timestamp
      object_type_id:numeric!! date:timestamp dlm:timestamp`,
  7: `id:numeric alias:text! name:text! type:text!! subject:text! email_title:text! object_type_id:numeric! owner:numeric! from:text!
      send_out_name:text!
      reply_to_email:email! send_from:text! send_to:text! message_body:longtext! plaintext:longtext! json_data:longtext! resource:longtext!
      word_wrap_checkbox:check! utm_tracking:check! transactional_email:check! due_date:numeric! task_data:longtext! task_owner:text! task_form:numeric!
      last_save:timestamp last_auto:timestamp autosave:longtext date:timestamp dlm:timestamp mcsent:numeric mcopened:numeric mcclicked:numeric
      mcabuse:numeric mcunsub:numeric mcnotopened:numeric mcnotclicked:numeric spam_score:numeric site_id:numeric is_published:check
      date_last_published:timestamp attach_ics:check old_resource:longtext width:numeric`,
  12: `id:numeric contact_id:numeric!! object_type_id:numeric! data:longtext!! author:numeric type:numeric time:timestamp dlm:timestamp owner:numeric`,
  14: 'tag_id:numeric tag_name:text!! object_type_id:numeric! group_id:numeric object_count:numeric',
  16: `id:numeric name:text! internal_name:text! price:price! description:longtext! sku:text! external_id:text! product_group:numeric product_code:text
      stripe_product_code:text taxable:check! total_income:price total_purchases:numeric deleted:text owner:numeric date:timestamp dlm:timestamp`,
  17: `id:numeric contact_id:numeric affiliate_id:numeric product_id:numeric owner:numeric package_id:numeric invoice_id:numeric
      subscription_id:numeric order_id:numeric oprid:numeric description:longtext date:timestamp dlm:timestamp price:price name:text quantity:numeric
      coupon_id:numeric coupon_code_id:numeric discount:price type:numeric status:numeric level1:price level2:price total_price:price affiliate:text
      coupon_name:text coupon_code:text`,
  20: `id:numeric uri_id:numeric resource:longtext design_type:numeric name:text rotation:numeric last_save:timestamp last_auto:timestamp
      autosave:longtext visits_0:numeric visits_1:numeric visits_2:numeric visits_3:numeric unique_visits_0:numeric unique_visits_1:numeric
      unique_visits_2:numeric unique_visits_3:numeric convert_0:numeric convert_1:numeric convert_2:numeric convert_3:numeric
      unique_convert_0:numeric unique_convert_1:numeric unique_convert_2:numeric unique_convert_3:numeric a_sent:numeric domain:text
      ssl_enabled:check seo_settings:longtext date:timestamp dlm:timestamp`,
  30: 'id:numeric purchase_id:numeric contact_id:numeric product_id:numeric type:numeric status:numeric amount:price date:timestamp',
  44: `id:numeric contact_id:numeric offer_id:numeric affiliate:numeric cc_id:numeric name:text payment_next_date:timestamp
      orig_month_date:numeric unit:text count:numeric gateway_id:numeric shipping:price status:numeric hidden:check dlm:timestamp
      cancellation_date:timestamp next_sub:price tax:price next_charge:timestamp transactions:numeric transactions_remaining:numeric payment_remaining:numeric charged:price`,
  45: `id:numeric firstname:text! lastname:text! contact_id:numeric last4:text type:numeric exp_month:numeric exp_year:numeric address:text!
      address2:text! city:text! state:state! zip:text! country:country! status:numeric recent_sale:timestamp invoice_id:numeric`,
  46: `id:numeric hidden:check status:numeric contact_id:numeric order_id:numeric form_id:numeric lp_id:numeric cc_id:numeric gateway_id:numeric
      date:timestamp template_id:numeric subtotal:price tax:price shipping:price total:price zip:text city:text state:state county:text
      tax_city:price tax_state:price tax_county:price external_order_id:text oprid:numeric offer_id:numeric last_recharge_date:timestamp
      recharge_attempts:numeric recharge:check contact_name:mergefield balance:price currency:text customer_note:longtext internal_note:longtext
      due_date:timestamp invoice_date:timestamp closed_date:timestamp has_refunded:check orig_trans_amount:price total_paid:price type:numeric
      unique_id:text owner:numeric dlm:timestamp bindex:numeric`,
  52: `id:numeric contact_id:numeric offer_id:numeric affiliate:numeric cc_id:numeric name:text payment_next_date:timestamp
      orig_month_date:numeric unit:text count:numeric gateway_id:numeric shipping_address:text shipping_city:text shipping_state:state
      shipping_zip:text shipping_country:country shipping_last_charge:price shipping_service:text status:numeric hidden:check dlm:timestamp
      order_form_json:longtext cancellation_date:timestamp next_sub:price tax:price shipping:price next_charge:timestamp transactions:numeric
      transactions_remaining:numeric charged:price`,
  61: 'id:numeric name:text',
  63: 'id:numeric name:text rate:numeric form_id:numeric rules:text deleted:text',
  64: 'id:numeric name:text price:price form_id:numeric rules:text deleted:text',
  65: 'id:numeric name:text public:check owner:numeric data:longtext date:timestamp dlm:timestamp',
  122: `form_id:numeric formname:text type:numeric tags:text sequences:text campaigns:text redirect:text owner:numeric captcha:check notif:text
      fillouts:numeric unique_fillouts:numeric visits:numeric unique_visits:numeric revenue:price unique_convert:numeric json_raw_object:longtext
      responsive:check object_type_id:numeric deleted:text date:timestamp dlm:timestamp`,
  123: `id:numeric name:text type:text coupon_code:text issued:numeric redeemed:numeric remaining:numeric total_collected:price new_buyers:numeric
      product_selection:text discount_type:text discount_value:numeric discount_description:text valid_type:text valid_start_date:timestamp
      valid_end_date:timestamp valid_timeframe:numeric recurring:check status:text deleted:text date:timestamp`,
  124: `id:numeric coupon_id:numeric contact_id:numeric code:text expiration:timestamp date:timestamp date_redeemed:timestamp deleted:text`,
  125: 'id:numeric coupon_id:numeric product_id:numeric product_name:text',
  138: 'id:numeric tag_id:numeric object_id:numeric object_type_id:numeric date:timestamp',
  140: `id:numeric name:text date:timestamp dlm:timestamp object_type_id:numeric pause:check deleted:text state:text subs:numeric subs_ever:numeric
      element_num:numeric todos:numeric`,
  145: 'id:numeric event:text!! data:text! url:url!! last_hook:timestamp last_code:numeric last_payload:longtext owner:numeric',
  9145: 'id:numeric webhook_id:numeric event:text url:url date:timestamp code:numeric payload:longtext response:longtext',
};

/** What a rule's state is called. */
const RULE_STATES = { '0': 'Live', '1': 'Paused' };

const read = new Map(Object.entries(FIELDS).map(([id, text]) => [Number(id), fieldsIn(text)]));

/** The fields of a type whose things are no records; none where nobody has written them down. */
export const fieldsOfType = (typeId: number): Readonly<Record<string, WireField>> => read.get(typeId) ?? {};

function fieldsIn(text: string): Readonly<Record<string, WireField>> {
  const fields = text.trim().split(/\s+/);
  return Object.fromEntries(
    fields.map((one) => {
      const [name = '', kind = ''] = one.split(':');
      const type = kind.replaceAll('!', '');
      const field = wireFieldOf(aliasOf(name), type, { isEditable: kind.endsWith('!'), isRequired: kind.endsWith('!!') });
      return [name, type === 'drop' ? { ...field, options: RULE_STATES } : field];
    }),
  );
}

/** `date_last_published` is “Date Last Published”. */
function aliasOf(name: string): string {
  const words = name.split('_').map((word) => (word === 'id' ? 'ID' : word.charAt(0).toUpperCase() + word.slice(1)));
  return words.join(' ');
}

/** The columns of a type's list, as clients know them. */
const LIST_FIELDS: Readonly<Record<number, string>> = {
  0: 'fn,email,office_phone,date,grade,dla,contact_id',
  1: ',owner,subject,status,date_assigned,date_due,date_complete,call_outcome_id,contact_id',
  2: 'name,email',
  3: 'name,object_type_id',
  6: 'name,last_action,pause,date,dlm',
  7: 'name,subject,spam_score,date,type,mcsent,mcopened,mcclicked,mcnotopened,mcnotclicked,mcunsub,mcabuse,dlm',
  12: 'data,author,time',
  14: 'tag_name,object_type_id',
  20: 'name,domain,lpsent,unique_lpsent,lpconvert,unique_lpconvert,date,dlm',
  45: 'contact_id,last4,exp_month,exp_year',
  46: 'status,total,contact_name,date',
  122: 'formname,redirect,fillouts,visits,type,date,dlm,unique_fillouts,unique_visits',
  140: 'name,state,date,dlm,subs,subs_ever,element_num,todos',
};
const OF_RECORDS = 'name,date,dlm,owner';
/** What the lists of these types come to. */
const SUMS: Readonly<Record<number, Readonly<Record<string, number>>>> = { 46: { total: 0 } };

/** What clients ask of a list before they page through it: its columns, and how many rows there are, as a text. */
export function infoOfType(typeId: number, count: number, { isOfRecords = false } = {}): Record<string, unknown> {
  const columns = LIST_FIELDS[typeId] ?? (isOfRecords ? OF_RECORDS : '');
  const sums = SUMS[typeId];
  return {
    listFields: columns.split(','),
    listFieldSettings: [],
    cardViewSettings: isOfRecords && typeId !== 0 ? {} : [],
    viewMode: [],
    widgetSettings: [],
    count: String(count),
    ...(sums ? { sums } : {}),
  };
}
