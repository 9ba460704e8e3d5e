import { beforeEach, expect } from 'vitest';
import { updateAccount } from '../../src/accounts/index.ts';
import { installationOf } from '../../src/accounts/identity/installation.ts';
import type { AccountDb } from '../../src/app/db.ts';
import { runJob } from '../../src/app/jobs.ts';
import { everyone } from '../../src/app/kernel/viewer.ts';
import { publishAutomation } from '../../src/automations/versions/publish-automation.ts';
import { nextDue } from '../../src/automations/next-due.ts';
import { receiveEvent } from '../../src/automations/triggers/receive-event.ts';
import type { ImportChoices } from '../../src/automations/rules/portable.ts';
import { allTemplates } from '../../src/automations/templates/all-templates.ts';
import { makeTemplate } from '../../src/automations/templates/make-template.ts';
import { linkToken, trackClick } from '../../src/email/index.ts';
import {
  completeTask,
  createRecord,
  ensureTag,
  objectShape,
  setPermissionStatus,
  tagRecords,
  updateRecord,
} from '../../src/records/index.ts';
import type { Changes } from '../../src/records/index.ts';
import { makeAccount, type TestSeat } from '../factories.ts';
import { testDatabase } from '../harness.ts';

const HOUR = 3_600_000;

/** What became of one person: the letters in the Outbox, in order, and whoever of the rest a story asks for. */
export interface Person {
  id: number;
  name: string;
}

/** A fresh account in Berlin, on Monday 2 March 2026 at ten, in which one ready map is made and published; people then walk it on a moving clock. */
export class ReadyMap {
  readonly test = testDatabase();
  readonly start: string;
  seat!: TestSeat;
  automationId!: number;
  #people = 0;

  constructor(key: string, { start = '2026-03-02T09:00:00Z', choose = {} }: { start?: string; choose?: Record<string, 'owner'> } = {}) {
    this.start = start;
    beforeEach(() => this.#open(key, choose));
  }

  async #open(key: string, choose: Record<string, 'owner'>): Promise<void> {
    this.test.clock.moveTo(this.start);
    this.seat = await makeAccount(this.test, { timeZone: 'Europe/Berlin' });
    const template = allTemplates.find((one) => one.key === key)!;
    const { actor, ids, userId } = this.seat;
    const choices: ImportChoices = Object.fromEntries(Object.keys(choose).map((thing) => [thing, { do: 'use', id: userId }]));
    this.automationId = await this.as(async (db) => {
      await updateAccount(db, actor, { postalAddress: '3 Quay Street, Saltmarsh' });
      const { row } = await makeTemplate(db, actor, { viewer: everyone, ids, template, choices });
      expect(await publishAutomation(db, actor, row.id)).toMatchObject({ status: 'published' });
      return row.id;
    });
    await this.#copyFields();
  }

  as<T>(work: (db: AccountDb) => Promise<T>): Promise<T> {
    return this.test.database.account(this.seat.accountId, work);
  }

  async rows<Row>(text: string, ...values: unknown[]): Promise<Row[]> {
    return (await this.test.owner.query(text, [this.seat.accountId, ...values])).rows as Row[];
  }

