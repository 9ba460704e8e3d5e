import { z } from 'zod';
import { criteriaSchema } from '../../criteria/schema.ts';
import { createMessageBody } from '../../email/schema.ts';
import { FIELD_TYPES, taskTemplateBody } from '../../records/schema.ts';
import { mapSchema } from '../schema.ts';

/** The form of the file, and its number: one that is read differently gets another. */
export const PORTABLE_FORMAT = 'quayside-map-1';

const local = z.int('Things in the file are numbered from 1.').positive('Things in the file are numbered from 1.').max(100_000);
const name = z.string().max(500, 'A name in the file is too long.');
const MOST_OF_EACH = 2_000;

/** Of what is named, but was not there any more when the map was exported, or cannot come along: a certain record. */
const gone = z.strictObject({ gone: z.literal(true) });
const numbered = <Thing extends z.ZodType>(thing: Thing) =>
  z
    .record(z.string().regex(/^[1-9]\d{0,5}$/, 'Things in the file are numbered from 1.'), z.union([gone, thing]))
    .refine((things) => Object.keys(things).length <= MOST_OF_EACH, `The file names more than ${MOST_OF_EACH} things of one kind.`)
    .default({});

const named = z.strictObject({ name });
const { name: messageName, purpose, subject, preheader, body } = createMessageBody.shape;

/** What the map speaks of, each by a number of the file's own, with all that is needed to find it by name or to make it anew. */
export const thingsSchema = z.strictObject({
  object: numbered(z.strictObject({ key: name, singular: name, plural: name })),
  field: numbered(
    z.strictObject({
      object: local,
      label: name,
      type: z.enum(FIELD_TYPES, 'The file has a field of a type that is not known here.'),
      /** Fields that every account has, by their number everywhere. */
      standard: z.int().positive().optional(),
      /** How the letters of the file call it: `{{ contact.KEY }}`. */
      key: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,59}$/, 'A field’s key has small letters and digits.')
        .optional(),
      options: z.array(name).max(500).optional(),
      values: z.enum(['option', 'user', 'record']).optional(),
      optionsOf: z.strictObject({ object: local, field: local }).optional(),
      leadsTo: local.optional(),
    }),
  ),
  option: numbered(z.strictObject({ object: local, field: local, label: name })),
  tag: numbered(z.strictObject({ object: local, name })),
  group: numbered(z.strictObject({ object: local, name, criteria: criteriaSchema })),
  message: numbered(z.strictObject({ object: local, name: messageName, purpose, subject, preheader, body })),
  taskTemplate: numbered(taskTemplateBody.omit({ objectId: true }).extend({ object: local })),
  automation: numbered(z.strictObject({ name, object: local, isSelf: z.boolean().optional() })),
  user: numbered(named),
  role: numbered(named),
  router: numbered(named),
  score: numbered(named),
  record: numbered(gone),
  other: numbered(gone),
  /** A value of a webhook that lets somebody in elsewhere: it stays where it is, its place in the map is empty. */
  secret: numbered(z.strictObject({ name, of: name })),
});
export type Things = z.infer<typeof thingsSchema>;

/** A map as a file that another account can make it from. */
export const portableSchema = z.strictObject(
  {
    format: z.literal(PORTABLE_FORMAT, 'This is no map that was exported here, or it comes from a newer release. Export it again.'),
    name: z.string('Give the map a name.').trim().min(1, 'Give the map a name.').max(200, 'A name may have at most 200 characters.'),
    object: local,
    map: mapSchema,
    things: thingsSchema,
  },
  'This is no map that was exported here. Choose a file that “Export” has made.',
);
export type PortableMap = z.infer<typeof portableSchema>;

/** What a person decides about one thing of the file: use one that is here, make it anew, or leave the place open, to be chosen on the map. */
export const choiceSchema = z.discriminatedUnion(
  'do',
  [
    z.strictObject({ do: z.literal('use'), id: z.int().min(0) }),
    z.strictObject({ do: z.literal('make') }),
    z.strictObject({ do: z.literal('leave') }),
  ],
  'Choose use, make or leave.',
);
/** By `user:1`: the kind of thing, and its number in the file. */
export const importChoicesSchema = z
  .record(z.string().regex(/^[a-zA-Z]+:[1-9]\d{0,5}$/, 'Name things like “user:1”.'), choiceSchema)
  .refine((choices) => Object.keys(choices).length <= 5_000, 'Choose for at most 5,000 things.');
export type ImportChoice = z.infer<typeof choiceSchema>;
export type ImportChoices = z.infer<typeof importChoicesSchema>;

export const previewImportSchema = z.strictObject({ file: portableSchema, choices: importChoicesSchema.default({}) });
export const importSchema = previewImportSchema.extend({ name: portableSchema.shape.name.optional() });

/** A thing of the file, and what becomes of it. */
export interface PlannedThing {
  /** `user:1` */
  key: string;
  what: keyof Things;
  name: string;
  /** The object it belongs to, by its plural, where that says more than the name; of a value that stayed behind, the host it is for. */
  of: string | null;
  /** It is here under this name; it will be made; somebody must choose; its place is left open. */
  status: 'found' | 'new' | 'choose' | 'open';
  id: number | null;
  mayMake: boolean;
  /** What may be chosen instead. */
  candidates: { id: number; name: string }[];
}
