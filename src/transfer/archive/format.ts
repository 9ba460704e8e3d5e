import { z } from 'zod';

export const FORMAT = 'quayside-archive-1';
export const MANIFEST = 'manifest.json';

/** What heads an archive: whose it is, of which release, and how many rows of each table are in it with what checksum. */
export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  madeAt: z.string(),
  account: z.object({ name: z.string(), kind: z.enum(['operator', 'client', 'sandbox']), clockOffsetMs: z.number() }),
  /** Names of the migrations the tables had run, oldest first. */
  migrations: z.array(z.string()),
  events: z.object({ oldest: z.string().nullable(), highestEvent: z.number(), highestBatch: z.number() }),
  /** In the order in which they are brought in; each is the file `tables/NAME.jsonl`. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const fileOf = (table: string): string => `tables/${table}.jsonl`;

export const README = `This is a whole account of Quayside.

manifest.json   whose account it is, which release wrote it, and how many rows of each table are here with which SHA-256.
tables/*.jsonl  one file a table, one JSON object a line, times in UTC, money in minor units.

Where to look first: objects, sections and fields say what is kept; records holds every record, its values by the number of the field;
tags and record_tags, notes, tasks, groups, messages, automations and consents are what their names say; events is everything that
happened, with what caused what. search, field_values, unique_values and search_words repeat what records says, for speed.

  npx quayside import THIS_FILE      makes an account of it, equal to the one it came from, that practises until you let it go live

Not in it: passwords, API keys, open invitations, and files that were uploaded and not imported yet.
`;
