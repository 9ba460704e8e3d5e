import type { z } from 'zod';
import type { AccountDb, Database, Sql } from '../db.ts';
import type { Door, Route } from '../http.ts';
import type { Actor } from './actor.ts';
import type { Viewer } from './viewer.ts';

/**
 * What a domain hands the product. Everything that must be known of *every* domain (routes, jobs, kinds of event, facts for criteria,
 * steps for automations, personal data) is registered here and read from the registry, never imported from a later domain.
 */
export interface Domain {
  name: string;
  events?: readonly EventKind[];
  routes?: readonly Route[];
  doors?: readonly Door[];
  jobs?: readonly Job[];
  followers?: readonly Follower[];
  loops?: readonly Loop[];
  facts?: readonly Fact[];
  searchables?: readonly Searchable[];
  actions?: readonly Action[];
  personalData?: readonly PersonalData[];
  /** What of this domain belongs to a record, and goes over to another when the two are merged. */
  mergers?: readonly Merger[];
  commands?: readonly Command[];
  topics?: readonly Topic[];
  /** Of which events users are told, in the app and by mail. */
  notices?: readonly Notice[];
  /** When, by the account's clock, this domain next has something to do there; what "move the clock to the next event" goes to. */
  nextDue?: (db: AccountDb) => Promise<Date | undefined>;
  /** What of this domain waits to go on, or to leave, until a time by the account's clock; shown before an account goes live. */
  waiting?: (db: AccountDb, until: Date) => Promise<readonly Waiting[]>;
  /** What of this domain asks for, shows or changes a field, or one option of it; shown before either is taken away. */
  fieldUses?: (db: AccountDb, asked: FieldAsked) => Promise<readonly FieldUse[]>;
  /** What of this domain names a tag; shown before it is deleted or merged. */
  tagUses?: (db: AccountDb, asked: TagNamed) => Promise<readonly FieldUse[]>;
  /** Fills texts in with the values of records, by id, in the product's merge language; records that are not there are left out. */
  fillTexts?: (db: AccountDb, asked: TextsToFill) => Promise<ReadonlyMap<number, readonly string[]>>;
  /** What keeps such texts from being filled in for records of an object, and which of its fields they show. */
  readTexts?: (db: AccountDb, asked: Pick<TextsToFill, 'objectId' | 'texts'>) => Promise<TextsRead>;
  /** Records as programs of the older API read them: those that are there and that the viewer may see, every value a text or null. */
  wireRecords?: (
    db: AccountDb,
    asked: { viewer: Viewer; objectId: number; recordIds: readonly number[] },
  ) => Promise<ReadonlyMap<number, Readonly<Record<string, string | null>>>>;
  /** The address to which a link of a letter leads, with what this domain adds to it for who followed it. */
  markLink?: (db: AccountDb, database: Database, asked: { address: string; objectId: number; recordId: number }) => Promise<string>;
  /** Writes what routes of this domain hold in memory; before a server closes. */
  finishServing?: (database: Database) => Promise<void>;
  /** Beginnings of the paths that are served under a host name which a client has let lead here; undefined for one this domain knows nothing of. */
  servedUnder?: (database: Database, host: string) => Promise<readonly string[] | undefined>;
  /** What listens to the world beside HTTP, in processes that serve; undefined where it is not switched on. */
  listen?: (database: Database) => Promise<Listening | undefined>;
  /** Runs in the transaction that makes a new account: the rows every account begins with. */
  prepareAccount?: (db: AccountDb, ids: NextIds) => Promise<void>;
  /** Runs in the transaction in which a person set up or signed up for an account of their own, unlike one made by a program. */
  welcomeNewcomer?: (db: AccountDb) => Promise<void>;
  /** Runs in the transaction that takes a user's seat away: what was theirs (records, open tasks) becomes the other user's. */
  reassign?: (db: AccountDb, actor: Actor, fromUserId: number, toUserId: number) => Promise<void>;
}

export interface Listening {
  /** Said when the product starts: "Mail comes in at port 25". */
  sentence: string;
  close(): Promise<void>;
}

