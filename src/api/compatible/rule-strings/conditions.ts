import type { Criteria } from '../../../criteria/index.ts';
import { nameOfPart } from './kept-parts.ts';
import { fieldHasValue, questionOfDay, wordsOfDay } from './field-conditions.ts';
import { DAYS_WEEKS_MONTHS, isAny, oneOf, thingNamed, thingOrAny, Unmeant, wholeNumber, wordFor, type Wording } from './terms.ts';

type Asked = Wording<Criteria>;
type Question = { operator: string; values?: string[] };
interface Behaviour {
  behaviour?: string;
  subject?: readonly number[];
  count?: { operator: string; value: number };
  within?: Question & { amount?: number; unit?: string };
}

const only = (node: Criteria, ...keys: string[]): boolean => Object.keys(node).every((key) => keys.includes(key));

const tagged = (name: string, operator: 'has_any' | 'has_none'): Asked => ({
  name,
  parameters: ['tag'],
  read: ([tag = ''], terms) => ({ tag: [thingNamed(terms, 'tag', tag)], operator }),
  say(node) {
    const { tag, operator: asked } = node as { tag?: readonly number[]; operator?: string };
    return tag?.length === 1 && asked === operator ? [[String(tag[0])]] : undefined;
  },
});

const subscribedWhen = (name: string): Asked => ({
  name,
  parameters: ['automation', 'condition', 'date'],
  read([automation = '', comparison = '', day = ''], terms) {
    if (day.trim() === '') throw new Unmeant('give the date.');
    const within = questionOfDay(comparison, day);
    if (within.operator === 'not_on')
      throw new Unmeant('“Not Equal To” cannot be asked of it. Give 1 for on, 2 for before or 3 for after.');
    return { behaviour: 'automation.entered', subject: [thingNamed(terms, 'automation', automation)], within };
  },
  say(node) {
    const { behaviour, subject, within } = node as Behaviour;
    const words = within && wordsOfDay(within);
    const isThis = behaviour === 'automation.entered' && subject?.length === 1 && only(node, 'behaviour', 'subject', 'within');
    return isThis && words && words[1] !== '' ? [[String(subject[0]), ...words]] : undefined;
  },
});

/** Stands there, and came so long ago or earlier. */
const onFor = (automation: number, amount: number, unit: string): Criteria => ({
  all: [
    { automation: [automation], operator: 'on' },
    { behaviour: 'automation.entered', subject: [automation], within: { operator: 'more_than_ago', amount, unit: unit as 'days' } },
  ],
});

const onForTimeframe: Asked = {
  name: 'been_on_campaignbuilder_for_timeframe',
  parameters: ['automation', 'number', 'units'],
  read: ([automation = '', count = '', units = ''], terms) =>
    onFor(thingNamed(terms, 'automation', automation), wholeNumber(count, 'how long'), oneOf(units, DAYS_WEEKS_MONTHS, 'unit')),
  say(node) {
    const [on, came] = (node as { all?: readonly Behaviour[] }).all ?? [];
    const { amount, unit } = came?.within ?? {};
    const word = unit === undefined ? undefined : wordFor<string>(DAYS_WEEKS_MONTHS, unit);
    const automation = came?.subject?.[0];
    if (!on || automation === undefined || amount === undefined || word === undefined) return undefined;
    return nameOfPart(node) === nameOfPart(onFor(automation, amount, unit!)) ? [[String(automation), String(amount), word]] : undefined;
  },
};

/** The older name, whose number and unit are one parameter: `3_0`, `3 weeks`, or two. */
const beenOnFor: Asked = {
  name: 'Been_on_campaign_for_timeframe',
  parameters: ['automation', 'number and units', 'units?'],
  read([automation = '', both = '', unit], terms) {
    const [count = '', word = unit ?? '0'] = both.trim().split(/[\s_:-]+/);
    const units = { ...DAYS_WEEKS_MONTHS, day: 'days', days: 'days', week: 'weeks', weeks: 'weeks', month: 'months', months: 'months' };
    return onFor(thingNamed(terms, 'automation', automation), wholeNumber(count, 'how long'), oneOf(word.toLowerCase(), units, 'unit'));
  },
};

/** The same of a sequence, which is an automation here. */
const standing = (name: string, operator: 'on' | 'not_on' | 'paused_on' | 'moving_on'): Asked => ({
  name,
  parameters: ['automation'],
  read: ([automation = ''], terms) => ({ automation: [thingNamed(terms, 'automation', automation)], operator }),
  say(node) {
    const { automation, operator: asked } = node as { automation?: readonly number[]; operator?: string };
    return automation?.length === 1 && asked === operator ? [[String(automation[0])]] : undefined;
  },
});

