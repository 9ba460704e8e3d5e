import { absenceOf, backAt, type Given, type Present } from './availability.ts';
import type { MemberSettings, Otherwise } from './router-settings.ts';

/** A member in their place in the row, with what they have got and what they are owed. */
export interface Standing {
  userId: number;
  percent: number;
  settings: MemberSettings;
  given: Given;
  /** In hundredths of a record; what a weighted router owes the member. */
  credit: number;
}

export interface Row {
  how: 'turns' | 'weighted';
  /** Whoever had a turn last. */
  lastUserId: number | null;
  /** In order; who has left is not among them. */
  members: readonly Standing[];
  otherwise: Otherwise;
}

/** To whom one record goes and why, or what becomes of it instead. */
export type Decision = { to: number; by: 'turn' | 'share' | 'first_back' | 'fallback' } | { to: null; by: 'wait' | 'leave' };

export interface Distribution {
  /** One for each record, in their order. */
  decisions: Decision[];
  lastUserId: number | null;
  members: Standing[];
}

/**
 * Shares so many records out among the members who are there, and says how the row stands then.
 *
 * In turns, the next of the row after the last gets one; who is not there is passed over and not owed. By weights, everybody present is credited
 * with their percent for each record, whoever has the most credit gets it and pays for it with the credit that was given out. So every hundred
 * records fall exactly as the percents say, and every beginning of a hundred as nearly as whole records can; chance would leave the tenth
 * part of a hundred anywhere between four and sixteen, and could not be shown beforehand.
 */
export function distribute(row: Row, count: number, present: Present): Distribution {
  const members = row.members.map((member) => ({ ...member, given: { ...member.given } }));
  const state = { ...row, members };
  const decisions: Decision[] = [];
  // Who is there changes within one distribution only as caps fill up.
  let there = membersThere(members, present);
  let absent: Absent[] | undefined;
  for (let place = 0; place < count; place++) {
    const next = there.length > 0 ? nextOf(state, there) : undefined;
    if (next) {
      give(state, next);
      decisions.push({ to: next.userId, by: row.how === 'turns' ? 'turn' : 'share' });
      if (isFull(next)) there = there.filter((member) => member !== next);
      continue;
    }
    absent ??= absentOf(members, present);
    decisions.push(withoutAnybody(state, absent, present));
  }
  return { decisions, lastUserId: state.lastUserId, members };
}

const membersThere = (members: readonly Standing[], present: Present): Standing[] =>
  members.filter(({ settings, given }) => absenceOf(settings, given, present) === undefined);

const isFull = ({ settings: { capDay, capWeek }, given }: Standing): boolean =>
  (capDay !== null && given.today >= capDay) || (capWeek !== null && given.week >= capWeek);

interface State {
  how: Row['how'];
  lastUserId: number | null;
  members: readonly Standing[];
  otherwise: Otherwise;
}

function nextOf({ how, lastUserId, members }: State, there: readonly Standing[]): Standing | undefined {
  if (how === 'turns') return nextInTurn(members, there, lastUserId);
  const sharing = there.filter(({ percent }) => percent > 0);
  if (sharing.length === 0) return undefined;
  let handedOut = 0;
  for (const member of sharing) {
    member.credit += member.percent;
    handedOut += member.percent;
  }
  const next = sharing.reduce((most, member) => (member.credit > most.credit ? member : most));
  next.credit -= handedOut;
  return next;
}

/** The first of those who are there that stands behind the last in the row, which goes round. */
function nextInTurn(members: readonly Standing[], there: readonly Standing[], lastUserId: number | null): Standing | undefined {
  const last = members.findIndex(({ userId }) => userId === lastUserId);
  const turned = [...members.slice(last + 1), ...members.slice(0, last + 1)];
  return turned.find((member) => there.includes(member));
}

function give(state: { lastUserId: number | null }, member: Standing): void {
  member.given.today++;
  member.given.week++;
  state.lastUserId = member.userId;
}

interface Absent {
  member: Standing;
  back: number;
}

const absentOf = (members: readonly Standing[], present: Present): Absent[] =>
  members.flatMap((member) => {
    const back = backAt(member.settings, member.given, present);
    return back === undefined ? [] : [{ member, back: back.getTime() }];
  });

function withoutAnybody(state: State & { members: readonly Standing[] }, absent: readonly Absent[], present: Present): Decision {
  const { otherwise } = state;
  if (otherwise.do === 'user') return { to: otherwise.userId, by: 'fallback' };
  if (otherwise.do !== 'first_back') return { to: null, by: otherwise.do };
  const soonest = Math.min(...absent.map(({ back }) => back));
  const first = absent.filter(({ back }) => back === soonest).map(({ member }) => member);
  const next = nextOf(state, first) ?? first[0];
  if (!next) return { to: null, by: 'leave' };
  give(state, next);
  const entry = (absent as Absent[]).find(({ member }) => member === next)!;
  if (isFull(next)) entry.back = backAt(next.settings, next.given, present)?.getTime() ?? Infinity;
  return { to: next.userId, by: 'first_back' };
}

/** When somebody is next there who gets anything at all; undefined when nobody is within a year. */
export function somebodyBackAt({ how, members }: Pick<Row, 'how' | 'members'>, present: Present): Date | undefined {
  const sharing = how === 'turns' ? members : members.filter(({ percent }) => percent > 0);
  const times = absentOf(sharing, present).map(({ back }) => back);
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}
