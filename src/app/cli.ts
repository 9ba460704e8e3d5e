import { Command as Program, CommanderError } from 'commander';
import { backup } from './backups/backup.ts';
import { backupIntoFolder } from './backups/backup-into-folder.ts';
import { bringUp } from './backups/bring-up.ts';
import { listBackups } from './backups/list-backups.ts';
import { replaceFromBackup } from './backups/replace-from-backup.ts';
import { type Config, readConfig } from './config.ts';
import { Database } from './db.ts';
import { explain } from './explain.ts';
import type { Command } from './kernel/domain.ts';
import { Problem } from './kernel/problem.ts';
import { openOwnerDatabase } from './owner-database.ts';
import type { Product } from './product.ts';
import { register } from './registry.ts';
import { restore } from './backups/restore.ts';
import { type Mode, serveProduct } from './serve.ts';

/**
 * Runs one command line of `quayside` and gives its exit code: 0, 1 for a refusal or failure (one sentence on standard error), 2 for
 * wrong usage. With `--json` standard output carries exactly one JSON value.
 */
export async function runCommandLine(product: Product, args: readonly string[]): Promise<number> {
  register(product.domains);
  try {
    await programOf(product).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${explain(error)}\n`);
    if (process.env.LOG_LEVEL === 'debug') process.stderr.write(`${(error as Error).stack}\n`);
    return 1;
  }
}

function programOf(product: Product): Program {
  const program = new Program('quayside')
    .description('Runs and looks after a Quayside installation.')
    .helpCommand(false)
    .showHelpAfterError('Add --help to see how it is used.')
    .exitOverride();
  addProcesses(program, product);
  addCare(program);
  addRules(program);
  for (const command of product.domains.flatMap((domain) => domain.commands ?? [])) addCommand(program, command, product);
  return program;
}

function addProcesses(program: Program, product: Product): void {
  const modes: [string, Mode, string][] = [
    ['start', 'both', 'serve, and do the background work, in one process: what npm start runs'],
    ['serve', 'serve', 'answer HTTP only'],
    ['worker', 'worker', 'do the background work only: jobs, automations, mail'],
  ];
  for (const [name, mode, summary] of modes) {
    program
      .command(name)
      .description(summary)
      .action(() => serveProduct(product, readConfig(), mode));
  }
}

function addCare(program: Program): void {
  program
    .command('migrate')
    .description("bring the database's tables up to this release")
    .option('--distributed', 'lay the tables out over a Citus cluster')
    .option('--json', 'print one JSON value')
    .action(async (options: { distributed?: true; json?: true }) => {
      if (options.distributed)
        throw new Problem('not_available', 'This release cannot lay its tables out over a cluster yet: leave out --distributed.');
      await answer(options, (url, config) => bringUp(config, url));
    });
  program
    .command('backup')
    .argument('[FILE]', 'the file to write; one in the folder of backups when left out')
    .description('write everything into one file, as it stood at one moment')
    .option('--json', 'print one JSON value')
    .action((file: string | undefined, options) =>
      answer(options, (url, config) => (file === undefined ? backupIntoFolder(url, config) : backup(url, file))),
    );
  program
    .command('backups')
    .description('list the backups that are kept, and what became of the last ones')
    .option('--json', 'print one JSON value')
    .action((options) => answer(options, (url, config) => listBackups(url, config)));
  program
    .command('restore')
    .argument('<FILE>', 'the file that backup wrote')
    .description('fill an empty database from a backup')
    .option('--replace', 'back up what is there, and put the backup in its place')
    .option('--json', 'print one JSON value')
    .action((file: string, options: { replace?: true; json?: true }) =>
      answer(options, (url, config) => (options.replace ? replaceFromBackup(url, config, file) : restore(url, file)), 'serving'),
    );
  program.commands
    .find((command) => command.name() === 'migrate')!
    .options.find((option) => option.long === '--distributed')!
    .hideHelp();
}

/** The terms this release keeps, as rules with the tests that prove them. */
function addRules(program: Program): void {
  program
    .command('rules')
    .description('list the rules of the terms: what enforces each, and which test proves it')
    .option('--check', 'fail when a rule names code or a test that does not exist')
    .option('--prove', 'switch each rule off in a copy of the sources and show its test fail (takes minutes)')
    .option('--json', 'print one JSON value')
    .action(async (options: { check?: true; prove?: true; json?: true }) => {
      const { rulesReport } = await import('../../rules/report.ts');
      const report = rulesReport(options);
      process.stdout.write(options.json ? `${JSON.stringify(report.value)}\n` : `${report.text}\n`);
      if (report.failure) throw new Problem('rules_not_kept', report.failure);
    });
}

/** A command of a domain: its words become nested commands (`account create`), and it answers `--json` like all others. */
function addCommand(program: Program, command: Command, product: Product): void {
  const words = command.name.split(' ');
  const parent = words.slice(0, -1).reduce<Program>((group, word) => groupOf(group, word), program);
  const described = parent.command(words.at(-1)!).description(command.summary);
  for (const { flags, summary } of command.arguments ?? []) described.argument(/^[<[]/.test(flags) ? flags : `<${flags}>`, summary);
  for (const option of command.options ?? []) {
    if (option.required) described.requiredOption(option.flags, option.summary, option.default);
    else described.option(option.flags, option.summary, option.default);
  }
  described.option('--json', 'print one JSON value').action(async (...given: unknown[]) => {
    const options = given.at(-2) as Record<string, unknown>;
    await answer(options, (url, config) => runInProduct(product, url, config, command, options, given.slice(0, -2) as string[]));
  });
}

function groupOf(parent: Program, word: string): Program {
  return parent.commands.find((command) => command.name() === word) ?? parent.command(word).description(`commands about ${word}`);
}

/** A command may be the first thing ever run on a database, so its tables are brought up to this release before it. */
async function runInProduct(
  product: Product,
  ownerUrl: string,
  config: Config,
  command: Command,
  options: Record<string, unknown>,
  args: string[],
): Promise<unknown> {
  await bringUp(config, ownerUrl);
  const database = new Database({ url: ownerUrl, beforeCommit: product.beforeCommit, poolSize: 4 });
  try {
    await product.prepare({ config, database, ownerUrl });
    return await command.run({ database, ownerUrl }, options, ...args);
  } finally {
    await database.close();
  }
}

/** Opens the database for the time of `work` and prints what it gives. */
async function answer(
  options: { json?: unknown },
  work: (ownerUrl: string, config: Config) => Promise<unknown>,
  as: 'passing' | 'serving' = 'passing',
): Promise<void> {
  const config = readConfig();
  const owner = await openOwnerDatabase(config, as);
  try {
    const result = await work(owner.url, config);
    process.stdout.write(options.json ? `${JSON.stringify(result ?? null)}\n` : readable(result));
  } finally {
    await owner.leave();
  }
}

/** An answer for people: a line for each value, a row for each item of a list. */
function readable(result: unknown): string {
  if (result === undefined || result === null) return '';
  if (typeof result !== 'object') return `${String(result)}\n`;
  if (Array.isArray(result))
    return result.map((item) => (typeof item === 'object' && item ? Object.values(item).join('\t') : String(item)) + '\n').join('');
  return Object.entries(result)
    .map(([name, value]) => `${name}: ${shown(value)}\n`)
    .join('');
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((item) => `\n  ${shown(item)}`).join('');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
