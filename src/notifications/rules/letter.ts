import type { NotificationView } from '../schema.ts';

export interface LetterContext {
  accountName: string;
  userName: string;
  /** The address of the account in the app. */
  home: string;
  objects: ReadonlyMap<number, { key: string; singular: string; plural: string }>;
}

const LINES = 20;

/** One letter that tells of everything, the latest first. */
export function letterOf(told: readonly NotificationView[], context: LetterContext): { subject: string; body: string; link: string } {
  const { accountName, userName, home } = context;
  const [first] = told;
  const latest = told.toSorted((a, b) => b.id - a.id);
  const more = latest.length - LINES;
  const lines = latest.slice(0, LINES).map((one) => `- ${sentenceOf(one, context)}${textOf(one)}${placeOf(one, context)}`);
  const link = `${home}/?open=notifications`;
  return {
    subject: told.length === 1 ? sentenceOf(first!, context) : `${told.length} notifications from ${accountName}`,
    body: `Hello ${userName},\n\n${lines.join('\n')}\n${more > 0 ? `\nand ${more.toLocaleString('en')} more.\n` : ''}\n${link}\n\nChoose what you are told of, and how: ${home}/settings/profile\n`,
    link,
  };
}

function sentenceOf({ kind, count, actorName, record, ...one }: NotificationView, { objects }: LetterContext): string {
  const who = actorName ?? 'Quayside';
  const on = record ? ` on ${record.name || 'a record without a name'}` : '';
  const shape = objects.get(record?.objectId ?? 0);
  const many = count.toLocaleString('en');
  switch (kind) {
    case 'user.notified':
      if (one.words) return one.words.subject;
      return count > 1 ? `An automation tells you of ${many} records` : `An automation tells you something${on}`;
    case 'user.mentioned':
      return count > 1 ? `${who} mentioned you in ${many} notes` : `${who} mentioned you in a note${on}`;
    case 'task.created':
    case 'task.reassigned':
      return count > 1 ? `${who} gave you ${many} tasks` : `${who} gave you a task${on}`;
    case 'task.reminded':
      return count > 1 ? `${many} tasks are due` : `A task is due${on}`;
    case 'owner.changed':
      return count > 1
        ? `${who} gave you ${many} records`
        : `${who} gave you ${shape?.singular.toLowerCase() ?? 'a record'} ${record?.name ?? ''}`.trim();
    case 'import.finished':
      return 'Your import has finished';
    case 'import.failed':
      return 'Your import has stopped with a problem';
    case 'import.held':
      return 'A fetched file waits for you: its columns have changed';
    case 'import.held_for_review':
      return 'An import is held for review';
    case 'import_source.failed':
      return 'Files could not be fetched from a server';
    case 'bulk.finished':
      return 'Your bulk action has finished';
    case 'webhook.failed':
      return count > 1 ? `${many} webhooks could not be delivered` : 'A webhook could not be delivered';
    default:
      return `${one.topic}: ${kind}`;
  }
}

const textOf = ({ words }: NotificationView): string => (words?.text ? `\n  ${words.text.replaceAll('\n', '\n  ')}` : '');

function placeOf({ record }: NotificationView, { home, objects }: LetterContext): string {
  const shape = record && objects.get(record.objectId);
  return shape ? `\n  ${home}/records/${shape.key}/${record.id}` : '';
}