/** Texts with merge fields, to be filled in for each of the records. */
export interface TextsToFill {
  objectId: number;
  recordIds: readonly number[];
  texts: readonly string[];
  /** Where the values will stand, for each text: as they are unless given, or encoded for an address or a string of JSON. */
  encodings?: readonly TextEncoding[];
}

export type TextEncoding = 'text' | 'url' | 'json';

export interface TextsRead {
  /** The first thing that is wrong, in one sentence. */
  problem: string | undefined;
  fieldIds: readonly number[];
}

/** What users choose by, how they are told. */
export type NoticeTopic = 'mentions' | 'conversations' | 'automations' | 'tasks' | 'records' | 'work';

/** A kind of event that users are told of. The words are the key `notification.<kind>` of the message catalogue. */
export interface Notice {
  kind: string;
  topic: NoticeTopic;
  /**
   * Who is told: the users, or members of the role, named under a key of the event's data (`userIds`, `assignee`, `role`), or whoever started what
   * has led to the event (`starter`). Who did it themselves is not told, but for the starter.
   */
  to: readonly ({ data: string; is: 'user' | 'users' | 'role' } | 'starter')[];
  /** As long as no more than so many come to one user at once, each is told by itself. */
  apart?: number;
}

/** Something people may follow live, from a page that is open: topics are `prefix` or `prefix/rest`. */
export interface Topic {
  prefix: string;
  /** How much of what is published there somebody may hear; asked when they begin and again while they follow. */
  mayFollow: (db: AccountDb, viewer: Viewer, rest: string) => Promise<Hearing>;
}

/** All that is published; only that something happened, without its data; or nothing. */
export type Hearing = 'everything' | 'that-something-happened' | 'nothing';

/** A field of an object, or one option of it. */
export interface FieldAsked {
  objectId: number;
  fieldId: number;
  optionId?: number | undefined;
}

/** A field that somebody's settings name, and those of its options that they name. */
export interface FieldNamed {
  objectId: number;
  fieldId: number;
  optionIds?: readonly number[];
}

/** A tag, by its number and by every name that means it, in small letters. */
export interface TagNamed {
  objectId: number;
  tagId: number;
  names: ReadonlySet<string>;
}

/** One thing that uses a field or a tag: a group that asks for it, a map that changes it, a message that shows it. */
export interface FieldUse {
  /** Its label is the key `uses.<kind>` of the message catalogue. */
  kind: string;
  name: string;
  place?: string;
  /** Whether the field cannot be deleted as long as this uses it. */
  blocks?: boolean;
}

/** So many of one thing that wait. `label` is a key of the message catalogue (`waiting.letters`); `place` where to look at them. */
export interface Waiting {
  label: string;
  name?: string;
  count: number;
  /** How many of them go on, or leave, before the time asked about; all of them when left out. */
  soon?: number;
  place?: string;
}

/** Hands out the first of `count` consecutive ids of the account's counter `name`. */
export type NextIds = (name: string, count: number) => Promise<number>;

/** How long an event is kept: behaviour (opens, clicks, visits), business (changes), proof (consent, money, access). */
export type Retention = 'behaviour' | 'business' | 'proof';

export interface EventKind {
  kind: string;
  retention: Retention;
  /** The sentence of the timeline, a key of the message catalogue: `event.record.updated`. */
  label: string;
  /** Whether automations, rules and webhooks may start from it. */
  trigger?: boolean;
  /** What kind of thing subject_id names, when the kind has a subject (`tag`, `email`, `automation`). */
  subject?: string;
  /** What its events say for themselves, that automations may ask about. */
  content?: readonly EventContent[];
}

