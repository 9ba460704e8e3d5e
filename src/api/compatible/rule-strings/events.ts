import { fieldNamed, isAny, nameOfField, oneOf, thingOrAny, Unmeant, wholeNumber, wordFor } from './terms.ts';
import { DAYS_WEEKS_MONTHS, type RuleTerms, type RuleTrigger, type Thing, type Wording } from './terms.ts';

type Event = Wording<RuleTrigger>;

/** Whether a trigger asks nothing besides what `keys` name: what is left out, or empty, asks nothing. */
function asksOnly(trigger: RuleTrigger, event: string, keys: readonly (keyof RuleTrigger)[] = []): boolean {
  const asked = Object.entries(trigger).filter(
    ([key, value]) => key !== 'event' && value !== undefined && value !== null && !isEmptyList(value),
  );
  return trigger.event === event && asked.every(([key]) => keys.includes(key as keyof RuleTrigger));
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** A kind of event about a thing, or about any: a trigger that names several is said once for each. */
const about = (name: string, thing: Thing, event: string, parameter: string): Event => ({
  name,
  parameters: [`${parameter}?`],
  read([text], terms) {
    const id = thingOrAny(terms, thing, text);
    return { event, ...(id === undefined ? {} : { subject: [id] }) };
  },
  say: (trigger) => (asksOnly(trigger, event, ['subject']) ? saidOf(trigger.subject) : undefined),
});

const saidOf = (ids: readonly number[] | undefined): string[][] => (ids && ids.length > 0 ? ids.map((id) => [String(id)]) : [[]]);

const CHANGES = { '0': 'automation.entered', '1': 'automation.left' } as const;
const DIRECTIONS = { '0': 'before', '1': 'after' } as const;
const CALLS: Readonly<Record<string, 'direction' | 'outcome'>> = {
  in: 'direction',
  out: 'direction',
  answered: 'outcome',
  no_answer: 'outcome',
  voicemail: 'outcome',
  busy: 'outcome',
  wrong_number: 'outcome',
};

const plain = (name: string, event: string): Event => ({
  name,
  parameters: [],
  read: () => ({ event }),
  say: (trigger) => (asksOnly(trigger, event) ? [[]] : undefined),
});

const fieldUpdated: Event = {
  name: 'field_is_updated',
  parameters: ['field'],
  read: ([field = ''], terms) =>
    field.trim() === 'owner' ? { event: 'owner.changed' } : { event: 'record.updated', fields: [fieldNamed(terms, field).id] },
  say(trigger, terms) {
    if (asksOnly(trigger, 'owner.changed')) return [['owner']];
    if (!asksOnly(trigger, 'record.updated', ['fields']) || !trigger.fields?.length) return undefined;
    const names = trigger.fields.map((id) => nameOfField(terms, id));
    return names.every((name) => name !== undefined) ? names.map((name) => [name]) : undefined;
  },
};

/** A birthday comes every year; every other date once. */
const isYearly = (terms: RuleTerms, fieldId: number): boolean => nameOfField(terms, fieldId) === 'birthday';

const onDate: Event = {
  name: 'on_date_field',
  parameters: ['field'],
  read: ([field = ''], terms) => dateTrigger(terms, fieldNamed(terms, field).id, { amount: 0, unit: 'days', direction: 'after' }),
  say: (trigger, terms) => (offsetOf(trigger)?.amount === 0 ? saidField(trigger, terms, []) : undefined),
};

const nearDate: Event = {
  name: 'relative_date_field',
  parameters: ['number', 'units', 'option', 'field'],
  read([count = '', units = '', option = '', field = ''], terms) {
    const amount = wholeNumber(count, 'how long before or after the date');
    const unit = oneOf(units, DAYS_WEEKS_MONTHS, 'unit');
    const direction = oneOf(option, DIRECTIONS, 'option');
    return dateTrigger(terms, fieldNamed(terms, field).id, { amount, unit, direction });
  },
  say(trigger, terms) {
    const offset = offsetOf(trigger);
    const unit = offset && wordFor<string>(DAYS_WEEKS_MONTHS, offset.unit);
    if (!offset || unit === undefined) return undefined;
    return saidField(trigger, terms, [String(offset.amount), unit, wordFor<string>(DIRECTIONS, offset.direction)!]);
  },
};

function dateTrigger(
  terms: RuleTerms,
  fieldId: number,
  offset: { amount: number; unit: 'days' | 'weeks' | 'months'; direction: 'before' | 'after' },
): RuleTrigger {
  return { event: 'date.reached', date: { when: 'field', offset: { fieldId, ...offset, yearly: isYearly(terms, fieldId) } } };
}

function offsetOf(trigger: RuleTrigger) {
  return asksOnly(trigger, 'date.reached', ['date']) && trigger.date?.when === 'field' ? trigger.date.offset : undefined;
}

function saidField(trigger: RuleTrigger, terms: RuleTerms, before: readonly string[]): string[][] | undefined {
  const fieldId = offsetOf(trigger)?.fieldId;
  const name = fieldId === undefined ? undefined : nameOfField(terms, fieldId);
  return name === undefined ? undefined : [[...before, name]];
}

const onAutomation: Event = {
  name: 'campaign_builder_object_change',
  parameters: ['option', 'automation?'],
  read([option = '', id], terms) {
    const automation = thingOrAny(terms, 'automation', id);
    return { event: oneOf(option, CHANGES, 'option'), ...(automation === undefined ? {} : { subject: [automation] }) };
  },
  say(trigger) {
    const option = wordFor<string>(CHANGES, trigger.event);
    return option !== undefined && asksOnly(trigger, trigger.event, ['subject'])
      ? saidOf(trigger.subject).map((ids) => [option, ...ids])
      : undefined;
  },
};

const taskCompleted: Event = {
  name: 'object_completed_task',
  parameters: ['task?'],
  read([text], terms) {
    const template = thingOrAny(terms, 'template', text);
    return {
      event: 'task.completed',
      ...(template === undefined ? {} : { where: [{ key: 'template', operator: 'is', values: [template] }] }),
    };
  },
  say(trigger) {
    if (asksOnly(trigger, 'task.completed')) return [[]];
    const values = asksOnly(trigger, 'task.completed', ['where']) ? valuesOf(trigger, 'template', 'is') : undefined;
    return values?.map((value) => [String(value)]);
  },
};

/** What the one condition on an event's content asks for; undefined where something else is asked. */
function valuesOf({ where = [] }: RuleTrigger, key: string, operator: string): (string | number | boolean)[] | undefined {
  const [asked] = where;
  return where.length === 1 && asked!.key === key && asked!.operator === operator && asked!.values.length > 0 ? asked!.values : undefined;
}

const formSubmitted: Event = {
  name: 'object_submits_form',
  parameters: ['form?', 'outcome?'],
  read([form, outcome], terms) {
    if (!isAny(outcome)) throw new Unmeant('a form that takes no payment has one outcome, 0. This account has no payments yet.');
    const id = thingOrAny(terms, 'form', form);
    return { event: 'form.submitted', ...(id === undefined ? {} : { subject: [id] }) };
  },
  say: (trigger) => (asksOnly(trigger, 'form.submitted', ['subject']) ? saidOf(trigger.subject).map(([id = '0']) => [id, '0']) : undefined),
};

const linkClicked: Event = {
  name: 'Contact_clicks_emailanchor',
  parameters: ['message?', 'link?'],
  read([message, link], terms) {
    const id = thingOrAny(terms, 'message', message);
    const where = isAny(link) ? undefined : [{ key: 'link', operator: 'is' as const, values: [addressOf(terms, id, link!)] }];
    return { event: 'email.clicked', ...(id === undefined ? {} : { subject: [id] }), ...(where ? { where } : {}) };
  },
  say(trigger, terms) {
    if (!asksOnly(trigger, 'email.clicked', ['subject', 'where'])) return undefined;
    const messages = trigger.subject?.length ? trigger.subject : [undefined];
    const links = trigger.where?.length ? valuesOf(trigger, 'link', 'is') : [undefined];
    return links && messages.flatMap((id) => links.map((link) => [id === undefined ? '0' : String(id), linkWord(terms, id, link)]));
  },
};

/** Where a link leads: it is given by its place in the message, the first being 1, or by the address itself. */
function addressOf(terms: RuleTerms, id: number | undefined, link: string): string {
  if (!/^\d+$/.test(link.trim())) return link.trim();
  const address = id === undefined ? undefined : terms.messages.get(id)?.links[Number(link) - 1];
  if (address === undefined) throw new Unmeant(`there is no link ${link.trim().slice(0, 20)} in the message. Give its address instead.`);
  return address;
}

function linkWord(terms: RuleTerms, id: number | undefined, address: string | number | boolean | undefined): string {
  if (address === undefined) return '0';
  const place = id === undefined ? -1 : (terms.messages.get(id)?.links.indexOf(String(address)) ?? -1);
  return place === -1 ? String(address) : String(place + 1);
}

const callLogged: Event = {
  name: 'call_is_logged',
  parameters: ['direction or outcome?', 'outcome?'],
  read(parameters) {
    const words = parameters.map((word) => word.trim()).filter((word) => word !== '');
    const where = words.map((word) => ({
      key: oneOf(word, CALLS, 'direction or outcome of a call'),
      operator: 'is' as const,
      values: [word],
    }));
    return { event: 'call.logged', ...(where.length > 0 ? { where } : {}) };
  },
  say(trigger) {
    if (!asksOnly(trigger, 'call.logged', ['where'])) return undefined;
    const asked = trigger.where ?? [];
    const isSayable = asked.length <= 2 && asked.every(({ operator, values }) => operator === 'is' && values.length === 1);
    return isSayable ? [asked.map(({ values }) => String(values[0]))] : undefined;
  },
};

const pageVisited: Event = {
  name: 'contact_visits_url',
  parameters: ['address'],
  contactsOnly: true,
  read([address = '']) {
    if (address.trim() === '') throw new Unmeant('give the address of the page, or a part of it.');
    return { event: 'page.visited', where: [{ key: 'address', operator: 'contains', values: [address.trim()] }] };
  },
  say: (trigger) =>
    asksOnly(trigger, 'page.visited', ['where']) ? valuesOf(trigger, 'address', 'contains')?.map((value) => [String(value)]) : undefined,
};

/** Every event that means a trigger here, under the name that calls know it by. */
export const EVENTS: readonly Event[] = [
  plain('Contact_added_to_my_database', 'record.created'),
  fieldUpdated,
  onAutomation,
  about('pause_campaign', 'automation', 'automation.held', 'automation'),
  about('unpause_campaign', 'automation', 'automation.released', 'automation'),
  // Sequences are automations here: these names are read, and the ones above and below are written.
  about('Contact_added_to_campaign', 'automation', 'automation.entered', 'automation'),
  about('Contact_leaves_campaign', 'automation', 'automation.left', 'automation'),
  about('Subscription_to_drip_is_paused', 'automation', 'automation.held', 'automation'),
  about('Subscription_to_drip_is_unpaused', 'automation', 'automation.released', 'automation'),
  about('Contact_added_to_category', 'tag', 'tag.added', 'tag'),
  about('Contact_removed_from_category', 'tag', 'tag.removed', 'tag'),
  onDate,
  nearDate,
  taskCompleted,
  formSubmitted,
  callLogged,
  about('Contact_opens_email', 'message', 'email.opened', 'message'),
  linkClicked,
  plain('Contact_sends_Email', 'mail.received'),
  pageVisited,
];
