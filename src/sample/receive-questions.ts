import type { AccountDb, Database } from '../app/db.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import { accountSettings } from '../accounts/index.ts';
import { takeMail } from '../email/index.ts';
import { actInConversation, saveTemplate } from '../inbox/index.ts';
import { settle } from '../app/worker.ts';
import { followNext } from '../ledger/index.ts';
import { ANSWERS, QUESTIONS, type Question } from './rules/questions.ts';
import { people } from './rules/school.ts';

/** Puts the answers the crew gives often at hand. */
export async function keepAnswers(db: AccountDb, ids: NextIds): Promise<void> {
  const viewer = await ownerOf(db);
  const actor = { type: 'user', id: String(viewer.userId) } as const;
  for (const answer of ANSWERS) {
    const id = await ids('answer-template', 1);
    await saveTemplate(db, actor, { id, isNew: true, input: { ...answer, isShared: true }, viewer });
  }
}

const ownerOf = async (db: AccountDb): Promise<Viewer> => ({ ...everyone, userId: (await accountSettings(db)).ownerUserId! });

/** A few questions come into the school's inbox, as mail; the crew has seen to some of them. What came before does not come twice. */
export async function receiveQuestions(database: Database, accountId: number): Promise<void> {
  const ids: NextIds = (name, count) => database.nextIds(accountId, name, count);
  for (const [index, question] of QUESTIONS.entries()) {
    const raw = Buffer.from(mailOf(question, index));
    const taken = await takeMail(database, { accountId, via: 'smtp', raw, toAddress: 'hello@saltmarsh.example', isFromNobody: false });
    if (typeof taken === 'string') continue;
    await settle(database, followNext, accountId);
    await database.account(accountId, async (db) =>
      actInConversation(db, { inboundId: taken.id, viewer: await ownerOf(db), ids, ...question }),
    );
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
