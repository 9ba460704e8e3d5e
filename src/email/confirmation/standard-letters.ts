import type { PageLanguage } from '../../compliance/index.ts';
import type { Document } from '../../documents/index.ts';

/** The confirmation the product brings along: it says who asks and why, and nothing that sells. */
interface StandardLetter {
  subject: string;
  body: Document;
}

/** Raised when the words change: the letter is then written and published anew. */
export const STANDARD_EDITION = 1;

const letter = (subject: string, words: { lead: string; button: string; ignore: string }): StandardLetter => ({
  subject,
  body: {
    kind: 'blocks',
    blocks: [
      { type: 'heading', level: 1, text: subject },
      { type: 'text', text: words.lead },
      { type: 'button', label: words.button, url: '{{ confirm_url }}' },
      { type: 'text', text: words.ignore },
    ],
  },
});

export const STANDARD_LETTERS: Readonly<Record<PageLanguage, StandardLetter>> = {
  en: letter('Please confirm your address', {
    lead: 'Somebody, we hope you, asked that {{ account.name }} write to this address. One click, and it is settled:',
    button: 'Yes, write to me',
    ignore: 'If it was not you, do nothing: you will get no more from us.',
  }),
  de: letter('Bitte bestätigen Sie Ihre Adresse', {
    lead: 'Jemand, hoffentlich Sie, hat {{ account.name }} gebeten, an diese Adresse zu schreiben. Ein Klick, und alles ist geregelt:',
    button: 'Ja, schreiben Sie mir',
    ignore: 'Waren Sie es nicht, tun Sie nichts: Dann hören Sie nichts mehr von uns.',
  }),
};
