import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { structureFindings } from '../../structure/check.ts';

const SOUND: Record<string, string> = {
  'src/records/migrations/20260101_0000_create.sql': 'create table records (account_id bigint);\n',
  'src/groups/migrations/20260101_0001_create.sql': 'create table groups (account_id bigint);\n',
  'src/groups/README.md': '# Groups\n\nGroup: a saved criteria. Avoid: segment, audience.\n',
  'src/groups/queries.ts': 'export const groupById = () => sql`select id from groups where account_id = 1`;\n',
  'src/groups/create-group.ts': 'export function createGroup(db) { return db.now; }\n',
};

/** Each breaks one rule and nothing else. */
const PLANTED: [rule: string, file: string, text: string][] = [
  ['table-ownership', 'src/groups/queries.ts', 'export const peek = () => sql`select id from records where account_id = 1`;\n'],
  ['operation-name', 'src/groups/delete-group.ts', 'export function removeIt() {}\n'],
  ['vague-name', 'src/groups/create-group.ts', 'export function createGroup() {}\nexport class GroupManager {}\n'],
  ['export-star', 'src/groups/index.ts', "export * from './create-group.ts';\n"],
  ['avoided-word', 'src/groups/rules.ts', 'export const segmentOf = 1;\n'],
  ['wall-clock', 'src/groups/rules.ts', 'export const due = Date.now();\n'],
  ['wall-clock', 'src/groups/queries.ts', 'export const due = () => sql`select id from groups where due_at < now()`;\n'],
  ['sql-in-queries', 'src/groups/create-group.ts', 'export const createGroup = () => sql`insert into groups values (1)`;\n'],
];

describe('the rules of the house', () => {
  let tree: string;
  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'quayside-house-'));
    lay(tree, SOUND);
  });
  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  it('find nothing wrong in a sound tree', () => {
    expect(structureFindings(tree)).toEqual([]);
  });

  it.each(PLANTED)('report a planted violation of %s in %s', (rule, path, text) => {
    lay(tree, { [path]: text });
    expect(structureFindings(tree).map((finding) => ({ rule: finding.rule, path: finding.path }))).toEqual([{ rule, path }]);
  });
});

function lay(tree: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }
}