/** One thing that the events of a kind say for themselves: which outcome, from what to what, which link. */
export interface EventContent {
  /** Names it in the conditions of triggers; unique within the kind. Where it is `open`, a name follows: `values.amount`. */
  key: string;
  /** A key of the message catalogue: `content.task.outcome`. */
  label: string;
  /**
   * How it is chosen and compared: a text, a number, one of `choices`, a user, a template of tasks, an inbox or one of its channels, a link of a letter, or a value of the one
   * field that the trigger names.
   */
  type: 'text' | 'number' | 'choice' | 'user' | 'task_template' | 'inbox' | 'channel' | 'link' | 'field';
  /** Each labelled by the key `<label>.<choice>`. */
  choices?: readonly string[];
  /** Where in the event it stands; `{field}` stands for the id of the field that the trigger names. `actor` is the type of who did it. */
  at: { in: 'data' | 'personal' | 'actor'; path?: readonly string[] };
  /** Whether what is asked about is named by whoever asks. */
  open?: boolean;
}

/** Work that runs once, later, through the job queue: one call of an operation. The payload names the account. */
export interface Job<Payload = any> {
  /** `domain.operation`. */
  name: string;
  payload: z.ZodType<Payload>;
  run: (database: Database, payload: Payload, progress: JobContext) => Promise<void>;
  /** A crontab line (real time) for work that recurs. */
  cron?: string;
  maxAttempts?: number;
}

export interface JobContext {
  /** Aborted when the process is asked to stop: finish the bounded transaction at hand and return; the job runs again. */
  stopping: AbortSignal;
}

/** Reads the ledger batch by batch, one batch at a time per account, in the transaction that marks it read. */
export interface Follower {
  name: string;
  /**
   * What it is given: events of these kinds, of all, or, `requested`, in each account those that were asked for there (the ledger's `followKinds`); then it is
   * given them in the order of their commits.
   */
  kinds: readonly string[] | 'all' | 'requested';
  /** Whether it may be behind (the book of words, the search for duplicates): it is read apart, so that what people wait for never waits for it. */
  mayLag?: boolean;
  follow: (db: AccountDb, batchId: number, kinds: readonly string[], ids: NextIds) => Promise<void>;
  /** Does for several small batches, in their order, what `follow` would do for one after another: for followers to which single events come in their hundreds. */
  followSeveral?: (db: AccountDb, batches: readonly EventsToRead[]) => Promise<void>;
}

/** A batch of the ledger that waits for a follower. */
export interface EventsToRead {
  batchId: number;
  kinds: readonly string[];
}

/**
 * A hot path claimed in batches with `for update skip locked`: `due` names accounts with work (through a function of the owner),
 * `work` moves one bounded batch of one account and says how much it moved; 0 means nothing was due.
 */
export interface Loop {
  name: string;
  due: (database: Database, now: Date) => Promise<number[]>;
  work: (database: Database, accountId: number, context: JobContext) => Promise<number>;
  /** Resolves when what `work` left running by itself has come to its end; asked when the process is to stop. */
  finish?: (database: Database) => Promise<void>;
}

/** Something criteria can ask of a record beyond its own fields: the compiler calls `compile` to get a predicate over alias `r`. */
export interface Fact {
  /** The discriminating key of its node in a criteria tree (`consent`, `automation`). */
  kind: string;
  schema: z.ZodType;
  /** SQL true for the records `r` (account_id, object_id, id) for which the fact holds; every table states account_id. */
  compile: (node: never, context: FactContext) => Sql;
}

export interface FactContext {
  accountId: number;
  objectId: number;
  /** Alias of the records table in the statement around it. */
  record: string;
  now: Date;
}

/** Texts other than records that search looks through: notes, messages. */
export interface Searchable {
  /** What is found: `note`, `task`, `message`. */
  kind: string;
  /** The texts the viewer may see that have the words, the latest first. */
  find: (db: AccountDb, viewer: Viewer, asked: AskedText) => Promise<readonly FoundText[]>;
}

export interface AskedText {
  /** The words as a query of the text search, with those they may be misspellings of where `tolerant`. */
  query: string;
  /** The words as they were typed, in small letters; each may be the beginning of one. */
  words: readonly string[];
  tolerant: boolean;
  limit: number;
}

export interface FoundText {
  id: number;
  title: string;
  text: string;
  /** The record it hangs on. */
  record?: { objectId: number; id: number; name: string };
}

/** How people are reached. */
export type Channel = 'email' | 'sms' | 'call' | 'post';

