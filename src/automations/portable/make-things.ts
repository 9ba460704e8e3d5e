import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { createGroup } from '../../criteria/index.ts';
import { mergeName } from '../../documents/index.ts';
import { createMessage, publishMessage, type MessageSender } from '../../email/index.ts';
import { createField, createTaskTemplate, ensureTag, fieldOfShape, objectShape, updateField } from '../../records/index.ts';
import { createAutomation } from '../create-automation.ts';
import { withFieldPaths } from '../rules/letters-of-file.ts';
import { rewriteCriteria, rewriteSettings, type Reference, type Rewriting } from '../rules/references.ts';
import type { PlannedThing, PortableMap } from '../rules/portable.ts';

/** Stands where nothing was chosen: the map says there what is missing, and nobody else's thing is meant by it. */
export const LEFT_OPEN = 2_000_000_000;

export interface Making {
  viewer: Viewer;
  ids: NextIds;
  portable: PortableMap;
  things: readonly PlannedThing[];
  /** From whom the letters come that are made. */
  sender?: MessageSender | undefined;
  /** The automation that is being made, for what speaks of the map itself. */
  selfId: number;
  eventOf: Rewriting['eventOf'];
}

type Thing = Record<string, any>;

interface Maker extends Making {
  db: AccountDb;
  actor: Actor;
  numbers: Map<string, number>;
  by: Rewriting;
  /** What is being made right now: what speaks of itself is left open there. */
  begun: Set<string>;
}

/** Makes what is planned as new, each thing after those it speaks of, and gives how the numbers of the file are to be read here. */
export async function makeThings(db: AccountDb, actor: Actor, making: Making): Promise<Rewriting> {
  const numbers = new Map<string, number>();
  const maker: Maker = { ...making, db, actor, numbers, by: rewritingOf(making, numbers), begun: new Set() };
  for (const { key, status, id } of making.things) {
    if (status === 'found' && id !== null) numbers.set(key, id);
    if (status === 'open') numbers.set(key, LEFT_OPEN);
  }
  for (const { key } of making.things) await ensure(maker, key);
  return maker.by;
}

function rewritingOf({ portable, eventOf }: Making, numbers: ReadonlyMap<string, number>): Rewriting {
  return {
    rename: ({ what, id }: Reference) => {
      const number = numbers.get(`${what}:${id}`);
      if (number === undefined) throw missingInFile(`${what} ${id}`);
      return number;
    },
    fieldOf(_, fieldId) {
      const field = portable.things.field[fieldId];
      if (!field || 'gone' in field) return undefined;
      const { values, leadsTo, optionsOf } = field;
      return {
        ...(values && { values }),
        ...(leadsTo !== undefined && { leadsTo }),
        ...(optionsOf && { optionsOf: { objectId: optionsOf.object, fieldId: optionsOf.field } }),
      };
    },
    eventOf,
  };
}

/** The file names something that it does not describe. */
export const missingInFile = (what: string): Problem =>
  new Problem('file_incomplete', `The file speaks of ${what} and does not say what that is. Export the map again.`);

async function ensure(maker: Maker, key: string): Promise<void> {
  if (maker.numbers.has(key)) return;
  if (maker.begun.has(key)) return void maker.numbers.set(key, LEFT_OPEN);
  maker.begun.add(key);
  const [what, number] = key.split(':') as [keyof PortableMap['things'], string];
  const thing = maker.portable.things[what]?.[Number(number)] as Thing | undefined;
  if (!thing) throw missingInFile(key.replace(':', ' '));
  maker.numbers.set(key, await make(maker, what, thing));
}

/** Makes whatever a part of the file speaks of first, and then reads the part with the numbers of here. */
async function rewritten<Part>(maker: Maker, rewrite: (by: Rewriting) => Part): Promise<Part> {
  const spoken: string[] = [];
  rewrite({ ...maker.by, rename: ({ what, id }) => (spoken.push(`${what}:${id}`), id) });
  for (const key of spoken) await ensure(maker, key);
  return rewrite(maker.by);
}

