const WRAPPED = '*/*';

/** The tags in a cell in any form programs export them: `*\/*a*\/*b*\/*`, quoted (`"a","b"`), or separated by `;`, `|`, `,` or line breaks. */
export function tagsIn(cell: string): string[] {
  return [
    ...new Set(
      split(cell.trim())
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ];
}

function split(cell: string): string[] {
  if (cell.includes(WRAPPED)) return cell.split(WRAPPED);
  if (cell.includes(' ::: ') || cell.startsWith('* ')) return cell.split(' ::: ').map((name) => name.replace(/^\* /, ''));
  if (cell.startsWith('"'))
    return [...cell.matchAll(/"((?:[^"\\]|\\.|"")*)"|([^",;|]+)/g)].map(([, quoted, plain]) =>
      (quoted ?? plain ?? '').replaceAll(/""|\\"/g, '"'),
    );
  return cell.split(/[;,|\n]/);
}
