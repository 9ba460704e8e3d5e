import { formatMessage, type Params, pseudo } from './catalogue.ts';
import type { MessageKey } from './en.ts';
import { words } from './words.ts';

export type { MessageKey } from './en.ts';

const KEPT = 'quayside-language';

/** The language of the page. `?locale=pseudo` lengthens every text as German would; `?dir=rtl` turns the page round. Both last for the tab. */
export const language = readLanguage();

interface Language {
  locale: string;
  isPseudo: boolean;
  direction: 'ltr' | 'rtl';
}

function readLanguage(): Language {
  const params = new URLSearchParams(typeof location === 'undefined' ? '' : location.search);
  const kept = new URLSearchParams((typeof sessionStorage === 'undefined' ? null : sessionStorage.getItem(KEPT)) ?? '');
  for (const name of ['locale', 'dir']) if (params.has(name)) kept.set(name, params.get(name)!);
  if (typeof sessionStorage !== 'undefined' && kept.size > 0) sessionStorage.setItem(KEPT, kept.toString());
  const browser = typeof navigator === 'undefined' ? 'en' : navigator.language;
  return {
    // Words are English so far; numbers and dates follow the reader where they read English.
    locale: browser.startsWith('en') ? browser : 'en',
    isPseudo: kept.get('locale') === 'pseudo',
    direction: kept.get('dir') === 'rtl' ? 'rtl' : 'ltr',
  };
}

/** The sentence for `key` in the reader's language. */
export function t(key: MessageKey, params: Params = {}): string {
  const sentence = formatMessage(words[key] ?? key, params, language.locale);
  return language.isPseudo ? pseudo(sentence) : sentence;
}

/** The sentence for a key that came from the server (`event.record.updated`), or `otherwise` when the catalogue has none. */
export function tFrom(key: string, params: Params = {}, otherwise: string = key): string {
  return key in words ? t(key as MessageKey, params) : otherwise;
}