async function make(maker: Maker, what: keyof PortableMap['things'], thing: Thing): Promise<number> {
  const { db, actor, ids, viewer } = maker;
  const objectId = typeof thing.object === 'number' ? maker.by.rename({ what: 'object', id: thing.object, objectId: 0 }) : 0;
  switch (what) {
    case 'field':
      return createField(db, actor, ids, {
        objectId,
        label: thing.label,
        type: thing.type,
        ...(thing.options && { options: thing.options.map((label: string) => ({ label })) }),
      });
    case 'option':
      return makeOption(maker, objectId, thing);
    case 'tag':
      return ensureTag(db, ids, objectId, thing.name);
    case 'group': {
      const criteria = await rewritten(maker, (by) => rewriteCriteria(thing.criteria, thing.object, by));
      return createGroup(db, actor, { viewer, ids, group: { objectId, name: thing.name, criteria, columns: [], sort: 'name' } });
    }
    case 'message':
      return makeMessage(maker, objectId, thing);
    case 'taskTemplate': {
      const { object, ...content } = thing;
      const input = await rewritten(maker, (by) => rewriteSettings(content, object, by));
      return createTaskTemplate(db, actor, { viewer, ids, input: { ...input, objectId } as never });
    }
    case 'automation':
      return thing.isSelf ? maker.selfId : (await createAutomation(db, actor, ids, { name: thing.name, objectId })).id;
    default:
      throw missingInFile(`${what} “${thing.name}”`);
  }
}

/** Published where it can be, because steps send published messages alone; where it cannot, the map says so beside the step. */
async function makeMessage(maker: Maker, objectId: number, thing: Thing): Promise<number> {
  const { db, actor, ids, sender } = maker;
  const { name, purpose, subject, preheader, body } = await calledAsHere(maker, objectId, thing);
  const id = await createMessage(db, actor, ids, {
    objectId,
    name,
    purpose,
    subject,
    preheader,
    body,
    fromName: sender?.fromName ?? '',
    replyTo: sender?.replyTo ?? '',
  });
  await db
    .savepoint(() => publishMessage(db, actor, id))
    .catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
    });
  return id;
}

/** A letter that calls fields of the file as they are called here. */
async function calledAsHere(maker: Maker, objectId: number, thing: Thing): Promise<Thing> {
  const names = new Map<string, string>();
  for (const [number, field] of Object.entries(maker.portable.things.field)) {
    if ('gone' in field || field.key === undefined || field.object !== thing.object) continue;
    await ensure(maker, `field:${number}`);
    const fieldId = maker.by.rename({ what: 'field', id: Number(number), objectId: thing.object });
    const shape = await objectShape(maker.db, objectId);
    const here = shape.fields.find(({ id }) => id === fieldId);
    if (here) names.set(field.key, mergeName(shape, here));
  }
  if (names.size === 0) return thing;
  const { key } = await objectShape(maker.db, objectId);
  return withFieldPaths(thing as never, key, names);
}

/** An option that a field lacks comes behind those it has. */
async function makeOption(maker: Maker, objectId: number, thing: Thing): Promise<number> {
  const { db, actor } = maker;
  await ensure(maker, `field:${thing.field}`);
  const fieldId = maker.by.rename({ what: 'field', id: thing.field, objectId: thing.object });
  const optionOf = async (): Promise<number | undefined> =>
    fieldOfShape(await objectShape(db, objectId), fieldId).options.find(
      ({ label, archived }) => !archived && label.toLowerCase() === String(thing.label).toLowerCase(),
    )?.id;
  const known = await optionOf();
  if (known !== undefined) return known;
  const { options } = fieldOfShape(await objectShape(db, objectId), fieldId);
  const living = options.filter(({ archived }) => !archived);
  await updateField(db, actor, { objectId, id: fieldId, options: [...living, { label: thing.label }] });
  return (await optionOf())!;
}
