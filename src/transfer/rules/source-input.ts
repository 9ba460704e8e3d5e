import { z } from 'zod';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 02:30.');

/** When files are looked for, in the account's time zone. */
export const scheduleSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('hours'), hours: z.int().min(1, 'At most once an hour.').max(168, 'At least once a week.') }),
  z.strictObject({ every: z.literal('day'), at: timeOfDay }),
  z.strictObject({ every: z.literal('week'), weekday: z.int().min(1).max(7), at: timeOfDay }),
]);
export type SourceSchedule = z.infer<typeof scheduleSchema>;

const port = z.int('Give a port, mostly 22.').min(1, 'Give a port, mostly 22.').max(65_535, 'Give a port, mostly 22.');

const folder = z
  .string()
  .trim()
  .max(500, 'A folder has at most 500 characters.')
  .regex(/^[^\0\r\n]*$/, 'A folder has no line breaks.');

const serverShape = {
  host: z
    .string()
    .trim()
    .min(1, 'Give the name of the server.')
    .max(253)
    .regex(/^[\w.:-]+$/, 'Give the name alone, such as files.example.com.'),
  port: port.default(22),
  user: z.string().trim().min(1, 'Give the user’s name on the server.').max(100),
  auth: z.enum(['password', 'key'], { error: 'Choose a password or the key of this account.' }),
  /** Left out, the one that is kept stays, as long as server and user do. */
  password: z.string().min(1).max(1_000).optional(),
  folder: folder.default('.'),
  /** Which files: `*` stands for any characters, `?` for one. */
  pattern: z
    .string()
    .trim()
    .min(1, 'Say which files, such as *.csv.')
    .max(100)
    .regex(/^[^/\\\0]+$/, 'A pattern names files, not folders.')
    .default('*'),
};

/** A server, as it is tried before anything is saved. */
export const trySourceSchema = z.strictObject({
  ...serverShape,
  /** The source whose kept password and known host key are meant. */
  sourceId: z.int().positive().optional(),
});
export type TrySource = z.infer<typeof trySourceSchema>;

export const sourceSchema = z.strictObject({
  ...serverShape,
  name: z.string().trim().min(1, 'Give the source a name.').max(80, 'A name has at most 80 characters.'),
  /** The finished import whose mapping, options and declaration are used for every file; may be left out of a change. */
  importId: z.int().positive().optional(),
  whenDone: z.enum(['leave', 'move', 'delete'], { error: 'Choose what becomes of files that are done.' }).default('leave'),
  doneFolder: folder.optional(),
  schedule: scheduleSchema,
  needsEncryption: z.boolean().default(false),
  needsSignature: z.boolean().default(false),
  /** The sender's public PGP key, armored. */
  senderKey: z.string().trim().max(100_000).optional(),
  /** Takes the key the server shows from now on for the right one. */
  forgetHostKey: z.boolean().default(false),
});
export type SourceInput = z.infer<typeof sourceSchema>;

export const pauseSchema = z.strictObject({ paused: z.boolean() });

/** A source as the API shows it: never with its password. */
export interface SourceView {
  id: number;
  name: string;
  objectId: number;
  columns: readonly string[];
  host: string;
  port: number;
  user: string;
  auth: 'password' | 'key';
  hasPassword: boolean;
  /** The fingerprint by which the server is known; null until it was first connected to. */
  hostKey: string | null;
  folder: string;
  pattern: string;
  whenDone: 'leave' | 'move' | 'delete';
  doneFolder: string | null;
  schedule: SourceSchedule;
  needsEncryption: boolean;
  needsSignature: boolean;
  senderKey: string | null;
  permission: string;
  paused: boolean;
  isRunning: boolean;
  nextAt: string | null;
  lastAt: string | null;
  failure: string | null;
  createdBy: number;
}

/** What became of a file, or of a time nothing could be fetched. */
export interface SourceFileView {
  id: number;
  fileName: string | null;
  fileSize: number | null;
  status: 'imported' | 'held' | 'same' | 'refused' | 'failed';
  sentence: string | null;
  importId: number | null;
  counts: { created: number; updated: number; rejected: number } | null;
  /** Whether its import still runs. */
  isRunning: boolean;
  fetchedAt: string;
}

export interface TriedSource {
  hostKey: string;
  /** Files that fit the pattern, the first of them. */
  files: readonly { name: string; size: number }[];
  count: number;
}

export interface AccountKeyView {
  id: number;
  kind: 'pgp' | 'ssh';
  fingerprint: string;
  publicKey: string;
  createdAt: string;
  /** Whether this installation can use it; not in an account that was made from an archive of another. */
  isUsable: boolean;
}
