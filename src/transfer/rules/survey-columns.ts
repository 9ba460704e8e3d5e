import { NEW_OPTIONS_LIMIT, type ColumnSurvey } from '../schema.ts';
import type { CsvRecord } from './csv.ts';
import { noteDate } from './written-as.ts';

/** Looks at rows as they pass by, and tells what their columns hold. */
export interface Survey {
  take(records: readonly CsvRecord[]): void;
  columns(): ColumnSurvey[];
}

const LONGEST_OPTION = 100;

export function surveyColumns(width: number): Survey {
  const columns = Array.from({ length: width }, () => ({
    filled: 0,
    values: new Set<string>(),
    parts: new Set<string>(),
    dates: { day: 0, month: 0, either: 0 },
  }));
  const note = (column: (typeof columns)[number], cell: string): void => {
    column.filled++;
    if (column.values.size <= NEW_OPTIONS_LIMIT) column.values.add(cell.slice(0, LONGEST_OPTION + 1));
    if (column.parts.size <= NEW_OPTIONS_LIMIT) for (const part of listed(cell)) column.parts.add(part.slice(0, LONGEST_OPTION + 1));
    noteDate(column.dates, cell);
  };
  return {
    take(records) {
      for (const { cells, problem } of records) {
        if (problem) continue;
        for (let at = 0; at < width; at++) {
          const cell = cells[at]?.trim();
          if (cell) note(columns[at]!, cell);
        }
      }
    },
    columns: () => columns.map(({ filled, values, parts, dates }) => ({ filled, values: [...values], parts: [...parts], dates })),
  };
}

const SEPARATORS = ['*/*', ';', '|', '\n', ','];

/** The values in a cell of a list. */
function listed(cell: string): string[] {
  const separator = SEPARATORS.find((candidate) => cell.includes(candidate));
  if (separator === undefined) return [cell];
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
