import MailComposer from 'nodemailer/lib/mail-composer';
import type { AccountDb } from '../../app/db.ts';
import { accountSettings, installationOf } from '../../accounts/index.ts';
import { objectShapes } from '../../records/index.ts';
import { compiledMessage, type MessageToCompile } from '../letters/compiled-message.ts';
import { fillLetter, templatesOf, type FilledLetter } from '../letters/letter.ts';
import { sampleValues } from '../letters/merge-values.ts';

/** A message as a letter to nobody in particular: every merge field shows its name, every condition holds. */
export async function sampleLetter(db: AccountDb, message: MessageToCompile & { object_id: number }): Promise<FilledLetter> {
  const compiled = await compiledMessage(db, message);
  const asked = { objectId: message.object_id, paths: compiled.merge_fields, conditions: Object.keys(compiled.conditions) };
  const values = sampleValues(await objectShapes(db), await accountSettings(db), asked);
  const { baseUrl } = installationOf(db.database);
  return fillLetter(templatesOf(compiled), values, {
    link: (_, target) => target,
    unsubscribe: `${baseUrl}/e/u/sample`,
    preferences: `${baseUrl}/p/sample`,
    confirm: `${baseUrl}/p/confirm/sample`,
    pixel: null,
  });
}

/** The same as it would go over the wire, for programs that judge letters. */
export async function wrappedLetter(db: AccountDb, letter: FilledLetter, from: { name: string; address: string }): Promise<Buffer> {
  const host = new URL(installationOf(db.database).baseUrl).hostname;
  const composer = new MailComposer({
    from,
    to: 'somebody@example.com',
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    date: db.now,
    messageId: `<sample.${db.accountId}@${host}>`,
    headers: { 'List-Unsubscribe': `<https://${host}/e/u/sample>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  });
  return composer.compile().build();
}
