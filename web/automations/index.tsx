export { RecordAutomations } from './record-automations.tsx';
