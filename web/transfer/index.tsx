export { ExportButton } from './export-button.tsx';
export { ImportButton } from './import-button.tsx';
export { runningImports } from './transfer-data.ts';
export { runningBulk, whichOf } from './bulk/bulk-data.ts';
export { BulkDialog } from './bulk/bulk-dialog.tsx';
export { runningSearches } from './duplicates/duplicates-data.ts';
