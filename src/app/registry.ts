import type {
  Action,
  Domain,
  EventKind,
  Fact,
  Follower,
  Job,
  Loop,
  Merger,
  Notice,
  PersonalData,
  Searchable,
  Topic,
} from './kernel/domain.ts';

let registered: readonly Domain[] = [];

/** Makes the domains known to the machinery; called once, before anything runs. */
export function register(domains: readonly Domain[]): void {
  registered = domains;
}

export const domains = (): readonly Domain[] => registered;

const all = <T>(of: (domain: Domain) => readonly T[] | undefined): T[] => registered.flatMap((domain) => of(domain) ?? []);

export const eventKinds = (): EventKind[] => all((domain) => domain.events);
export const jobs = (): Job[] => all((domain) => domain.jobs);
export const followers = (): Follower[] => all((domain) => domain.followers);
export const loops = (): Loop[] => all((domain) => domain.loops);
export const facts = (): Fact[] => all((domain) => domain.facts);
export const searchables = (): Searchable[] => all((domain) => domain.searchables);
export const actions = (): Action[] => all((domain) => domain.actions);
export const personalData = (): PersonalData[] => all((domain) => domain.personalData);
export const mergers = (): Merger[] => all((domain) => domain.mergers);
export const topics = (): Topic[] => all((domain) => domain.topics);
export const notices = (): Notice[] => all((domain) => domain.notices);
