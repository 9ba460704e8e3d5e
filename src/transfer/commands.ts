import type { Command } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import { exportAccount } from './archive/export-account.ts';
import { importAccount } from './archive/import-account.ts';
import { isArchiveName } from './archive/open-archive.ts';
import { exportFile } from './export-file.ts';
import { importFile } from './import-file.ts';

const ACCOUNT = { flags: '--account <ID>', summary: 'the account, by its number', required: true };

export const commands: readonly Command[] = [
  {
    name: 'import',
    summary: 'bring a CSV file into contacts or any other object, or a whole account out of its archive',
    arguments: [
      { flags: '<OBJECT_OR_ARCHIVE>', summary: 'contacts, companies, deals or a custom object; or the archive of an account (.zip)' },
      { flags: '[FILE]', summary: 'the CSV file' },
    ],
    options: [
      { ...ACCOUNT, required: false },
      { flags: '--permission <TEXT>', summary: 'how these people asked to hear from you; kept word for word' },
      { flags: '--new-fields', summary: 'make a field of every column that is not recognised, instead of skipping it' },
      { flags: '--tag <NAME...>', summary: 'tags to add to every record of the file' },
    ],
    run: ({ database }, options, object, path) => {
      if (path === undefined && isArchiveName(object!)) return importAccount(database, object!);
      return importFile(database, {
        accountId: accountOf(options.account),
        object: object!,
        path: path ?? refuseWithout('import_needs_file', 'Say which CSV file to bring in, or name an archive that ends in .zip.'),
        permission: options.permission ?? '',
        newFields: options.newFields === true,
        tags: options.tag ?? [],
      });
    },
  },
  {
    name: 'export',
    summary: 'write the records of an object to a CSV file, or a whole account into an archive',
    arguments: [{ flags: '<OBJECT>', summary: 'contacts, companies, deals or a custom object; or everything, for the whole account' }],
    options: [
      ACCOUNT,
      { flags: '--group <ID>', summary: 'only those of a group' },
      { flags: '--out <FILE>', summary: 'the file to write; standard output without it' },
      { flags: '--bom', summary: 'begin with the mark by which Excel knows UTF-8' },
    ],
    run: ({ database }, options, object) => {
      if (object === 'everything') {
        const file = options.out ?? refuseWithout('no_file', 'Say with --out which file to write, best one that ends in .zip.');
        return exportAccount(database, accountOf(options.account), file);
      }
      if (options.json && !options.out) throw new Problem('no_file', 'With --json, say with --out which file to write.');
      return exportFile(database, {
        accountId: accountOf(options.account),
        object: object!,
        group: options.group === undefined ? undefined : Number(options.group),
        path: options.out,
        bom: options.bom === true,
      });
    },
  },
];

function refuseWithout(code: string, sentence: string): never {
  throw new Problem(code, sentence);
}

function accountOf(text: string | undefined): number {
  if (text === undefined) throw new Problem('account_not_found', 'Say with --account which account it is, by its number.');
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1)
    throw new Problem('account_not_found', `There is no account ${text}. Give its number.`, { status: 404 });
  return id;
}
