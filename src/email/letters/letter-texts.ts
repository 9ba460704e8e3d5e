/** What the product itself says in letters and on the pages their links open, English first. */
export const LETTER_TEXTS = {
  reason: (company: string) => `You get this because you asked ${company} to write to you.`,
  unsubscribe: 'Unsubscribe',
  preferences: 'Choose what you get',
  unsubscribeTitle: 'Stop these letters?',
  unsubscribeQuestion: (company: string) =>
    `${company} will send you no more letters to this address, except what a purchase or an account of yours requires.`,
  unsubscribeButton: 'Unsubscribe',
  unsubscribedTitle: 'You are unsubscribed',
  unsubscribed: (company: string) =>
    `${company} will not write to you at this address any more, except what a purchase or an account of yours requires.`,
  forgedTitle: 'This link does not work',
  forged: 'It is incomplete or has been changed. Open it again from the letter, or copy the whole of it.',
  testOf: (subject: string) => `[Test] ${subject}`,
  testSubject: (company: string) => `A test letter from ${company}`,
  testBody: (company: string) =>
    `This letter shows that ${company} can send mail through the server set in Settings.\n\nNothing else was sent, and nobody but you gets it.`,
} as const;
