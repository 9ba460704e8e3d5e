import type { RecordRow } from '../../records/index.ts';
import { zoneNamed } from '../../app/kernel/zone.ts';
import type { Zone } from '../schema.ts';
import { recordsOf, type Traveller, type WalkContext } from './walk.ts';

/** By whose clock each traveller's days and hours are meant. Reads the records of all of them at once, and only where it must. */
export async function zonesOf(
  context: WalkContext,
  zone: Zone | undefined,
  travellers: readonly Traveller[],
): Promise<(traveller: Traveller) => string> {
  const { timeZone } = context;
  if (zone === undefined || zone === 'account' || (zone === 'contact' && context.zoneFieldId === undefined)) return () => timeZone;
  const records = await context.records(recordsOf(travellers));
  const ofRecord = zone === 'owner' ? await ownersZone(context) : contactsZone(context);
  return ({ position }) => {
    const record = records.get(position.record_id);
    return (record && ofRecord(record)) ?? timeZone;
  };
}

type ZoneOfRecord = (record: RecordRow) => string | undefined;

const contactsZone =
  ({ zoneFieldId }: WalkContext): ZoneOfRecord =>
  ({ values }) =>
    zoneNamed(values[zoneFieldId!]);

async function ownersZone({ zonesOfUsers }: WalkContext): Promise<ZoneOfRecord> {
  const zones = await zonesOfUsers();
  return ({ owner_id }) => (owner_id === null ? undefined : zones.get(owner_id));
}
