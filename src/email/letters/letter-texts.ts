/** What the product itself says in letters and on the pages their links open, English first. */
export const LETTER_TEXTS = {
  reason: (company: string) => `You get this because you asked ${company} to write to you.`,
  unsubscribe: 'Unsubscribe',
  preferences: 'Choose what you get',
  testOf: (subject: string) => `[Test] ${subject}`,
  testSubject: (company: string) => `A test letter from ${company}`,
  testBody: (company: string) =>
    `This letter shows that ${company} can send mail through the server set in Settings.\n\nNothing else was sent, and nobody but you gets it.`,
} as const;
