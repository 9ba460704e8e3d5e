import type { z } from 'zod';
import type { thingsSchema } from '../rules/portable.ts';
import type { goalSettings, mapSchema, OFFSET_UNITS, stepSchema, triggerSchema, WAIT_UNITS } from '../schema.ts';

type Step = z.input<typeof stepSchema>;
type Trigger = z.input<typeof triggerSchema>;
type Unit = (typeof WAIT_UNITS)[number];
type Criteria = Record<string, unknown>;

/** Nobody is written to at night where they live. */
export const AT_NIGHT: z.input<typeof mapSchema>['quiet'] = { from: '21:00', to: '08:00', zone: 'contact' };

/** A program tells something of this name. */
export const told = (id: number, name: string): Trigger => ({
  id,
  event: 'event.received',
  where: [{ key: 'name', operator: 'is', values: [name] }],
});

export const tagged = (id: number, tag: number): Trigger => ({ id, event: 'tag.added', subject: [tag] });

export const step = (id: number, kind: string, settings: Step['settings'], ...next: number[]): Step => ({ id, kind, settings, next });
export const send = (id: number, messageId: number, next: number): Step => step(id, 'email.send', { messageId }, next);
export const addTag = (id: number, tag: string, next: number): Step => step(id, 'tag.add', { tag }, next);
export const removeTag = (id: number, tag: string, next: number): Step => step(id, 'tag.remove', { tag }, next);
export const end = (id: number): Step => step(id, 'end', {});

/** A while, by the clock where they live. */
export const pause = (id: number, [amount, unit]: [number, Unit], next: number): Step =>
  step(id, 'wait', { wait: 'for', amount, unit, zone: 'contact' }, next);

/** Until the next morning in the middle of the week, where they live: when letters are read. */
export const midweek = (id: number, next: number): Step =>
  step(id, 'wait', { wait: 'window', weekdays: [2, 3, 4], from: '09:00', to: '16:00', zone: 'contact' }, next);

/** Until they match, or the time is over. */
export const waitFor = (id: number, criteria: Criteria, [amount, unit]: [number, Unit], [met, over]: [number, number]): Step =>
  step(id, 'wait', { wait: 'criteria', criteria, limit: { amount, unit } }, met, over);

/** So long before or after a date of theirs, or at a time on that day; who has none is set aside. */
export const untilDate = (
  id: number,
  offset: { fieldId: number; amount: number; unit: (typeof OFFSET_UNITS)[number]; direction: 'before' | 'after'; at?: string },
  next: number,
): Step => step(id, 'wait', { wait: 'field', offset, missing: 'fail', zone: 'contact' }, next);

export const ask = (id: number, branches: readonly [name: string, criteria: Criteria, next: number][], otherwise: number): Step =>
  step(
    id,
    'condition',
    { branches: branches.map(([name, criteria]) => ({ name, criteria })) },
    ...branches.map(([, , next]) => next),
    otherwise,
  );

/** What ends the chase: whoever is on the map goes on here the moment it happens. */
export const goal = (id: number, name: string, triggers: Trigger[], next: number): Step => {
  const settings: z.input<typeof goalSettings> = { name, triggers, who: 'map', how: 'move', leaves: 'everywhere' };
  return step(id, 'goal', settings, next);
};

/** Two ways half and half, until one of them is known to bring more people this tag. */
export const halves = (id: number, names: [string, string], won: { tag: number; days: number }, next: [number, number]): Step =>
  step(
    id,
    'split',
    {
      variants: names.map((name) => ({ name, weight: 1 })),
      measure: { criteria: { tag: [won.tag], operator: 'has_any' }, within: { amount: won.days, unit: 'days' } },
      winner: { by: 'measure', confidence: 9_500, atLeast: 100 },
    },
    ...next,
  );

export const hasTag = (...tag: number[]): Criteria => ({ tag, operator: 'has_any' });
export const clicked = (...subject: number[]): Criteria => ({
  behaviour: 'email.clicked',
  subject,
  within: { operator: 'in_last', amount: 30, unit: 'days' },
});

type Things = z.input<typeof thingsSchema>;
type MessageThing = Exclude<Things['message'], undefined>[string];

export const tagThings = (...names: string[]): Things['tag'] =>
  Object.fromEntries(names.map((name, index) => [index + 1, { object: 1, name }]));

interface Letter {
  name: string;
  /** `transactional` only where something they have agreed to requires the letter. */
  purpose?: 'bulk' | 'transactional';
  subject: string;
  preheader?: string;
  heading: string;
  text: readonly string[];
  button?: { label: string; url: string };
  /** Below the button. */
  after?: readonly string[];
}

/** A message of blocks: a heading, a greeting, paragraphs, a button where there is one, and who it is from. */
export function letter({ name, purpose = 'bulk', subject, preheader = '', heading, text, button, after = [] }: Letter): MessageThing {
  const paragraph = (one: string) => ({ type: 'text' as const, text: one });
  return {
    object: 1,
    name,
    purpose,
    subject,
    preheader,
    body: {
      kind: 'blocks',
      blocks: [
        { type: 'heading', text: heading, level: 1 },
        ...[GREETING, ...text].map(paragraph),
        ...(button ? [{ type: 'button' as const, ...button }] : []),
        ...[...after, FROM].map(paragraph),
      ],
    },
  };
}

const GREETING = 'Hello {{ contact.first_name | default: "there" }},';
const FROM = '{{ owner.name | default: "Your team" }}\n{{ account.name }}';
