import type { Database } from '../app/db.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import { accountSettings } from '../accounts/index.ts';
import { takeMail } from '../email/index.ts';
import { actInConversation, saveTemplate } from '../inbox/index.ts';
import { settle } from '../app/worker.ts';
import { followNext } from '../ledger/index.ts';
import { ANSWERS, QUESTIONS, type Question } from './rules/questions.ts';
import { people } from './rules/school.ts';

/** Puts answers at hand and a few questions into the school's inbox, as they would have come by mail; the crew has seen to some of them. */
export async function receiveQuestions(database: Database, accountId: number): Promise<void> {
  const ids = (name: string, count: number): Promise<number> => database.nextIds(accountId, name, count);
  const viewer = await database.account(accountId, async (db): Promise<Viewer> => {
    const owner = { ...everyone, userId: (await accountSettings(db)).ownerUserId! };
    for (const answer of ANSWERS) {
      const input = { ...answer, isShared: true };
      await saveTemplate(
        db,
        { type: 'user', id: String(owner.userId) },
        { id: await ids('answer-template', 1), isNew: true, input, viewer: owner },
      );
    }
    return owner;
  });
  for (const [index, question] of QUESTIONS.entries()) {
    const raw = Buffer.from(mailOf(question, index));
    const taken = await takeMail(database, { accountId, via: 'smtp', raw, toAddress: 'hello@saltmarsh.example', isFromNobody: false });
    if (typeof taken === 'string') continue;
    await settle(database, followNext, accountId);
    await database.account(accountId, (db) => actInConversation(db, { inboundId: taken.id, viewer, ids, ...question }));
  }
  await settle(database, followNext, accountId);
}

function mailOf({ person, name, address, subject, text }: Question, index: number): string {
  const known = people();
  const writer = person && known[person(known)];
  const from = writer ? `${writer.firstName} ${writer.lastName} <${writer.email}>` : `${name} <${address}>`;
  return [
    `From: ${from}`,
    'To: Saltmarsh Sailing School <hello@saltmarsh.example>',
    `Subject: ${subject}`,
    `Message-ID: <question-${index}@mail.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text.replaceAll('\n', '\r\n'),
  ].join('\r\n');
}