  /** What the job queue does in the background, for dates that maps wait for. */
  async #copyFields(): Promise<void> {
    const fields = await this.rows<{ id: number; object_id: number }>(
      'select id, object_id from fields where account_id = $1 and sortable and sortable_since is null',
    );
    for (const { id, object_id } of fields)
      await runJob(this.test.database, 'records.make-sortable', { accountId: this.seat.accountId, objectId: object_id, fieldId: id });
  }

  /** A contact with an address; `permission` is their standing: 1 asked for mail, 0 never did, -2 their address bounces. */
  async person(
    name: string,
    { permission = 1, values = {} }: { permission?: number; values?: Record<string, Changes[number]> } = {},
  ): Promise<Person> {
    const { actor, ids } = this.seat;
    const id = await this.as(async (db) => {
      const { fields } = await objectShape(db, 0);
      const own = Object.entries(values).map(([label, value]) => [fields.find((field) => field.label === label)!.id, value]);
      const email = `${name.toLowerCase()}.${++this.#people}@example.com`;
      const made = await createRecord(db, actor, ids, { objectId: 0, values: { 1: name, 3: email, ...Object.fromEntries(own) } });
      await setPermissionStatus(db, { objectId: 0, recordIds: [made], channel: 'email', status: permission });
      return made;
    });
    await this.test.settle();
    return { id, name };
  }

  async set({ id }: Person, label: string, value: Changes[number]): Promise<void> {
    await this.as(async (db) => {
      const { fields } = await objectShape(db, 0);
      const fieldId = fields.find((field) => field.label === label)!.id;
      await updateRecord(db, this.seat.actor, { objectId: 0, id, values: { [fieldId]: value } });
    });
    await this.test.settle();
  }

  /** A program tells that something happened to people. */
  async tell(name: string, ...people: Person[]): Promise<void> {
    for (const { id } of people)
      await this.as((db) =>
        receiveEvent(db, { type: 'api_key', id: '1' }, { viewer: everyone, record: { objectId: 0, id }, event: { name, data: {} } }),
      );
    await this.test.settle();
  }

  async tag(name: string, ...people: Person[]): Promise<void> {
    await this.as(async (db) => {
      const tagId = await ensureTag(db, this.seat.ids, 0, name);
      await tagRecords(db, this.seat.actor, { objectId: 0, tagId, recordIds: people.map(({ id }) => id) });
    });
    await this.test.settle();
  }

  /** They press the link of a letter they got whose address contains a text. */
  async press({ id }: Person, message: string, link = 'https://'): Promise<void> {
    const [letter] = await this.rows<{ delivery: number; links: string[] }>(
      `select d.id::int as delivery, v.links from deliveries d join messages m on m.account_id = $1 and m.id = d.message_id
       join message_versions v on v.account_id = $1 and v.message_id = d.message_id and v.version = d.version
       where d.account_id = $1 and d.record_id = $2 and m.name = $3 order by d.id desc limit 1`,
      id,
      message,
    );
    const purpose = letter!.links.findIndex((one) => one.includes(link));
    const { secretKey } = installationOf(this.test.database);
    const token = linkToken(secretKey, { accountId: this.seat.accountId, deliveryId: letter!.delivery, purpose });
    expect(await trackClick(this.test.database, token)).toContain(link);
    await this.test.settle();
  }

  /** Completes their open task of a subject with an outcome. */
  async complete({ id }: Person, subject: string, outcome?: string): Promise<void> {
    const [task] = await this.rows<{ id: number }>(
      "select id::int from tasks where account_id = $1 and record_id = $2 and subject like $3 and status = 'pending' order by id desc limit 1",
      id,
      `${subject}%`,
    );
    const { actor, ids } = this.seat;
    await this.as((db) => completeTask(db, actor, { viewer: everyone, id: task!.id, ids, ...(outcome === undefined ? {} : { outcome }) }));
    await this.test.settle();
  }

  /** Time goes by; whatever becomes due on the way happens when it is due. */
  async days(days: number): Promise<void> {
    await this.until(new Date(this.test.clock.now().getTime() + days * 24 * HOUR));
  }

  async until(moment: Date | string): Promise<void> {
    const end = new Date(moment).getTime();
    for (;;) {
      const due = await this.as(nextDue);
      const now = this.test.clock.now().getTime();
      if (!due || due.getTime() > end) break;
      this.test.clock.moveTo(new Date(Math.max(now + 1, due.getTime())).toISOString());
      await this.test.settle();
    }
    this.test.clock.moveTo(new Date(end).toISOString());
    await this.test.settle();
  }

  /** What the Outbox has for somebody, the first first. */
  async letters({ id }: Person): Promise<string[]> {
    const letters = await this.rows<{ name: string; status: string }>(
      `select m.name, d.status from deliveries d join messages m on m.account_id = $1 and m.id = d.message_id
       where d.account_id = $1 and d.record_id = $2 order by d.id`,
      id,
    );
    expect(letters.filter(({ status }) => status !== 'captured' && status !== 'sent')).toEqual([]);
    return letters.map(({ name }) => name);
  }

  async tags({ id }: Person): Promise<string[]> {
    const tags = await this.rows<{ name: string }>(
      `select t.name from record_tags r join tags t on t.account_id = $1 and t.object_id = 0 and t.id = r.tag_id
       where r.account_id = $1 and r.object_id = 0 and r.record_id = $2 order by t.name`,
      id,
    );
    return tags.map(({ name }) => name);
  }

  async tasks({ id }: Person): Promise<string[]> {
    const tasks = await this.rows<{ subject: string }>(
      'select subject from tasks where account_id = $1 and record_id = $2 order by id',
      id,
    );
    return tasks.map(({ subject }) => subject);
  }

  /** Why letters to somebody were held back, each reason once. */
  async refused({ id }: Person): Promise<string[]> {
    const refused = await this.rows<{ reason: string }>(
      "select distinct data->>'reason' as reason from events where account_id = $1 and kind = 'mail.refused' and record_id = $2",
      id,
    );
    return refused.map(({ reason }) => reason);
  }

  async isOnMap({ id }: Person): Promise<boolean> {
    const places = await this.rows(
      'select 1 from positions where account_id = $1 and automation_id = $2 and record_id = $3',
      this.automationId,
      id,
    );
    return places.length > 0;
  }

  /** How often a goal of the map was reached, by its name. */
  async reached({ id }: Person): Promise<number> {
    const told = await this.rows("select 1 from events where account_id = $1 and kind = 'automation.reached' and record_id = $2", id);
    return told.length;
  }

  /** What users of the account were told, by subject. */
  async told(): Promise<string[]> {
    const notices = await this.rows<{ subject: string }>(
      "select personal->>'subject' as subject from events where account_id = $1 and kind = 'user.notified' order by id",
    );
    return notices.map(({ subject }) => subject);
  }
}
