import type { Database } from '../../app/db.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { installationSettings } from '../../accounts/index.ts';
import { serverProblem } from './server-problem.ts';

/** Refuses with `mail_server_inside` what `serverProblem` says of an account that the operator hosts for somebody else. */
export async function refuseInsideServer(database: Database, account: { isOperator: boolean; host: string }): Promise<void> {
  if (account.host === '' || account.isOperator) return;
  if ((await installationSettings(database)).hosting !== 'hosts') return;
  const problem = await serverProblem(account.host);
  if (problem) throw invalid('smtpHost', problem, 'mail_server_inside');
}
