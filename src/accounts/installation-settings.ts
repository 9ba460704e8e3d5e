import type { Database } from '../app/db.ts';
import { readSettings } from './queries/installation.ts';

export interface InstallationSettings {
  /** For one's own company, without plans, fees or service terms, or for others too; undefined until set up. */
  hosting: 'own' | 'hosts' | undefined;
  /** The age people confirm at sign-up; higher where the services offered ask for it. */
  minimumAge: number;
  /** The version of the terms that newcomers accept. */
  termsVersion: string;
}

const MINIMUM_AGE = 13;
const TERMS_VERSION = '2026-11';

/** What the installation as a whole is set to. */
export async function installationSettings(database: Database): Promise<InstallationSettings> {
  const settings = await database.system(readSettings);
  return {
    hosting: settings.get('hosting') as InstallationSettings['hosting'],
    minimumAge: (settings.get('minimum_age') as number | undefined) ?? MINIMUM_AGE,
    termsVersion: (settings.get('terms_version') as string | undefined) ?? TERMS_VERSION,
  };
}
