import type { SamplePerson } from './school.ts';

/** What people write to the school on the day a newcomer first looks, and what the crew made of it. */
export interface Question {
  /** Which of the people the school knows; somebody it does not know when left out. */
  person?: (people: readonly SamplePerson[]) => number;
  name?: string;
  address?: string;
  subject: string;
  text: string;
  answer?: string;
  note?: string;
  isClosed?: boolean;
}

const nth =
  (tag: number, n: number) =>
  (people: readonly SamplePerson[]): number =>
    people.map((person, index) => ({ person, index })).filter(({ person }) => person.tags.includes(tag))[n]!.index;

export const QUESTIONS: readonly Question[] = [
  {
    person: nth(1, 4),
    subject: 'Two berths on the taster afternoon?',
    text: 'Hello,\n\nmy sister is visiting on Saturday and has never been on a boat. Are there two berths left for the taster afternoon, and what should we bring?\n\nThank you!',
  },
  {
    name: 'Priya Nandakumar',
    address: 'priya.nandakumar@example.com',
    subject: 'Team day in June',
    text: 'Good morning,\n\nwe are eighteen people from a design studio and would like to spend a day on the water in the second week of June. Do you have room for all of us, and roughly what would it cost?\n\nBest wishes\nPriya',
    note: 'Eighteen is three boats. The racing clinic has them from the 10th, so the 8th or 9th.',
  },
  {
    person: nth(2, 7),
    subject: 'Day skipper: the theory part',
    text: 'Hi, can I do the theory in the evenings before the practical week, or does it have to be the same week?',
    answer:
      'Hello,\n\nevenings are fine: we run them on Tuesdays from seven to nine, five weeks in a row. The next round begins on the first Tuesday of the month. Shall I keep you a chair?\n\nFair winds,\nthe crew at Saltmarsh',
  },
  {
    person: nth(5, 3),
    subject: 'Gift voucher never arrived',
    text: 'I ordered a voucher for my father last week and it has not come. His birthday is on Sunday…',
    answer: 'So sorry about that. It is on its way again, and a printable one is with your order confirmation. Happy birthday to him!',
    isClosed: true,
  },
];

export const ANSWERS = [
  {
    name: 'What to bring',
    shortcut: 'bring',
    text: 'Hello {{ contact.first_name | default: "sailor" }},\n\nsoft shoes, a second pair of socks, something warm and something to eat. Life jackets and oilskins are on board.\n\nFair winds,\nthe crew at Saltmarsh',
  },
  {
    name: 'Where we are',
    shortcut: 'where',
    text: 'We are at 1 The Hard, right behind the chandlery. Park at the church, it is four minutes on foot.',
  },
] as const;
