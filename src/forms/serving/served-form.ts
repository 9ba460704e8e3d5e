import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb, Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { ShortMemory } from '../../app/short-memory.ts';
import { fillerOf, type Filler } from '../../documents/index.ts';
import { siteOf } from '../../visits/index.ts';
import { formAtAddress } from '../queries/addresses.ts';
import { publishedVersion, type FormVersionRow } from '../queries/forms.ts';

/** What everybody gets may be so old, in a process that did not publish it itself. */
const KEEP_MS = 2_000;
const MOST_FORMS = 2_000;
const MOST_TEMPLATES = 500;

/** A published form as visitors get it. */
export interface ServedForm {
  accountId: number;
  formId: number;
  /** How it was asked for. */
  address: string;
  version: FormVersionRow;
  account: { name: string; postal_address: string };
  /** The site key of an account that notes visits. */
  siteKey: string | undefined;
  templates: Templates;
  /** What was filled in for everybody alike: made when it is first asked for. */
  plain: Map<string, { body: string; packed: Buffer }>;
}

export interface Templates {
  page: Filler;
  thanks: Filler;
  pageLinks: readonly Filler[];
  thanksLinks: readonly Filler[];
}

const served = new WeakMap<Database, ShortMemory<string, ServedForm | undefined>>();
const everywhere = new Set<WeakRef<ShortMemory<string, ServedForm | undefined>>>();
const templates = new WeakMap<Database, Map<string, Templates>>();
/** Under which addresses a form was asked for, to forget them all. */
const asked = new Map<string, Set<string>>();

/** The form that has an address (its own, or by its number `f2-1`); undefined where nothing is published there. */
export async function servedForm(database: Database, address: string): Promise<ServedForm | undefined> {
  let memory = served.get(database);
  if (!memory) {
    served.set(database, (memory = new ShortMemory({ keepMs: KEEP_MS, most: MOST_FORMS })));
    everywhere.add(new WeakRef(memory));
  }
  return memory.get(address, () => readForm(database, address));
}

/** A form is served anew from now on, here at once. */
export function forgetServed(accountId: number, formId: number): void {
  const addresses = asked.get(`${accountId}/${formId}`);
  if (!addresses) return;
  for (const memory of everywhere) memory.deref()?.forget((address) => addresses.has(address));
}

/** The lasting address of a form: `f` and its account’s and its own number. */
export const lastingAddress = (accountId: number, formId: number): string => `f${accountId.toString(36)}-${formId.toString(36)}`;

async function readForm(database: Database, address: string): Promise<ServedForm | undefined> {
  const named = numbersIn(address) ?? (await formAtAddress(database, address));
  if (!named) return undefined;
  noteAsked(`${named.accountId}/${named.formId}`, address);
  try {
    const site = await siteOf(database, named.accountId);
    return await database.account(named.accountId, (db) => formIn(db, named, address, site?.siteKey));
  } catch (error) {
    if (error instanceof Problem && error.code === 'account_not_found') return undefined;
    throw error;
  }
}

/** Anybody may ask for numbers no form has: the oldest are forgotten, whose forms are then served anew a moment later. */
function noteAsked(key: string, address: string): void {
  const addresses = asked.get(key) ?? new Set();
  asked.delete(key);
  if (asked.size >= MOST_FORMS) asked.delete(asked.keys().next().value!);
  asked.set(key, addresses.add(address));
}

/** A published form in a transaction that is open already; undefined where none is published. */
export const servedIn = (db: AccountDb, formId: number): Promise<ServedForm | undefined> =>
  formIn(db, { accountId: db.accountId, formId }, lastingAddress(db.accountId, formId), undefined);

async function formIn(
  db: AccountDb,
  { accountId, formId }: { accountId: number; formId: number },
  address: string,
  siteKey: string | undefined,
): Promise<ServedForm | undefined> {
  const version = await publishedVersion(db, formId);
  if (!version) return undefined;
  const { name, postalAddress } = await accountSettings(db);
  const account = { name, postal_address: postalAddress };
  return { accountId, formId, address, version, account, siteKey, templates: templatesOf(db, version), plain: new Map() };
}

function numbersIn(address: string): { accountId: number; formId: number } | undefined {
  const parts = /^f([0-9a-z]{1,10})-([0-9a-z]{1,10})$/.exec(address);
  const [accountId, formId] = (parts?.slice(1, 3) ?? []).map((part) => Number.parseInt(part, 36));
  return accountId && formId && Number.isSafeInteger(accountId) && Number.isSafeInteger(formId) ? { accountId, formId } : undefined;
}

/** A version never changes, so neither do its templates. */
function templatesOf({ database, accountId }: AccountDb, { form_id, version, compiled }: FormVersionRow): Templates {
  const known = templates.get(database) ?? new Map<string, Templates>();
  templates.set(database, known);
  const key = `${accountId}/${form_id}/${version}`;
  let read = known.get(key);
  if (!read) {
    if (known.size >= MOST_TEMPLATES) known.delete(known.keys().next().value!);
    const links = (urls: readonly string[]): Filler[] => urls.map((url) => fillerOf(url, 'url'));
    read = {
      page: fillerOf(compiled.page.html, 'html'),
      thanks: fillerOf(compiled.thanks.html, 'html'),
      pageLinks: links(compiled.page.links),
      thanksLinks: links(compiled.thanks.links),
    };
    known.set(key, read);
  }
  return read;
}
