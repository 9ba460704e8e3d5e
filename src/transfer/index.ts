export { importFinished } from './events.ts';
export { importFile, type FileImport, type FileImported } from './import-file.ts';
export { csvLine } from './rules/csv.ts';
export { analyzeGrownTables } from './queries/imports.ts';
