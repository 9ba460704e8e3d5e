import { PAGE_LANGUAGES, type PageLanguage } from '../rules/topic-schema.ts';
import { de } from './words/de.ts';
import { en, type PageWord, type PageWords } from './words/en.ts';

const CATALOGUES: Readonly<Record<PageLanguage, PageWords>> = { en, de };

/** The first of the tags (`de-AT`) whose language the pages speak; English when none is. */
export function pageLanguage(...tags: readonly (string | null | undefined)[]): PageLanguage {
  const spoken = tags.map((tag) => tag?.slice(0, 2).toLowerCase());
  return PAGE_LANGUAGES.find((language) => language === spoken.find((one) => PAGE_LANGUAGES.includes(one as PageLanguage))) ?? 'en';
}

/** The languages a browser asks for, in its order. */
export const askedLanguages = (header: string | undefined): string[] => (header ?? '').split(',').map((part) => part.split(';')[0]!.trim());

/** Says something in a language; what stands in braces is filled in as it is, and must be escaped by whoever makes a page of it. */
export function pageText(language: PageLanguage, word: PageWord, values: Readonly<Record<string, string | number>> = {}): string {
  return CATALOGUES[language][word].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A day as people of a language write it. */
export const pageDate = (language: PageLanguage, day: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone }).format(day);
