import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShape, recordsByIds, visibleFields } from '../../records/index.ts';
import { maySee } from '../list-letters.ts';
import { lettersBehind, versionsInScope, type LetterBehind, type ReportScope } from '../queries/report-counts.ts';
import type { PeopleAsked, ReportPerson } from '../rules/report-schema.ts';
import { scopeOf } from './make-report.ts';

/** A person of a report with their address, null where the viewer may not see addresses. */
export type PersonBehind = ReportPerson & { address: string | null };

/**
 * A page of the people behind a number of a report, the latest letter first: those the viewer may see. `hidden` says how many of the page were left
 * out; `next` is where the following page begins, null at the end. Refuses with `not_found`.
 */
export async function listPeople(
  db: AccountDb,
  viewer: Viewer,
  asked: PeopleAsked & { limit: number },
): Promise<{ people: PersonBehind[]; hidden: number; next: number | null }> {
  const { scope, objectId } = await scopeOf(db, viewer, asked);
  const { outcome, variant, domain, reason, before, limit } = asked;
  const links = asked.link === undefined ? undefined : await numbersOfLink(db, scope, asked.link);
  const letters = await lettersBehind(db, scope, { outcome, variant, domain, reason, links, before, limit });
  const records = new Map(
    (
      await recordsByIds(
        db,
        objectId,
        letters.map(({ record_id }) => record_id),
      )
    ).map((record) => [record.id, record]),
  );
  const seesAddress = visibleFields(viewer, await objectShape(db, objectId)).some(({ columnName }) => columnName === 'email');
  const people = letters
    .filter((letter) => maySee(viewer, letter.object_id, records.get(letter.record_id)))
    .map((letter) => presentPerson(letter, { name: records.get(letter.record_id)?.name ?? '', seesAddress }));
  return { people, hidden: letters.length - people.length, next: letters.length === limit ? letters.at(-1)!.id : null };
}

const presentPerson = (letter: LetterBehind, { name, seesAddress }: { name: string; seesAddress: boolean }): PersonBehind => ({
  letterId: letter.id,
  objectId: letter.object_id,
  recordId: letter.record_id,
  name,
  address: seesAddress ? letter.address : null,
  at: letter.at?.toISOString() ?? null,
  detail: letter.detail,
});

/** Under which number a link stands in each of the versions that were sent. */
async function numbersOfLink(
  db: AccountDb,
  scope: ReportScope,
  url: string,
): Promise<{ message_id: number; version: number; link: number }[]> {
  return (await versionsInScope(db, scope)).flatMap(({ message_id, version, links }) =>
    links.flatMap((each, link) => (each === url ? [{ message_id, version, link }] : [])),
  );
}
