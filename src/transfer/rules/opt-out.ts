import { headerKey } from './synonyms.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split(',').map(headerKey));

const NO = set('no,n,false,f,0,nein,non,nee,nie,não,never,none,null,off,nan,n/a');

/** Words with which programs say that a person is not to be written to. */
const OUT = set(
  'unsubscribed,unsubscribe,unsub,opted out,optout,out,cleaned,bounced,hard bounce,hard bounced,complained,complaint,spam,abuse,suppressed,blocked,blocklisted,blacklisted,do not email,do not mail,do not contact,removed,transactional only,inactive,not subscribed,withdrawn,revoked,abgemeldet,gesperrt,désabonné,désinscrit',
);
const IN = set('subscribed,active,opted in,optin,in,confirmed,single opt-in,double opt-in,single,double,ok,enabled,allowed,abonniert');

/**
 * Whether a cell keeps a person from being written to. In a column of opt-outs every filled cell does (a date, a tick) that does not
 * clearly say no; in one of opt-ins a no does; in one of statuses only a word that means one.
 */
export function saysOptedOut(cell: string, says: 'opted-out' | 'opted-in' | 'status'): boolean {
  const text = cell.trim();
  if (text === '' || text === '-' || text === '–') return false;
  if (text === HARD_BOUNCE) return true;
  const word = headerKey(text);
  if (OUT.has(word)) return true;
  if (says === 'status') return false;
  return says === 'opted-in' ? NO.has(word) : !NO.has(word) && !IN.has(word);
}

/** How another program numbers it. */
const HARD_BOUNCE = '-2';
