import type { PersonalData } from '../app/kernel/domain.ts';
import { forgetLetters, lettersOf } from './queries/deliveries.ts';
import { forgetUnderWay } from './queries/letter-batches.ts';
import { forgetTypedWords, typedLettersTo, typedMessagesTo } from './queries/typed-letters.ts';

/** The letters a person was sent, with what was filled into them. That a letter went out, and when, outlives an erasure. */
export const letters: PersonalData = {
  label: 'Letters sent to you',
  export: async (db, objectId, recordId) => ({
    letters: (await lettersOf(db, objectId, recordId)).map((row) => ({
      message: row.message_name,
      status: row.status,
      queuedAt: row.queued_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
      address: row.address,
      filledIn: row.merge_values,
      lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
      lastClickedAt: row.last_clicked_at?.toISOString() ?? null,
    })),
    typedToYou: (await typedLettersTo(db, objectId, recordId)).map(({ subject, text, queued_at }) => ({
      subject,
      text,
      at: queued_at.toISOString(),
    })),
  }),
  async erase(db, objectId, recordId) {
    await forgetTypedWords(db, await typedMessagesTo(db, objectId, recordId));
    await forgetUnderWay(db, objectId, recordId);
    await forgetLetters(db, objectId, recordId);
  },
};
