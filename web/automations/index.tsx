export { nameOfKind } from './sentences.ts';
export { firstSettings, type Settings, StepForm } from './step-forms.tsx';
export { useNames } from './use-names.ts';
export { RecordAutomations } from './record-automations.tsx';
