export { nameOfKind } from './sentences.ts';
export { firstSettings, type Settings, StepForm } from './forms/index.tsx';
export { useNames } from './use-names.ts';
export { RecordAutomations } from './record-automations.tsx';
