import type { AccountDb, Database } from '../../app/db.ts';
import { accountSettings, installationOf } from '../../accounts/index.ts';
import { objectShape, recordById, type RecordRow } from '../../records/index.ts';
import { readPermissionLink } from '../permission-links.ts';
import { askedLanguages, pageLanguage } from '../pages/page-words.ts';
import { permissionSettingsRow, type PermissionSettingsRow } from '../queries/settings.ts';
import { choicesOf, topicRows } from '../queries/topics.ts';
import { wishesOf, type WishesRow } from '../queries/wishes.ts';
import { correctable, type CorrectableField } from '../rules/correctable.ts';
import type { PageLanguage } from '../rules/topic-schema.ts';
import { inAccountOfLink } from './in-account-of-link.ts';

/** All that the preference centre shows of one person. */
export interface Preferences {
  record: RecordRow;
  company: string;
  timeZone: string;
  language: PageLanguage;
  now: Date;
  settings: PermissionSettingsRow;
  topics: { id: number; name: string; description: string; wanted: boolean }[];
  wishes: WishesRow;
  fields: (CorrectableField & { value: string })[];
}

/** How whoever opens the page would like it. */
export interface Asker {
  /** A language they chose. */
  lang?: string | undefined;
  acceptLanguage?: string | undefined;
}

/** Works on the preferences of whom a link is about; undefined for a link that is not ours, or whose person is gone. */
export async function withPreferences<T>(
  database: Database,
  token: string,
  asker: Asker,
  work: (db: AccountDb, preferences: Preferences) => Promise<T>,
): Promise<T | undefined> {
  const target = readPermissionLink(installationOf(database).secretKey, token, 'preferences');
  if (!target) return undefined;
  return inAccountOfLink(database, target, async (db) => {
    const record = await recordById(db, target.objectId, target.recordId);
    return record?.email ? work(db, await preferencesOf(db, record, asker)) : undefined;
  });
}

/** What a person has chosen and may choose. Topics for inside are left out. */
export async function preferencesOf(db: AccountDb, record: RecordRow, asker: Asker): Promise<Preferences> {
  const { object_id: objectId, id } = record;
  const account = await accountSettings(db);
  const settings = await permissionSettingsRow(db);
  const wishes = await wishesOf(db, objectId, id);
  const choices = await choicesOf(db, objectId, id);
  const language = pageLanguage(asker.lang, wishes.language, ...askedLanguages(asker.acceptLanguage), account.locale);
  return {
    record,
    company: account.name,
    timeZone: account.timeZone,
    language,
    now: db.now,
    settings,
    topics: (await topicRows(db))
      .filter(({ is_public }) => is_public)
      .map(({ id: topicId, names, name, description, begins }) => ({
        id: topicId,
        name: names[language]?.name ?? name,
        description: names[language]?.description ?? description,
        wanted: choices.get(topicId) ?? begins === 'in',
      })),
    wishes,
    fields: correctable(await objectShape(db, objectId), settings.correctable_fields).map((field) => ({
      ...field,
      value: String(record.values[String(field.id)] ?? ''),
    })),
  };
}