/** A step automations can take with a set of records. Applied in a handful of statements for all of them, in one transaction. */
export interface Action<Settings = any> {
  /** `field.change`, `tag.add`, `email.send`. */
  kind: string;
  settings: z.ZodType<Settings>;
  /** Sentences saying why a map with these settings cannot run; empty when it can. */
  problems?: (db: AccountDb, objectId: number, settings: Settings) => Promise<string[]>;
  /** Every field that settings read, show or change; asked before one is taken away, and before a person takes the action. */
  fields?: (db: AccountDb, objectId: number, settings: Settings) => Promise<readonly FieldNamed[]>;
  /** One line for the map: "Add tag Newcomer". */
  summary?: (settings: Settings) => string;
  /** Where it is offered: as a step of maps, to people for records they have chosen, or, left out, in both places. */
  offeredTo?: 'maps' | 'people';
  /** The account-wide right a person needs to take it with chosen records. */
  right?: string;
  /** How much of a right to each record a person needs for it; to edit it, when left out. */
  reach?: 'view' | 'edit' | 'delete';
  /** Whether the records lie in the bin. */
  inBin?: boolean;
  /** Whether what it did to records can be undone from the ledger. */
  canUndo?: boolean;
  /** By which channel it reaches people: quiet hours of a map hold such steps. */
  reaches?: Channel;
  /** Whether with these settings people are reached by what follows from it, such as by the map it lets them onto. */
  leadsToPeople?: (db: AccountDb, objectId: number, settings: Settings) => Promise<boolean>;
  /** What a key or an app needs to have it taken, beside writing in this domain. */
  scopes?: readonly string[];
  apply: (db: AccountDb, step: ActionStep<Settings>) => Promise<ActionOutcome>;
}

export interface ActionStep<Settings> {
  actor: Actor;
  objectId: number;
  recordIds: readonly number[];
  /** The event each record is moved by, for `cause_id`, in the order of recordIds. */
  causeIds: readonly (number | null)[];
  settings: Settings;
  ids: NextIds;
}

/** Records that could not take the step, with a sentence each; all others took it. */
export interface ActionOutcome {
  failed?: ReadonlyMap<number, string>;
}

/** Where a domain keeps what belongs to a person: how to hand it out, and how to remove it for good. */
export interface PersonalData {
  /** What the person is told this is: "Notes about you". */
  label: string;
  export: (db: AccountDb, objectId: number, recordId: number) => Promise<unknown>;
  erase: (db: AccountDb, objectId: number, recordId: number) => Promise<void>;
}

/** One record that is merged into another of its object. */
export interface MergedPair {
  objectId: number;
  survivorId: number;
  mergedId: number;
  /** The event of the merge: the cause of all that it leads to. */
  causeId: number;
}

/** What a merger moved, as ids: what an undoing needs to know. */
export interface MergeMove {
  what: string;
  ids: readonly number[];
  /** A second id for each, where one does not say enough. */
  others?: readonly number[];
  keys?: readonly string[];
}

/** How what hangs on a record goes over to the one it is merged into, and comes back. */
export interface Merger {
  name: string;
  /** `merge` is called a second time, for what others were just putting on the merged record while the merge was at work. */
  isRepeated?: boolean;
  merge: (db: AccountDb, actor: Actor, pair: MergedPair) => Promise<readonly MergeMove[]>;
  /** Gives a sentence for each kind of thing that could not come back. Permission is never raised by it. */
  unmerge?: (db: AccountDb, actor: Actor, pair: MergedPair, moves: readonly MergeMove[]) => Promise<readonly string[]>;
}

/** A command of `npx quayside`. */
export interface Command {
  /** Words after `quayside`: `account create`. */
  name: string;
  summary: string;
  /** `FILE`, `--account ID`, in commander's notation. */
  arguments?: readonly { flags: string; summary: string }[];
  options?: readonly { flags: string; summary: string; required?: boolean; default?: string }[];
  run: (context: CommandContext, options: Record<string, any>, ...args: string[]) => Promise<unknown>;
}

export interface CommandContext {
  database: Database;
  ownerUrl: string;
}
