import { sql, type AccountDb } from '../../app/db.ts';
import type { SectionShape, TabShape } from '../schema.ts';

/** Tabs with their sections with their fields, in order; each named exactly once. */
export type Layout = readonly { id: number; sections: readonly { id: number; fields: readonly number[] }[] }[];

/** Puts tabs, sections and fields into the order of a layout. */
export async function arrange(db: AccountDb, objectId: number, layout: Layout): Promise<void> {
  const sections = layout.flatMap((tab) => tab.sections.map((section, position) => ({ ...section, tab: tab.id, position })));
  const fields = sections.flatMap((section) => section.fields.map((id, position) => ({ id, section: section.id, position })));
  await db.run(
    sql`update tabs t set position = o.position - 1 from unnest(${layout.map(({ id }) => id)}::integer[]) with ordinality o(id, position)
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.id = o.id`,
  );
  await db.run(
    sql`update sections s set tab_id = o.tab_id, position = o.position
        from unnest(${sections.map(({ id }) => id)}::integer[], ${sections.map(({ tab }) => tab)}::integer[],
          ${sections.map(({ position }) => position)}::integer[]) o(id, tab_id, position)
        where s.account_id = ${db.accountId} and s.object_id = ${objectId} and s.id = o.id`,
  );
  await db.run(
    sql`update fields f set section_id = o.section_id, position = o.position
        from unnest(${fields.map(({ id }) => id)}::integer[], ${fields.map(({ section }) => section)}::integer[],
          ${fields.map(({ position }) => position)}::integer[]) o(id, section_id, position)
        where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.id = o.id`,
  );
}

export async function insertTab(db: AccountDb, objectId: number, tab: TabShape): Promise<void> {
  await db.run(
    sql`insert into tabs (account_id, object_id, id, name, position)
        values (${db.accountId}, ${objectId}, ${tab.id}, ${tab.name}, ${tab.position})`,
  );
}

export async function renameTabRow(db: AccountDb, objectId: number, id: number, name: string): Promise<void> {
  await db.run(sql`update tabs set name = ${name} where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`);
}

/** Removes a tab; its sections go to the end of the tab `heir`. */
export async function deleteTabRow(db: AccountDb, objectId: number, id: number, heir: number): Promise<void> {
  await db.run(
    sql`update sections s set tab_id = ${heir}, position = s.position + 1 + (
          select coalesce(max(h.position), 0) from sections h
          where h.account_id = ${db.accountId} and h.object_id = ${objectId} and h.tab_id = ${heir})
        where s.account_id = ${db.accountId} and s.object_id = ${objectId} and s.tab_id = ${id}`,
  );
  await db.run(sql`delete from tabs where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`);
}

export async function insertSection(db: AccountDb, objectId: number, section: SectionShape): Promise<void> {
  await db.run(
    sql`insert into sections (account_id, object_id, id, name, description, position, tab_id)
        values (${db.accountId}, ${objectId}, ${section.id}, ${section.name}, ${section.description}, ${section.position}, ${section.tabId})`,
  );
}

export async function renameSectionRow(db: AccountDb, objectId: number, id: number, name: string): Promise<void> {
  await db.run(sql`update sections set name = ${name} where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`);
}

export async function describeSectionRow(db: AccountDb, objectId: number, id: number, description: string): Promise<void> {
  await db.run(
    sql`update sections set description = ${description} where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`,
  );
}

/** Removes a section; its deleted fields go to the section `heir`, lest they come back without one. */
export async function deleteSectionRow(db: AccountDb, objectId: number, id: number, heir: number): Promise<void> {
  await db.run(
    sql`update fields set section_id = ${heir} where account_id = ${db.accountId} and object_id = ${objectId} and section_id = ${id}`,
  );
  await db.run(sql`delete from sections where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`);
}
