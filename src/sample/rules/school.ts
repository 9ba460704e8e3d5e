import { chance } from './chance.ts';
import { FAMILY_NAMES, FIRMS, GIVEN_NAMES, TOWNS } from './town.ts';

export const CONTACTS = 2400;
export const BOOKINGS = 1500;
const DEALS = 90;
/** The school's past is lived through in so many months, so that its ledger is a real one. */
export const MONTHS = 9;

export const TAGS = ['Newsletter', 'Beginner', 'Day skipper', 'Racing crew', 'Team day', 'Gift voucher', 'Enquiry'] as const;
export const COURSES = ['Taster afternoon', 'Start sailing', 'Day skipper', 'Coastal skipper', 'Racing clinic', 'Family week'] as const;
const PRICES_MINOR = [4_900, 28_500, 54_000, 72_000, 39_000, 118_000];

export interface SamplePerson {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  city: string;
  country: string;
  zone: string;
  firm: number | undefined;
  tags: number[];
  stage: number;
  month: number;
  optedIn: boolean;
  note: number | undefined;
  birthday: string;
}

/** Who the school knows, in the order in which it came to know them. Addresses use a domain reserved for examples. */
export function people(): SamplePerson[] {
  const luck = chance(1871);
  return Array.from({ length: CONTACTS }, (_, index) => {
    const firstName = luck.of(GIVEN_NAMES);
    const lastName = luck.of(FAMILY_NAMES);
    const town = luck.of(TOWNS);
    return {
      firstName,
      lastName,
      email: `${plain(firstName)}.${plain(lastName)}.${index}@saltmarsh.example`,
      phone: `+4420794600${String(index % 100).padStart(2, '0')}`,
      ...town,
      firm: luck.happens(14) ? luck.upTo(FIRMS.length) : undefined,
      tags: TAGS.map((_tag, tag) => tag).filter((tag) => luck.happens([62, 34, 18, 9, 6, 7, 12][tag]!)),
      stage: luck.of([0, 1, 1, 2, 2, 2, 3, 3, 3, 5, 6]),
      month: Math.floor((index / CONTACTS) * MONTHS),
      optedIn: luck.happens(88),
      note: luck.happens(11) ? luck.upTo(8) : undefined,
      birthday: `${1950 + luck.upTo(55)}-${two(1 + luck.upTo(12))}-${two(1 + luck.upTo(28))}`,
    };
  });
}

export interface SampleBooking {
  person: number;
  course: number;
  priceMinor: number;
  /** Days from the start of the booking's month to the first day on the water. */
  startsInDays: number;
  paid: boolean;
  month: number;
}

/** Courses people booked, each by somebody the school knew by then. */
export function bookings(): SampleBooking[] {
  const luck = chance(1923);
  return Array.from({ length: BOOKINGS }, (_, index) => {
    const month = Math.floor((index / BOOKINGS) * MONTHS);
    const course = luck.upTo(COURSES.length);
    return {
      person: luck.upTo(Math.floor((CONTACTS * (month + 1)) / MONTHS)),
      course,
      priceMinor: PRICES_MINOR[course]!,
      startsInDays: 7 + luck.upTo(80),
      paid: luck.happens(78),
      month,
    };
  });
}

export interface SampleDeal {
  firm: number;
  people: number;
  valueMinor: number;
  stage: number;
  /** How likely the sale is at its stage. */
  winPercent: number;
  closesInDays: number;
  month: number;
}

/** Of each stage in the order of its ids: lost, won, and from committed back to the first talk. */
const WIN_PERCENT = [0, 100, 80, 60, 40, 25, 10] as const;

/** Firms' days on the water, in the stages of a sale. */
export function deals(): SampleDeal[] {
  const luck = chance(1955);
  return Array.from({ length: DEALS }, (_, index) => {
    const crew = 6 + luck.upTo(30);
    const firm = luck.upTo(FIRMS.length);
    const stage = luck.upTo(WIN_PERCENT.length);
    return {
      firm,
      people: crew,
      valueMinor: crew * 14_500,
      stage,
      winPercent: WIN_PERCENT[stage]!,
      closesInDays: 10 + luck.upTo(90),
      month: Math.floor((index / DEALS) * MONTHS),
    };
  });
}

const two = (number: number): string => String(number).padStart(2, '0');

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
