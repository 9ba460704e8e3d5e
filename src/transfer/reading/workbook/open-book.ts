import { posix } from 'node:path';
import { Problem } from '../../../app/kernel/problem.ts';
import { numberKind, type NumberKind } from '../../rules/workbook/number-format.ts';
import { readAllXml } from './xml-events.ts';
import { damaged, openZip, type ZipEntries } from './zip-entries.ts';

export interface Sheet {
  name: string;
  hidden: boolean;
  /** Its part of the ZIP file. */
  part: string;
}

/** A workbook of which nothing but the list of its sheets and its formats is read yet. */
export interface Book {
  zip: ZipEntries;
  sheets: readonly Sheet[];
  from1904: boolean;
  /** What the number of a cell's style makes of a number. */
  kinds: readonly NumberKind[];
  sharedStrings: string | undefined;
}

interface Relation {
  type: string;
  part: string;
}

/** Opens a workbook. Refuses what is another kind of ZIP file with `not_a_workbook`, saying what to upload instead. */
export async function openBook(path: string): Promise<Book> {
  const zip = await openZip(path);
  try {
    const main = [...(await relationsOf(zip, '')).values()].find(({ type }) => type === 'officeDocument')?.part;
    if (!main || !zip.has(main)) throw await notAWorkbook(zip);
    const relations = await relationsOf(zip, main);
    const partOf = (type: string): string | undefined =>
      [...relations.values()].find((each) => each.type === type && zip.has(each.part))?.part;
    const { sheets, from1904 } = await sheetsOf(zip, main, relations);
    const styles = partOf('styles');
    return { zip, sheets, from1904, kinds: styles ? await kindsOf(zip, styles) : [], sharedStrings: partOf('sharedStrings') };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** What a part of the package points to, by id. Targets may be relative to the part, or to the root. */
async function relationsOf(zip: ZipEntries, part: string): Promise<Map<string, Relation>> {
  const file = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  if (!zip.has(file)) return relations;
  await readAllXml(await zip.read(file), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(part), Target);
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part: target });
    },
  });
  return relations;
}

async function sheetsOf(zip: ZipEntries, main: string, relations: ReadonlyMap<string, Relation>) {
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readAllXml(await zip.read(main), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const relation = relations.get(id);
      if (relation?.type !== 'worksheet' || !zip.has(relation.part)) return;
      sheets.push({ name: attributes.name ?? '', hidden: /hidden/i.test(attributes.state ?? ''), part: relation.part });
    },
  });
  if (sheets.length === 0) throw damaged();
  return { sheets, from1904 };
}

async function kindsOf(zip: ZipEntries, part: string): Promise<NumberKind[]> {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inCells = false;
  await readAllXml(await zip.read(part), {
    open(name, { numFmtId = '0', formatCode }) {
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      if (name === 'xf' && inCells) kinds.push(numberKind(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return kinds;
}

async function notAWorkbook(zip: ZipEntries): Promise<Problem> {
  const isOpenDocument = zip.has('mimetype') && zip.has('content.xml');
  const isBinary = zip.has('xl/workbook.bin');
  const what = isOpenDocument ? 'an OpenDocument spreadsheet (.ods)' : isBinary ? 'a binary workbook (.xlsb)' : 'a ZIP archive';
  const then =
    isOpenDocument || isBinary ? 'Save it as .xlsx or CSV and upload that.' : 'Unpack it and upload the CSV or .xlsx file that is in it.';
  return new Problem('not_a_workbook', `This is ${what}, which cannot be read here. ${then}`);
}
