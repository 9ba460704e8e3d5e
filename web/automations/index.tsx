export { BulkEnrol } from './bulk-enrol.tsx';
export { RecordAutomations } from './record-automations.tsx';
