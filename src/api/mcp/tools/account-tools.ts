import { z } from 'zod';
import { kindOfField, OPERATORS, type ValueKind } from '../../../criteria/index.ts';
import { fieldName } from '../rules/told-values.ts';
import { objectName, objectNamed, objectsSeen, usersSeen } from '../things.ts';
import { tool, type Tool } from '../tool.ts';

const MOST_OPTIONS = 60;

const aboutAccount = tool({
  name: 'about_account',
  title: 'About this account',
  description:
    'What this account is and who you are in it: its time, time zone, currency, whether it is a sandbox, its objects (kinds of record) with the names of their fields, its users, and what your role may do. Call this first.',
  area: 'account',
  plays: ['GET /api/account'],
  input: z.strictObject({}),
  told: {
    account: z.object({
      name: z.string(),
      kind: z.string().describe('live, or sandbox, where nothing leaves for real people.'),
      mode: z.string(),
      now: z.string(),
      time_zone: z.string(),
      currency: z.string(),
      language: z.string(),
    }),
    me: z.object({ id: z.number(), name: z.string().nullable(), is_owner: z.boolean(), rights: z.array(z.string()) }),
    objects: z.array(
      z.object({
        id: z.number(),
        key: z.string(),
        name: z.string(),
        are_people: z.boolean(),
        may: z.object({ create: z.boolean(), view: z.string(), edit: z.string(), delete: z.string() }),
        fields: z.array(z.string()),
      }),
    ),
    users: z.array(z.object({ id: z.number(), name: z.string() })),
  },
  async run(call) {
    const account = await call.play<{ rights: string[] }>('GET /api/account');
    const users = await usersSeen(call);
    const { settings, viewer } = call;
    return {
      account: {
        name: settings.name,
        kind: settings.kind,
        mode: settings.mode,
        now: call.now,
        time_zone: settings.timeZone,
        currency: settings.currency,
        language: settings.locale,
      },
      me: {
        id: viewer.userId,
        name: users.find(({ id }) => id === viewer.userId)?.name ?? null,
        is_owner: viewer.isOwner,
        rights: account.rights,
      },
      objects: (await objectsSeen(call)).map(({ shape, fields }) => {
        const { create, view, edit, delete: remove } = viewer.on(shape.id);
        return {
          id: shape.id,
          key: shape.key,
          name: shape.plural,
          are_people: shape.person,
          may: { create, view, edit, delete: remove },
          fields: fields.map((field) => fieldName(field, fields)),
        };
      }),
      users: users.map(({ id, name }) => ({ id, name })),
    };
  },
});

const describeObject = tool({
  name: 'describe_object',
  title: 'Describe an object',
  description:
    'The fields of an object: label, key, type, options, what can be asked of them in filters, and whether they can be written. Name them by label or key in create_record, update_record and list_records.',
  area: 'account',
  plays: ['GET /api/objects'],
  input: z.strictObject({ object: objectName }),
  told: {
    id: z.number(),
    key: z.string(),
    singular: z.string(),
    plural: z.string(),
    description: z.string(),
    fields: z.array(
      z.object({
        id: z.number(),
        key: z.string(),
        label: z.string(),
        type: z.string(),
        section: z.string().nullable(),
        required: z.boolean().optional(),
        unique: z.boolean().optional(),
        read_only: z.boolean().optional(),
        help: z.string().optional(),
        points_to_object: z.number().optional(),
        options: z.array(z.object({ id: z.number(), label: z.string() })).optional(),
        more_options: z.number().optional(),
      }),
    ),
    operators: z.record(z.string(), z.array(z.string())).describe('What can be asked in filters, by type of field.'),
  },
  async run(call, { object }) {
    const { shape, fields } = await objectNamed(call, object);
    const rights = call.viewer.on(shape.id);
    const kinds = new Map<string, ValueKind>(fields.flatMap((field) => (kindOfField(field) ? [[field.type, kindOfField(field)!]] : [])));
    return {
      id: shape.id,
      key: shape.key,
      singular: shape.singular,
      plural: shape.plural,
      description: shape.description,
      fields: fields.map((field) => {
        const options = field.options.filter(({ archived }) => !archived);
        const isReadOnly = field.isReadOnly || rights.sections[String(field.sectionId)] === 'view';
        return {
          id: field.id,
          key: field.key,
          label: field.label,
          type: field.type,
          section: shape.sections.find(({ id }) => id === field.sectionId)?.name ?? null,
          ...(field.isRequired ? { required: true } : {}),
          ...(field.isUnique ? { unique: true } : {}),
          ...(isReadOnly ? { read_only: true } : {}),
          ...(field.help === '' ? {} : { help: field.help }),
          ...(field.parentObjectId === null ? {} : { points_to_object: field.parentObjectId }),
          ...(options.length > 0 ? { options: options.slice(0, MOST_OPTIONS).map(({ id, label }) => ({ id, label })) } : {}),
          ...(options.length > MOST_OPTIONS ? { more_options: options.length - MOST_OPTIONS } : {}),
        };
      }),
      operators: Object.fromEntries([...kinds].map(([type, kind]) => [type, Object.keys(OPERATORS[kind])])),
    };
  },
});

export const accountTools: readonly Tool[] = [aboutAccount, describeObject];