const STANDING = { '0': 'moving_on', '1': 'paused_on' } as const;
const pausedOn: Asked = {
  name: 'paused_or_active_on_camp',
  parameters: ['option', 'automation'],
  read: ([option = '', automation = ''], terms) => ({
    automation: [thingNamed(terms, 'automation', automation)],
    operator: oneOf(option, STANDING, 'option'),
  }),
  say(node) {
    const { automation, operator } = node as { automation?: readonly number[]; operator?: string };
    const option = automation?.length === 1 ? wordFor<string | undefined>(STANDING, operator) : undefined;
    return option === undefined ? undefined : [[option, String(automation![0])]];
  },
};

type Counting = { count: { operator: 'at_least' | 'at_most' | 'exactly'; value: number }; not?: boolean };
const COUNTS: Readonly<Record<string, (value: number) => Counting>> = {
  'Equal To': (value) => ({ count: { operator: 'exactly', value } }),
  'Not Equal To': (value) => ({ count: { operator: 'exactly', value }, not: true }),
  'Greater Than': (value) => ({ count: { operator: 'at_least', value: value + 1 } }),
  'Less Than': (value) => {
    if (value === 0) throw new Unmeant('nothing happens less than 0 times.');
    return { count: { operator: 'at_most', value: value - 1 } };
  },
  'Greater Than or Equal To': (value) => ({ count: { operator: 'at_least', value } }),
  'Less Than or Equal To': (value) => ({ count: { operator: 'at_most', value } }),
};
const COUNT_WORDS: Readonly<Record<string, string>> = {
  exactly: 'Equal To',
  at_least: 'Greater Than or Equal To',
  at_most: 'Less Than or Equal To',
};

function happened(behaviour: string, subject: number | undefined, [comparison = '', times = '']: readonly string[]): Criteria {
  const { count, not } = oneOf(comparison, COUNTS, 'condition')(wholeNumber(times, 'how often'));
  const asked: Criteria = { behaviour, ...(subject === undefined ? {} : { subject: [subject] }), count };
  return not ? { not: asked } : asked;
}

/** How often something happened, about one thing or any; undefined for what is asked otherwise. */
function timesOf(node: Criteria, behaviour: string): string[] | undefined {
  const inner = (node as { not?: Behaviour }).not ?? (node as Behaviour);
  const { subject = [], count = { operator: 'at_least', value: 1 } } = inner;
  const isThis = inner.behaviour === behaviour && subject.length <= 1 && only(inner as Criteria, 'behaviour', 'subject', 'count');
  const word = 'not' in node ? (count.operator === 'exactly' ? 'Not Equal To' : undefined) : COUNT_WORDS[count.operator];
  return isThis && word !== undefined ? [String(subject[0] ?? 0), word, String(count.value)] : undefined;
}

const openedTimes: Asked = {
  name: 'Has_opened_email_condition_n_times',
  parameters: ['message?', 'condition', 'number'],
  read: ([message, ...often], terms) => happened('email.opened', thingOrAny(terms, 'message', message), often),
  say: (node) => listed(timesOf(node, 'email.opened')),
};

const clickedTimes: Asked = {
  name: 'Has_clicked_emailanchor_condition_n_times',
  parameters: ['message_link?', 'condition', 'number'],
  read([both = '', ...often], terms) {
    const [message, link] = both.trim().split(/[_:-]/);
    if (!isAny(link)) throw new Unmeant('one link of a message cannot be counted. Give the message alone, for any of its links.');
    return happened('email.clicked', thingOrAny(terms, 'message', message), often);
  },
  say: (node) => listed(timesOf(node, 'email.clicked')),
};

const visitedTimes: Asked = {
  name: 'Has_visited_website_condition_n_times',
  parameters: ['site?', 'condition', 'number'],
  contactsOnly: true,
  read([site, ...often]) {
    if (!isAny(site)) throw new Unmeant('this account keeps no list of sites. Give 0 for every page that is followed.');
    return happened('page.visited', undefined, often);
  },
  say(node) {
    const times = timesOf(node, 'page.visited');
    return times?.[0] === '0' ? [times] : undefined;
  },
};

const listed = (words: string[] | undefined): string[][] | undefined => words && [words];

/** Every condition that means criteria here, under the name that calls know it by. */
export const CONDITIONS: readonly Asked[] = [
  subscribedWhen('campaignbuilder_subscription_date_is_val'),
  subscribedWhen('Date_of_subscription_to_drip_is_datecondition_datevalue'),
  onForTimeframe,
  beenOnFor,
  pausedOn,
  standing('Is_subscribed_to_drip', 'on'),
  standing('Is_not_subscribed_to_drip', 'not_on'),
  standing('Subscription_to_dripa_is_paused', 'paused_on'),
  standing('Subscription_to_dripa_is_not_paused', 'moving_on'),
  fieldHasValue,
  tagged('Is_in_category', 'has_any'),
  tagged('Is_not_in_category', 'has_none'),
  openedTimes,
  clickedTimes,
  visitedTimes,
];
