import type { PermissionSays, Said, Standing } from '../schema.ts';
import { headerKey } from './header-key.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split(',').map((word) => headerKey(word)));

const NO = set('no,n,false,f,0,nein,non,nee,nie,não,never,none,null,off,nan,n/a');

/** The words of statuses in the exports of programs that send mail. What is in none of these lists says nothing. */
const WORDS: readonly (readonly [Standing, ReadonlySet<string>])[] = [
  ['complained', set('complained,complaint,spam complaint,spam,marked as spam,reported spam,abuse,abuse complaint')],
  [
    'bounced',
    set('cleaned,bounced,bounce,hard bounce,hard bounced,hardbounce,invalid,invalid email,undeliverable,unzustellbar,dead,global bounce'),
  ],
  [
    'out',
    set(
      'unsubscribed,unsubscribe,unsub,unsubscribed from all email,opted out,opt out,optout,out,suppressed,blocked,blocklisted,blacklisted,do not email,do not mail,do not contact,dnd,dnd all,removed,transactional only,inactive,not subscribed,withdrawn,revoked,archived,permanent,abgemeldet,gesperrt,désabonné,désinscrit,globally unsubscribed',
    ),
  ],
  ['pending', set('pending,unconfirmed,not confirmed,awaiting confirmation,unbestätigt,double opt-in pending')],
  ['none', set('nonsubscribed,non-subscribed,non-marketing contact,never subscribed,never asked,pending review,cold')],
  [
    'in',
    set(
      'subscribed,active,opted in,optin,opt in,in,confirmed,single opt-in,double opt-in,single,double,ok,enabled,allowed,marketing contact,yes,abonniert,abonné',
    ),
  ],
];

/** How programs number a standing: -2 after a hard bounce, -3 before a confirmation, -5 under review. */
const NUMBERS: Readonly<Record<string, Standing>> = {
  '0': 'out',
  '1': 'in',
  '2': 'in',
  '-1': 'out',
  '-2': 'bounced',
  '-3': 'pending',
  '-5': 'none',
};

/** What a word of a status column says of a person; undefined for a word that is not known. */
export function standingOf(cell: string): Standing | undefined {
  const text = cell.trim();
  const numbered = NUMBERS[text];
  if (numbered) return numbered;
  const word = headerKey(text);
  return WORDS.find(([, words]) => words.has(word))?.[0];
}

/** Worse than those behind it: of two that are said of one person the worse counts. */
const FROM_WORST: readonly Said[] = ['complained_bounced', 'complained', 'bounced', 'out', 'none', 'pending', 'in'];

/** Of two standings the one that permits less. A complaint and a bounce both hold: a mailbox that works again may still not be written to. */
export function worse(a: Said | null, b: Said | null): Said | null {
  if (a === null || b === null) return a ?? b;
  if ((a === 'complained' && b === 'bounced') || (a === 'bounced' && b === 'complained')) return 'complained_bounced';
  return FROM_WORST.indexOf(a) <= FROM_WORST.indexOf(b) ? a : b;
}

const BLANK = new Set(['', '-', '–', '0000-00-00', '0000-00-00 00:00:00']);

/**
 * What a cell says of a person in a column of its kind; undefined when it says nothing. In a column of opt-outs (bounces, complaints) every
 * filled cell that does not clearly say no does: a date, a tick. In one of opt-ins a no is an opt-out. Never does a word raise anybody:
 * `in` is what is assumed of everyone the importer declares.
 */
export function saidStanding(cell: string, says: PermissionSays): Standing | undefined {
  const text = cell.trim();
  if (BLANK.has(text)) return undefined;
  if (says === 'status') return standingOf(text);
  const word = headerKey(text);
  if (says === 'opted-in') return NO.has(word) ? 'out' : text === '1' ? 'in' : (standingOf(text) ?? 'in');
  if (NO.has(word)) return undefined;
  if (says === 'bounced' || says === 'complained') return says;
  if (says !== 'opted-out') return undefined;
  const known = text === '1' || text === '2' ? 'out' : standingOf(text);
  return known === 'in' && word !== headerKey('yes') ? undefined : known === undefined || known === 'in' ? 'out' : known;
}
