import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** A small sound tree, and one file for each rule that breaks it and nothing else. */
const SOUND: Record<string, string> = {
  'src/app/db.ts': "import pg from 'pg';\nexport const pool = pg;\n",
  'src/app/kernel/problem.ts': 'export const problem = 1;\n',
  'src/ledger/index.ts': "export { append } from './append.ts';\n",
  'src/ledger/append.ts': "import { pool } from '../app/db.ts';\nexport const append = pool;\n",
  'src/ledger/routes.ts': "import { append } from './append.ts';\nexport const routes = [append];\n",
  'src/ledger/domain.ts': "import { routes } from './routes.ts';\nexport const ledger = { routes };\n",
  'src/records/index.ts': "export { create } from './create.ts';\n",
  'src/records/create.ts': "import { append } from '../ledger/index.ts';\nexport const create = append;\n",
  'src/records/schema.ts': "import { z } from 'zod';\nexport const shape = z.object({});\n",
  'src/ledger/schema.ts': "import { z } from 'zod';\nexport const event = z.object({});\n",
  'src/records/rules/events.ts': "import { event } from '../../ledger/schema.ts';\nexport const events = event;\n",
  'src/records/rules.ts':
    "import { problem } from '../app/kernel/problem.ts';\nimport { shape } from './schema.ts';\nexport const rules = [problem, shape];\n",
  'web/records/index.tsx': "import { shape } from '../../src/records/schema.ts';\nexport const page = shape;\n",
  'web/records/table.tsx': 'export const table = 1;\n',
};

const PLANTED: [rule: string, file: string, text: string][] = [
  ['tier-ledger', 'src/ledger/late.ts', "import { create } from '../records/index.ts';\nexport const late = create;\n"],
  ['door', 'src/records/window.ts', "import { append } from '../ledger/append.ts';\nexport const window = append;\n"],
  ['rules-door', 'src/records/rules/window.ts', "import { append } from '../../ledger/append.ts';\nexport const window = append;\n"],
  ['not-your-own-door', 'src/records/own.ts', "import { create } from './index.ts';\nexport const own = create;\n"],
  ['known-domain', 'src/records/stray.ts', "import { stray } from '../stray/index.ts';\nexport const it = stray;\n"],
  ['app-knows-no-domain', 'src/app/knows.ts', "import { append } from '../ledger/index.ts';\nexport const knows = append;\n"],
  ['no-cycles', 'src/records/chicken.ts', "import { egg } from './egg.ts';\nexport const chicken = () => egg;\n"],
  ['pure', 'src/records/rules/impure.ts', "import { pool } from '../../app/db.ts';\nexport const impure = pool;\n"],
  ['database-behind-db', 'src/records/raw.ts', "import pg from 'pg';\nexport const raw = pg;\n"],
  ['http-in-app', 'src/records/web.ts', "import fastify from 'fastify';\nexport const web = fastify;\n"],
  ['edges-are-leaves', 'src/ledger/calls.ts', "import { routes } from './routes.ts';\nexport const calls = routes;\n"],
  [
    'web-sees-schemas-only',
    'web/records/reach.ts',
    "import { create } from '../../src/records/create.ts';\nexport const reach = create;\n",
  ],
  ['web-door', 'web/groups/peek.ts', "import { table } from '../records/table.tsx';\nexport const peek = table;\n"],
  ['server-never-web', 'src/records/ui.ts', "import { table } from '../../web/records/table.tsx';\nexport const ui = table;\n"],
  ['no-test-code', 'src/records/uses-test.ts', "import { fixture } from './fixture.test.ts';\nexport const used = fixture;\n"],
  ['no-unresolved', 'src/records/lost.ts', "import { nothing } from './nowhere.ts';\nexport const lost = nothing;\n"],
];

const COMPANIONS: Record<string, string> = {
  'src/stray/index.ts': 'export const stray = 1;\n',
  'src/records/egg.ts': "import { chicken } from './chicken.ts';\nexport const egg = () => chicken;\n",
  'src/records/fixture.test.ts': 'export const fixture = 1;\n',
};

describe('the import rules', () => {
  let tree: string;
  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'quayside-structure-'));
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    lay(tree, SOUND);
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('find nothing wrong in a sound tree', () => {
    expect(violations(tree)).toEqual([]);
  });

  it('each report their planted violation', () => {
    lay(tree, COMPANIONS);
    lay(tree, Object.fromEntries(PLANTED.map(([, file, text]) => [file, text])));
    const found = violations(tree);
    for (const [rule, file] of PLANTED) expect(found, `${rule} in ${file}`).toContainEqual({ rule, file });
  });
});

function lay(tree: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }
}

function violations(tree: string): { rule: string; file: string }[] {
  const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const output = run(process.execPath, [cli, '--config', config, '--output-type', 'json', 'src', 'web'], tree);
  const report = JSON.parse(output) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  return report.summary.violations.map(({ rule, from }) => ({ rule: rule.name, file: from }));
}

/** Its output, whether or not it exits with the number of violations. */
function run(command: string, args: string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
