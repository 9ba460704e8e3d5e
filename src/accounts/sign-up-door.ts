import { createTransport } from 'nodemailer';
import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { installationSettings } from './installation-settings.ts';
import { installationSmtp } from './installation-smtp.ts';

const CHECKED_FOR_MS = 60_000;
const ANSWERS_WITHIN_MS = 10_000;
const checked = new Map<string, { at: number; works: boolean }>();

/** Why nobody can sign up here now, as a problem; undefined when anybody can. */
export async function signUpDoor(database: Database): Promise<Problem | undefined> {
  const { hosting } = await installationSettings(database);
  if (hosting !== 'hosts') {
    return new Problem('sign_up_closed', 'This installation belongs to one company. Ask its owner for an invitation.', { status: 403 });
  }
  const smtp = await installationSmtp(database);
  if (!smtp || !(await answers(smtp.url))) {
    return new Problem('sign_up_without_mail', 'Nobody can sign up until this installation can send mail. Ask its operator.', {
      status: 403,
    });
  }
  return undefined;
}

/** Whether the mail server lets us in; asked once a minute at most. */
async function answers(url: string): Promise<boolean> {
  const last = checked.get(url);
  if (last && performance.now() - last.at < CHECKED_FOR_MS) return last.works;
  const works = await smtpWorks(url);
  checked.set(url, { at: performance.now(), works });
  return works;
}

export async function smtpWorks(url: string): Promise<boolean> {
  const transport = createTransport(url, { connectionTimeout: ANSWERS_WITHIN_MS } as never);
  try {
    return await transport.verify();
  } catch {
    return false;
  } finally {
    transport.close();
  }
}
