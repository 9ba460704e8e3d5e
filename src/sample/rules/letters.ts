import { EMPTY_MAP, type AutomationMap } from '../../automations/schema.ts';

/** What the school writes, and the map by which it does. */

export const WELCOME = {
  name: 'Welcome aboard',
  subject: 'Welcome aboard, {{ contact.first_name | default: "sailor" }}',
  preheader: 'Three things worth knowing before your first tide.',
  blocks: [
    { type: 'heading', level: 1, text: 'Good to have you, {{ contact.first_name | default: "sailor" }}' },
    {
      type: 'text',
      text: 'You asked about sailing at Saltmarsh. Three things our crews wish they had known: bring a second pair of socks, sea-sickness passes, and nobody was born knowing port from starboard.',
    },
    {
      type: 'text',
      text: 'The courses of this season, with their tides, are on our board. Most people begin with **Start sailing**, two days, no experience needed.',
    },
    { type: 'button', label: 'See the courses', url: 'https://saltmarsh.example/courses' },
    { type: 'text', text: 'Fair winds,\nthe crew at Saltmarsh' },
  ],
} as const;

export const SECOND = {
  name: 'A place on Saturday',
  subject: 'A place on Saturday, {{ contact.first_name | default: "sailor" }}?',
  preheader: 'The taster afternoon has a few berths left.',
  blocks: [
    { type: 'text', text: 'Hello {{ contact.first_name | default: "sailor" }},' },
    {
      type: 'text',
      text: 'if two days feel like a lot, come for an afternoon first. We sail on Saturday at high water, five to a boat, tea afterwards.',
    },
    { type: 'button', label: 'Keep me a berth', url: 'https://saltmarsh.example/taster' },
  ],
} as const;

export interface MapParts {
  /** Ids of what the map names. */
  enquiryTag: number;
  welcome: number;
  second: number;
  stageField: number;
  leadStage: number;
}

/** Somebody asks → welcome → two days → did they follow a link? If so a task for the owner; if not a second letter, and a stage. */
export function enquiryMap(parts: MapParts): AutomationMap {
  return {
    ...EMPTY_MAP,
    triggers: [{ id: 1, event: 'tag.added', subject: [parts.enquiryTag] }],
    start: 2,
    lastId: 9,
    steps: [
      { id: 2, kind: 'field.change', settings: { fieldId: parts.stageField, change: { how: 'set', value: parts.leadStage } }, next: [3] },
      { id: 3, kind: 'email.send', settings: { messageId: parts.welcome }, next: [4] },
      { id: 4, kind: 'wait', settings: { wait: 'for', amount: 2, unit: 'days' }, next: [5] },
      { id: 5, kind: 'condition', settings: { criteria: { behaviour: 'email.clicked', subject: [parts.welcome] } }, next: [6, 7] },
      {
        id: 6,
        kind: 'task.create',
        settings: { subject: 'Ring: followed the link to the courses', body: '', assignee: 'owner', dueInDays: 1 },
        next: [9],
      },
      { id: 7, kind: 'email.send', settings: { messageId: parts.second }, next: [8] },
      { id: 8, kind: 'tag.add', settings: { tag: 'Newsletter' }, next: [9] },
      { id: 9, kind: 'end', settings: {}, next: [] },
    ],
  };
}
