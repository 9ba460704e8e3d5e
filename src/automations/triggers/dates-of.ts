import type { AccountDb } from '../../app/db.ts';
import { accountSettings } from '../../accounts/index.ts';
import { objectShapes, recordsDated, type DatedRecord } from '../../records/index.ts';
import type { ScheduleRow } from '../queries/schedules.ts';
import { reachedDate, stretchesOf, type FieldDate, type Reached, type Window } from '../rules/dates.ts';
import { zoneNamed } from '../../app/kernel/zone.ts';
import type { Zone } from '../schema.ts';
import { zonesOfUsers } from '../walk/walk-context.ts';

export interface ReachedBy extends Reached {
  recordId: number;
}

export interface Dates {
  /** Whether the field holds days, not moments. */
  isDay: boolean;
  timeZone: string;
  /** Who reaches a date within a window, of so many records behind one; `looked` of them had a date near it. */
  within: (window: Window, page: { afterId: number; limit: number }) => Promise<{ looked: number; lastId: number; reached: ReachedBy[] }>;
}

/** The dates of the field a trigger waits for; undefined while the field is away, or not yet copied to where dates are found by index. */
export async function datesOf(
  db: AccountDb,
  { object_id }: Pick<ScheduleRow, 'object_id'>,
  settings: FieldDate,
): Promise<Dates | undefined> {
  const shape = (await objectShapes(db)).find(({ id }) => id === object_id);
  const field = shape?.fields.find(({ id }) => id === settings.offset.fieldId);
  if (!shape || !field?.sortableSince) return undefined;
  const isDay = (field.settings.result ?? field.type) === 'date';
  const zoneFieldId = shape.fields.find(({ key }) => key === 'timezone')?.id ?? null;
  const { timeZone } = await accountSettings(db);
  const zoneOf = await zonesFor(db, settings.zone, timeZone);
  return {
    isDay,
    timeZone,
    within: async (window, page) => {
      const of = { objectId: shape.id, fieldId: field.id, zoneFieldId, ...page };
      const dated = await recordsDated(db, of, stretchesOf(settings.offset, isDay, window));
      const reached = dated.flatMap((record) => {
        const one = reachedDate(record.value, isDay, settings, { ...window, zone: zoneOf(record) });
        return one ? [{ recordId: record.record_id, ...one }] : [];
      });
      return { looked: dated.length, lastId: dated.at(-1)?.record_id ?? page.afterId, reached };
    },
  };
}

async function zonesFor(db: AccountDb, zone: Zone | undefined, timeZone: string): Promise<(record: DatedRecord) => string> {
  if (zone === 'contact') return (record) => zoneNamed(record.zone) ?? timeZone;
  if (zone !== 'owner') return () => timeZone;
  const zones = await zonesOfUsers(db);
  return ({ owner_id }) => (owner_id === null ? undefined : zones.get(owner_id)) ?? timeZone;
}
