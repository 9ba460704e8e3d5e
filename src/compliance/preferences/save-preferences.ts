import type { AccountDb } from '../../app/db.ts';
import { objectShape, parseChanges, recordById, updateRecord } from '../../records/index.ts';
import { accountSettings } from '../../accounts/index.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { giveConsent } from '../give-consent.ts';
import { FREQUENCIES, type Frequency } from '../schema.ts';
import { chooseTopics } from '../topics/choose-topics.ts';
import { unsubscribe } from '../unsubscribe.ts';
import { keepWishes, PAUSE_WEEKS_MOST } from './keep-wishes.ts';
import { preferencesOf, type Preferences } from './preferences.ts';

/** What came with the form of the preference centre: names and texts, nothing more is known of them. */
export type Sent = Readonly<Record<string, string>>;

export interface CameFrom {
  page: string;
  ip: string;
}

export type Outcome = 'saved' | 'stopped' | 'started' | 'cannot_start';

/**
 * Does what the sent form asks: keeps choices, ends all mail, or begins it again. Everything the person themselves did, with the page and
 * the address it came from. Asked twice it changes nothing more. Gives what became of it and what stands now. Refuses as `parseChanges` and
 * `updateRecord` do what a field cannot take.
 */
export async function savePreferences(
  db: AccountDb,
  before: Preferences,
  sent: Sent,
  from: CameFrom,
): Promise<{ outcome: Outcome; now: Preferences }> {
  const { id, object_id: objectId } = before.record;
  const actor: Actor = { type: 'contact', id: String(id) };
  const set = { objectId, how: 'preferences' as const, ...from };
  const outcome = await act(db, actor, before, { sent, set });
  const record = (await recordById(db, objectId, id))!;
  return { outcome, now: await preferencesOf(db, record, { lang: before.language }) };
}

type How = { objectId: number; how: 'preferences' } & CameFrom;

async function act(db: AccountDb, actor: Actor, before: Preferences, { sent, set }: { sent: Sent; set: How }): Promise<Outcome> {
  const recordIds = [before.record.id];
  if (sent.action === 'stop') {
    await unsubscribe(db, actor, { ...set, recordIds, channel: 'email' });
    return 'stopped';
  }
  if (sent.action === 'start') {
    // Whoever has this link reads the address: where the account asks for a second yes, this is it.
    const state = before.settings.double_opt_in === 'off' ? 'given' : 'confirmed';
    const given = await giveConsent(db, actor, { ...set, recordIds, channel: 'email' }, state);
    return given.length > 0 || before.record.email_status > 0 ? 'started' : 'cannot_start';
  }
  await correct(db, actor, before, sent);
  await chooseTopics(db, actor, { ...set, recordIds }, choicesIn(before, sent));
  await keepWishes(db, actor, { ...set, recordId: before.record.id }, wishesIn(before, sent));
  return 'saved';
}

const choicesIn = ({ topics }: Preferences, sent: Sent) =>
  topics
    .map(({ id, wanted }) => ({ topicId: id, wanted: sent[`topic-${id}`] === 'on', before: wanted }))
    .filter(({ wanted, before }) => wanted !== before)
    .map(({ topicId, wanted }) => ({ topicId, wanted }));

function wishesIn({ settings, language }: Preferences, sent: Sent) {
  const frequency = FREQUENCIES.find((one) => one === sent.frequency) as Frequency | undefined;
  const weeks = /^\d{1,2}$/.test(sent.pause ?? '') ? Math.min(Number(sent.pause), PAUSE_WEEKS_MOST) : undefined;
  return {
    frequency: settings.offers_frequency ? frequency : undefined,
    pauseWeeks: settings.offers_pause ? weeks : undefined,
    language,
  };
}

/** Writes what the person corrected, down the one path of records. */
async function correct(db: AccountDb, actor: Actor, { record, fields }: Preferences, sent: Sent): Promise<void> {
  const changed = fields.filter(({ id, value }) => sent[`field-${id}`] !== undefined && sent[`field-${id}`]!.trim() !== value);
  if (changed.length === 0) return;
  const values = Object.fromEntries(changed.map(({ id }) => [String(id), sent[`field-${id}`]!.trim()]));
  const shape = await objectShape(db, record.object_id);
  const changes = parseChanges(shape, { values, isNew: false, context: await accountSettings(db) });
  await updateRecord(db, actor, { objectId: record.object_id, id: record.id, values: changes });
}
