import {
  IconAlertTriangle,
  IconArrowRight,
  IconAt,
  IconBolt,
  IconCheckbox,
  IconFileImport,
  IconFilter,
  IconGauge,
  IconMail,
  IconNote,
  IconPencil,
  IconPhone,
  IconPlus,
  IconShieldCheck,
  IconTag,
  IconTrash,
  IconUser,
  IconWebhook,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MessageKey } from '../app/messages/en.ts';
import { t, tFrom } from '../app/messages/t.ts';
import type { TimelineEntry } from '../ui/timeline.tsx';
import { actorWords } from './actor-words.ts';
import type { LedgerEvent } from './data.ts';
import { FormerLink } from './former-link.tsx';
import classes from './records.module.css';

/** What the timeline can be narrowed to, and the kinds of event that are it. */
const KINDS = {
  all: [],
  changes: ['record.created', 'record.updated', 'record.deleted', 'record.restored', 'owner.changed', 'tag.added', 'tag.removed'],
  mail: [
    'email.captured',
    'email.sent',
    'email.opened',
    'email.clicked',
    'email.failed',
    'email.uncertain',
    'mail.bounced',
    'mail.complained',
    'mail.refused',
  ],
  permission: [
    'consent.given',
    'consent.withdrawn',
    'consent.requested',
    'topic.chosen',
    'topic.declined',
    'mail.paused',
    'mail.continued',
    'frequency.changed',
    'mail.complained',
    'email.unsubscribed',
    'address.suppressed',
    'address.released',
    'mail.refused',
  ],
  automations: [
    'automation.entered',
    'automation.moved',
    'automation.left',
    'automation.held',
    'automation.released',
    'automation.refused',
    'webhook.sent',
    'webhook.failed',
    'webhook.captured',
    'webhook.repeated',
    'group.entered',
    'group.left',
    'lead.routed',
    'lead.waiting',
    'lead.left',
    'score.changed',
  ],
  work: [
    'note.added',
    'note.changed',
    'note.deleted',
    'note.pinned',
    'call.logged',
    'user.mentioned',
    'task.created',
    'task.changed',
    'task.reassigned',
    'task.completed',
    'task.cancelled',
    'task.reopened',
    'task.reminded',
    'task.step_failed',
    'task.steps_retried',
  ],
} as const;
export type TimelineFilter = keyof typeof KINDS;
export const TIMELINE_FILTERS = Object.keys(KINDS) as TimelineFilter[];
export const kindsOf = (filter: string): string => (KINDS[filter as TimelineFilter] ?? []).join(',');

const ICONS: readonly [prefix: string, icon: typeof IconMail][] = [
  ['record.created', IconPlus],
  ['record.deleted', IconTrash],
  ['record', IconPencil],
  ['owner', IconUser],
  ['tag', IconTag],
  ['note', IconNote],
  ['call', IconPhone],
  ['user', IconAt],
  ['task', IconCheckbox],
  ['email', IconMail],
  ['mail', IconMail],
  ['consent', IconShieldCheck],
  ['address', IconShieldCheck],
  ['automation', IconBolt],
  ['group', IconFilter],
  ['webhook', IconWebhook],
  ['score', IconGauge],
  ['lead', IconUser],
  ['import', IconFileImport],
];
const BAD = /bounced|complained|declined|refused|failed|withdrawn|unsubscribed|deleted|suppressed/;
const GOOD = /given|clicked|completed|restored|released/;
const QUIET = /opened|moved/;

/** Turns events of the ledger into entries that read as sentences. */
export function entryOf(event: LedgerEvent): TimelineEntry {
  const Icon = ICONS.find(([prefix]) => event.kind.startsWith(prefix))?.[1] ?? IconAlertTriangle;
  const tone = BAD.test(event.kind) ? 'bad' : GOOD.test(event.kind) ? 'good' : QUIET.test(event.kind) ? 'quiet' : undefined;
  const detail = detailOf(event);
  return {
    id: event.id,
    at: event.at,
    sentence: sentenceOf(event),
    actor: actorWords(event.actor),
    icon: <Icon />,
    ...(tone ? { tone } : {}),
    ...(detail ? { detail } : {}),
    causeId: event.causeId,
  };
}

function sentenceOf(event: LedgerEvent): string {
  const words: Record<string, string | number> = {
    subject: event.subject?.name ?? (typeof event.personal.subject === 'string' ? event.personal.subject : ''),
    from: event.hands?.from ?? '',
    to: event.hands?.to ?? '',
  };
  for (const source of [event.data ?? {}, event.personal]) {
    for (const [name, value] of Object.entries(source)) if (typeof value === 'string' || typeof value === 'number') words[name] ??= value;
  }
  const own = wordsOfTask(event);
  if (own) return t(own, { subject: '', outcome: '', reason: '', ...event.personal } as never);
  words.fields = event.changes.map(({ label }) => label).join(', ');
  return tFrom(`event.${event.kind}`, words, event.kind.replaceAll(/[._]/g, ' '));
}

const OF_TASKS: Readonly<Record<string, MessageKey>> = {
  'task.created': 'tasks.event.created',
  'task.completed': 'tasks.event.completed',
  'task.cancelled': 'tasks.event.cancelled',
  'task.reopened': 'tasks.event.reopened',
  'task.reminded': 'tasks.event.reminded',
  'task.step_failed': 'tasks.event.failed',
};

/** A task is named as long as its words are kept. */
function wordsOfTask({ kind, personal, data }: LedgerEvent): MessageKey | undefined {
  if (kind === 'note.pinned' && data?.pinned === false) return 'tasks.event.unpinned';
  if (typeof personal.subject !== 'string') return undefined;
  return kind === 'task.completed' && personal.outcome ? 'tasks.event.completedWith' : OF_TASKS[kind];
}

/** Before and after of each field that changed, where it is still kept, or the words that were written. */
function detailOf(event: LedgerEvent): ReactNode {
  const text = event.personal.body ?? event.personal.text ?? event.personal.evidence;
  if (event.changes.length === 0) return typeof text === 'string' && text !== '' ? text : null;
  return (
    <>
      <ul className={classes.changes}>
        {event.changes.map(({ fieldId, label, before, after }) => (
          <li key={fieldId}>
            <span className="quiet">{label}</span>{' '}
            {before && (
              <>
                <s>{before}</s> <IconArrowRight size={13} aria-label={t('records.timeline.became')} />{' '}
              </>
            )}
            {after || t('ui.none')}
          </li>
        ))}
      </ul>
      {event.record && <FormerLink record={event.record} eventId={event.id} />}
    </>
  );
}
