import { readKey } from 'openpgp';
import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { invalid, Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { refuseUnlessGiven } from '../../app/scopes.ts';
import { recordEvent } from '../../ledger/index.ts';
import { sourceChanged, sourceCreated } from '../events.ts';
import { sealSecret } from '../keys/sealed-keys.ts';
import { writeSource, type SourceRow, type StoredSource } from '../queries/sources.ts';
import { nextFetch } from '../rules/source-schedule.ts';
import type { SourceInput } from '../rules/source-input.ts';
import { visibleImport } from '../visible-import.ts';

export interface SavedSource {
  id: number;
  input: SourceInput;
  /** The source in whose place it stands, if there is one. */
  before?: SourceRow;
}

/**
 * Sets up a source, or changes one, from an import that went well: every file is mapped, matched and declared as that one was. Whoever saves
 * it is the one with whose rights it runs. A password is sealed; one that is not given stays, unless it would go to another server or
 * user. Refuses `not_finished`, `scope_missing`, and what is missing.
 */
export async function saveSource(
  db: AccountDb,
  { actor, viewer, database }: { actor: Actor; viewer: Viewer; database: Database },
  saved: SavedSource,
): Promise<void> {
  refuseUnlessGiven(actor, ['records:write']);
  const { id, input, before } = saved;
  const { timeZone } = await accountSettings(db);
  const preset = await presetOf(db, viewer, saved);
  await writeSource(db, {
    ...preset,
    ...serverPart(database, input, before),
    id,
    name: input.name,
    folder: input.folder || '.',
    pattern: input.pattern,
    when_done: input.whenDone,
    done_folder: doneFolder(input),
    schedule: input.schedule,
    needs_encryption: input.needsEncryption || input.needsSignature,
    needs_signature: input.needsSignature,
    sender_key: await senderKey(input),
    next_at: nextFetch(input.schedule, db.now, timeZone),
    created_by: viewer.userId,
  });
  const { name, host, user } = input;
  const kind = before ? sourceChanged : sourceCreated;
  await recordEvent(db, actor, { kind, subject: { type: 'import_source', id }, data: { name, host, user, whenDone: input.whenDone } });
}

type Preset = Pick<StoredSource, 'object_id' | 'mapping' | 'options' | 'reading' | 'columns' | 'permission'>;

async function presetOf(db: AccountDb, viewer: Viewer, { input, before }: SavedSource): Promise<Preset> {
  if (input.importId === undefined) {
    if (before) return before;
    throw invalid('importId', 'Choose a finished import whose mapping is used.');
  }
  const imported = await visibleImport(db, viewer, input.importId);
  if (imported.status !== 'finished' || !imported.mapping || !imported.options) {
    throw new Problem('not_finished', 'Only an import that has finished can be done again. Wait for its end, or choose another.', {
      status: 409,
    });
  }
  const { hasHeader, shortRows, headerRow, headerFound, sheet, workbook, delimiter, encoding } = imported.reading;
  const isFirst = workbook?.sheets.find(({ hidden }) => !hidden)?.name === sheet;
  return {
    object_id: imported.object_id,
    mapping: imported.mapping,
    options: imported.options,
    reading: {
      hasHeader,
      shortRows,
      ...(workbook ? {} : { delimiter, encoding }),
      ...(headerRow && !headerFound ? { headerRow } : {}),
      ...(sheet && !isFirst ? { sheet } : {}),
    },
    columns: imported.columns,
    permission: imported.permission ?? '',
  };
}

function serverPart(
  database: Database,
  input: SourceInput,
  before: SourceRow | undefined,
): Pick<StoredSource, 'host' | 'port' | 'user_name' | 'auth' | 'password_sealed' | 'host_key'> {
  const { host, port, user, auth, password } = input;
  const isSameServer = before?.host === host && before.port === port;
  const kept = isSameServer && before.user_name === user ? before.password_sealed : null;
  const sealed = auth === 'key' ? null : password === undefined ? kept : sealSecret(database, password);
  if (auth === 'password' && sealed === null) throw invalid('password', 'Enter the password of this user on this server.');
  return {
    host,
    port,
    user_name: user,
    auth,
    password_sealed: sealed,
    host_key: isSameServer && !input.forgetHostKey ? before.host_key : null,
  };
}

function doneFolder({ whenDone, doneFolder: folder }: SourceInput): string | null {
  if (whenDone !== 'move') return null;
  if (!folder) throw invalid('doneFolder', 'Name the folder files are moved to.');
  return folder;
}

async function senderKey({ senderKey: armoredKey, needsSignature }: SourceInput): Promise<string | null> {
  if (!armoredKey) {
    if (needsSignature) throw invalid('senderKey', 'Paste the sender’s public key, with which signatures are checked.');
    return null;
  }
  const key = await readKey({ armoredKey }).catch(() => undefined);
  if (!key || key.isPrivate())
    throw invalid('senderKey', 'This is no public PGP key. Paste the block that begins with “BEGIN PGP PUBLIC KEY”.');
  return key.armor();
}
