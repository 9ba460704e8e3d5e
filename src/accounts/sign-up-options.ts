import type { Database } from '../app/db.ts';
import { installationSettings, type InstallationSettings } from './installation-settings.ts';
import { signUpDoor } from './sign-up-door.ts';

export interface SignUpOptions extends InstallationSettings {
  signUp: { isOpen: boolean; reason: string | null };
}

/** What a newcomer can do here, and what they are asked for. */
export async function signUpOptions(database: Database): Promise<SignUpOptions> {
  const closed = await signUpDoor(database);
  return { ...(await installationSettings(database)), signUp: { isOpen: !closed, reason: closed?.message ?? null } };
}
