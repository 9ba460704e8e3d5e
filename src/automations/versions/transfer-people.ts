import type { AccountDb, Database } from '../../app/db.ts';
import { enqueueJob } from '../../app/jobs.ts';
import type { JobContext } from '../../app/kernel/domain.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { automationTransferred } from '../events.ts';
import { kindsOfSteps, transferPositions, transferredRows, transfersOf, type Transferring } from '../queries/versions.ts';

/** As many are transferred in one transaction. */
const BATCH = 20_000;

/** Lets everybody on steps that a version no longer has go where was chosen, soon and in bounded transactions. */
export async function transferPeopleLater(db: AccountDb, automationId: number): Promise<void> {
  const payload = { accountId: db.accountId, automationId };
  await enqueueJob(db, 'automations.transfer-people', payload, { key: `automations.transfer:${db.accountId}:${automationId}` });
}

/**
 * Obeys every choice made when versions of a map were published, in the order of the versions. Stopped at any point it begins again and finds only those
 * who are left. Gives how many were transferred.
 */
export async function transferPeople(
  database: Database,
  { accountId, automationId }: { accountId: number; automationId: number },
  { stopping }: JobContext,
): Promise<number> {
  let transferred = 0;
  for (const transfer of await database.account(accountId, (db) => transfersInOrder(db, automationId))) {
    for (let after = 0, goesOn = true; goesOn && !stopping.aborted;) {
      const batch = await database.account(accountId, (db) => transferSome(db, { ...transfer, which: { after, limit: BATCH } }));
      transferred += batch.length;
      after = batch.at(-1)?.id ?? after;
      goesOn = batch.length === BATCH;
    }
  }
  return transferred;
}

/** What was chosen for the people of one step, without saying yet for whom of them. */
export type ChosenTransfer = Omit<Transferring, 'which'> & { eventId: number | null };

/** The choices of the versions above one, and up to another, in their order; but for those who stay with the version they came with. */
export async function transfersInOrder(
  db: AccountDb,
  automationId: number,
  { above, upTo }: { above: number; upTo: number } = { above: 0, upTo: 2_147_483_647 },
): Promise<ChosenTransfer[]> {
  const versions = await transfersOf(db, automationId, { above, upTo });
  if (versions.length === 0) return [];
  const stepIds = [...new Set(versions.flatMap(({ transfers }) => Object.keys(transfers).map(Number)))];
  const kinds = await kindsOfSteps(db, automationId, stepIds);
  return versions.flatMap(({ version, publishedAt, eventId, transfers }) =>
    Object.entries(transfers).flatMap(([key, choice]): ChosenTransfer[] => {
      if (choice.do === 'keep') return [];
      const stepId = Number(key);
      const ofStep = kinds.filter(({ step_id }) => step_id === stepId);
      const here = ofStep.find(({ versions: own }) => own.includes(version));
      const fromVersions = ofStep.filter((one) => one !== here).flatMap(({ versions: own }) => own.filter((one) => one < version));
      return [{ automationId, stepId, version, publishedAt, choice, eventId, fromVersions }];
    }),
  );
}

/** Transfers some of those whom one choice is about. Gives their positions, each with its event. */
export async function transferSome(
  db: AccountDb,
  { eventId, ...transferring }: Transferring & { eventId: number | null },
): Promise<{ id: number; event_id: number }[]> {
  const told = await eventsFragment(
    db,
    { type: 'step', id: String(transferring.automationId) },
    {
      kind: automationTransferred,
      subjectType: 'automation',
      rows: transferredRows(transferring, eventId),
      columns: ['id', 'object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
    },
  );
  return transferPositions(db, transferring, told);
}
