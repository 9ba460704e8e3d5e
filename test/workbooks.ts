import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A cell as a program stores it: a day or a percentage is a number with a format. */
export type TestCell =
  | string
  | number
  | boolean
  | null
  | { number: number; format: string }
  | { error: string }
  | { formula: string; gives: string | number }
  | { runs: readonly string[] }
  | { iso: string };

export interface TestSheet {
  name: string;
  /** Rows by their place; null for an empty one. */
  rows: Iterable<readonly TestCell[] | null>;
  hidden?: boolean;
  hiddenRows?: readonly number[];
  merges?: readonly string[];
}

/**
 * Whose manner: Excel shares strings and names every cell; LibreOffice names parts from the root; Google writes strings in the cells; a library
 * leaves the references out and prefixes every name.
 */
export type Manner = 'excel' | 'libreoffice' | 'google' | 'library';

export interface TestWorkbook {
  sheets: readonly TestSheet[];
  manner?: Manner;
  from1904?: boolean;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const FORMATS = ['General', 'yyyy-mm-dd', 'dd/mm/yyyy hh:mm', 'hh:mm:ss', '0%', '[h]:mm:ss', '"day" 0.00', '#,##0.00\\ "m"', '0.00E+00'];

/** Writes a workbook as one of those programs does. */
export async function workbook({ sheets, manner = 'excel', from1904 = false }: TestWorkbook): Promise<Buffer> {
  const strings = new Map<string, number>();
  const p = manner === 'library' ? 'x:' : '';
  const root = (name: string, inner: string, more = ''): string =>
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${p}${name} xmlns${p ? ':x' : ''}="${MAIN}" xmlns:r="${RELATIONS}"${more}>${inner}</${p}${name}>`;
  const zip = new ZipFile();
  const add = (path: string, text: string): void => zip.addBuffer(Buffer.from(text), path);
  const base = manner === 'libreoffice' ? '/xl/' : '';

  add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']], manner === 'libreoffice' ? '/' : ''));
  for (const [at, sheet] of sheets.entries()) {
    zip.addReadStream(
      Readable.from(sheetXml(sheet, { manner, p, strings, root }), { objectMode: true }).map((text: string) => Buffer.from(text)),
      `xl/worksheets/sheet${at + 1}.xml`,
    );
  }
  const list = sheets.map(
    ({ name, hidden }, at) =>
      `<${p}sheet name="${escape(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  );
  add('xl/workbook.xml', root('workbook', `<${p}workbookPr${from1904 ? ' date1904="1"' : ''}/><${p}sheets>${list.join('')}</${p}sheets>`));
  add(
    'xl/_rels/workbook.xml.rels',
    relations(
      [
        ...sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ],
      base,
    ),
  );
  const formats = FORMATS.map((code, at) => `<${p}numFmt numFmtId="${164 + at}" formatCode="${escape(code)}"/>`).join('');
  const styles = FORMATS.map((_, at) => `<${p}xf numFmtId="${at === 0 ? 0 : 164 + at}"/>`).join('');
  add(
    'xl/styles.xml',
    root(
      'styleSheet',
      `<${p}numFmts>${formats}</${p}numFmts><${p}cellStyleXfs><${p}xf numFmtId="14"/></${p}cellStyleXfs><${p}cellXfs>${styles}</${p}cellXfs>`,
    ),
  );
  zip.addReadStream(
    Readable.from(sharedXml(strings, p, root)).map((text: string) => Buffer.from(text)),
    'xl/sharedStrings.xml',
  );
  zip.end();
  return buffer(zip.outputStream as unknown as Readable);
}

interface Writing {
  manner: Manner;
  p: string;
  strings: Map<string, number>;
  root: (name: string, inner: string, more?: string) => string;
}

function* sheetXml({ rows, merges = [], hiddenRows = [] }: TestSheet, writing: Writing): Generator<string> {
  const { manner, p, root } = writing;
  const [head, foot] = root('worksheet', '\0').split('\0') as [string, string];
  yield `${head}<${p}sheetData>`;
  let row = 0;
  for (const cells of rows) {
    row++;
    if (!cells && manner !== 'library') continue;
    const number = manner === 'library' ? '' : ` r="${row}"`;
    const hidden = hiddenRows.includes(row) ? ' hidden="1"' : '';
    let text = `<${p}row${number}${hidden}>`;
    for (const [at, cell] of (cells ?? []).entries())
      text += cellXml(cell, manner === 'library' ? '' : ` r="${letters(at + 1)}${row}"`, writing);
    yield `${text}</${p}row>\n`;
  }
  const merged = merges.map((ref) => `<${p}mergeCell ref="${ref}"/>`).join('');
  yield `</${p}sheetData>${merged ? `<${p}mergeCells>${merged}</${p}mergeCells>` : ''}${foot}`;
}

function cellXml(cell: TestCell, reference: string, { manner, p, strings }: Writing): string {
  const c = (attributes: string, inner: string): string => `<${p}c${reference}${attributes}>${inner}</${p}c>`;
  const v = (value: string | number): string => `<${p}v>${escape(String(value))}</${p}v>`;
  const t = (text: string): string => `<${p}t xml:space="preserve">${escape(text)}</${p}t>`;
  if (cell === null) return reference ? '' : c('', '');
  if (typeof cell === 'boolean') return c(' t="b"', v(cell ? 1 : 0));
  if (typeof cell === 'number') return c('', v(cell));
  if (typeof cell === 'string') {
    if (manner === 'google' || manner === 'library') return c(' t="inlineStr"', `<${p}is>${t(cell)}</${p}is>`);
    const known = strings.get(cell) ?? strings.size;
    strings.set(cell, known);
    return c(' t="s"', v(known));
  }
  if ('error' in cell) return c(' t="e"', v(cell.error));
  if ('iso' in cell) return c(' t="d"', v(cell.iso));
  if ('runs' in cell)
    return c(
      ' t="inlineStr"',
      `<${p}is>${cell.runs.map((run) => `<${p}r><${p}rPr><${p}b/></${p}rPr>${t(run)}</${p}r>`).join('')}<${p}rPh sb="0" eb="1">${t('spoken')}</${p}rPh></${p}is>`,
    );
  if ('formula' in cell)
    return c(typeof cell.gives === 'string' ? ' t="str"' : '', `<${p}f>${escape(cell.formula)}</${p}f>${v(cell.gives)}`);
  return c(` s="${FORMATS.indexOf(cell.format)}"`, v(cell.number));
}

function* sharedXml(strings: ReadonlyMap<string, number>, p: string, root: Writing['root']): Generator<string> {
  const [head, foot] = root('sst', '\0').split('\0') as [string, string];
  yield head;
  for (const text of strings.keys()) yield `<${p}si><${p}t xml:space="preserve">${escape(text)}</${p}t></${p}si>\n`;
  yield foot;
}

const relations = (list: readonly [string, string][], base: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${base}${target}"/>`)
    .join('')}</Relationships>`;

const escape = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '_x000D_')
    .replace(/\p{Cc}/gu, (each) => (/[\t\n]/.test(each) ? each : `_x${each.charCodeAt(0).toString(16).padStart(4, '0')}_`));

function letters(column: number): string {
  let [text, rest] = ['', column];
  for (; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}
