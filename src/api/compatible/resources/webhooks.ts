import { eventKinds } from '../../../app/registry.ts';
import { objectShapes } from '../../../records/index.ts';
import {
  COMPATIBLE_EVENTS,
  lastTold,
  subscribe,
  subscriptionsOf,
  unsubscribe,
  updateSubscription,
  type Amount,
  type Subscription,
  type Wish,
} from '../../../webhooks/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, notFound, Refusal } from '../refusal.ts';
import type { Row } from '../rules/filter-rows.ts';
import { numberOf, textOf, type Parameters } from '../rules/parameters.ts';
import { wireTime } from '../rules/wire-values.ts';
import { resourceOfRows } from './rows.ts';

const FORMATS: Readonly<Record<string, Amount>> = { lightweight: 'light', notify: 'id' };

/** Webhooks by subscription: made by `subscribe`, ended by `unsubscribe`. What is told stands in a form, as programs of this API read it. */
export const WEBHOOKS = resourceOfRows({
  area: 'webhooks',
  rows: webhookRows,
  remove: ({ db, actor, viewer }, { id }) => unsubscribe(db, actor, viewer, Number(id)),
  acts: {
    POST: subscribeOne,
    PUT: changeOne,
    'POST /subscribe': subscribeOne,
    'POST /unsubscribe': unsubscribeOne,
    'DELETE /unsubscribe': unsubscribeOne,
  },
});

async function subscribeOne(call: CompatibleCall): Promise<Answer> {
  const { db, actor, viewer, ids, parameters } = call;
  const url = textOf(parameters, 'url')?.trim();
  const event = textOf(parameters, 'event')?.trim();
  if (!url) throw missing('url');
  if (!event) throw missing('event');
  const input = { url, events: [await wishOf(call, event)], format: 'form' as const, fields: amountOf(parameters) };
  const { id } = await subscribe(db, actor, { viewer, ids, input });
  const data = 'data' in parameters ? { data: dataOf(input.fields) } : {};
  return { data: { url, event, ...data, id, owner: String(viewer.userId) } };
}

async function changeOne(call: CompatibleCall): Promise<Answer> {
  const { db, actor, viewer, parameters } = call;
  const id = numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  const url = textOf(parameters, 'url')?.trim();
  const event = textOf(parameters, 'event')?.trim();
  const [before] = await subscriptionsOf(db, [id]);
  if (!before) throw notFound();
  // A whole row may be sent back.
  const isOther = event && event !== eventOf(before);
  const change = {
    ...(url ? { url } : {}),
    ...(isOther ? { events: [await wishOf(call, event)] } : {}),
    ...('data' in parameters ? { fields: amountOf(parameters) } : {}),
  };
  await updateSubscription(db, actor, { viewer, id, change });
  const attrs = {
    ...(url ? { url } : {}),
    ...(event ? { event } : {}),
    ...('data' in parameters ? { data: dataOf(amountOf(parameters)) } : {}),
  };
  return { data: { attrs: { ...attrs, id: String(id) } } };
}

async function unsubscribeOne({ db, actor, viewer, parameters }: CompatibleCall): Promise<Answer> {
  const id = numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  await unsubscribe(db, actor, viewer, id);
  return { data: 'Deleted' };
}

async function webhookRows({ db, viewer, scopes }: CompatibleCall): Promise<Row[]> {
  if (!viewer.can('settings.manage')) throw new Refusal(403, 'Your role may not see webhooks.');
  const subscriptions = await subscriptionsOf(db);
  const last = await lastTold(
    db,
    { viewer, scopes },
    subscriptions.map(({ id }) => id),
  );
  return subscriptions.map((one) => ({
    id: String(one.id),
    event: eventOf(one),
    data: dataOf(one.fields),
    url: one.url,
    last_hook: one.triedAt === null ? null : wireTime(new Date(one.triedAt)),
    last_code: String(one.triedStatus ?? 0),
    last_payload: last.get(one.id)?.payload ?? '',
    owner: String(one.user.id),
  }));
}

/** What a call asks to be told of: `sub_tag(4)`, or a kind of event by its own name. Refuses what never happens here. */
async function wishOf({ db }: CompatibleCall, event: string): Promise<Wish> {
  const [, name = '', argument = ''] = /^([a-z_.]+)\s*(?:\(\s*(\d{0,15})\s*\))?$/i.exec(event) ?? [];
  const known = Object.hasOwn(COMPATIBLE_EVENTS, name.toLowerCase())
    ? COMPATIBLE_EVENTS[name.toLowerCase() as keyof typeof COMPATIBLE_EVENTS]
    : undefined;
  const kind = eventKinds().find((one) => one.kind === (known?.kind ?? name));
  if (!kind)
    throw new Refusal(400, known ? `Nothing here can lead to “${event}” yet. Nothing was subscribed to.` : `There is no event “${event}”.`);
  if (argument === '') return { kind: kind.kind };
  const isObject = known ? known.of === 'object' : kind.subject === undefined;
  if (!isObject) return { kind: kind.kind, ...(Number(argument) > 0 ? { subjectId: Number(argument) } : {}) };
  const objectId = Number(argument);
  if (!(await objectShapes(db)).some(({ id }) => id === objectId))
    throw new Refusal(400, `There is no type ${argument} whose records are made here.`);
  return { kind: kind.kind, objectId };
}

/** The events of a subscription as calls name them. */
function eventOf({ events }: Subscription): string {
  return events
    .map(({ kind, subjectId, objectId }) => {
      const [name] = Object.entries(COMPATIBLE_EVENTS).find(([, one]) => one.kind === kind) ?? [kind];
      return `${name}(${subjectId ?? objectId ?? ''})`;
    })
    .join(',');
}

const dataOf = (fields: Amount): string => {
  const [format] = Object.entries(FORMATS).find(([, amount]) => amount === fields) ?? [];
  return format === undefined ? '' : JSON.stringify({ format });
};

/** How much of a record `data` asks for, as JSON in a text or as it is. */
function amountOf({ data }: Parameters): Amount {
  const read = typeof data === 'string' ? parsed(data) : data;
  const format = typeof read === 'object' && read !== null && 'format' in read ? String(read.format) : '';
  return FORMATS[format.toLowerCase()] ?? 'all';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
