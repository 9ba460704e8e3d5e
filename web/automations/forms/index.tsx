export { CriteriaInput, keptCriteria } from './criteria-input.tsx';
export { SettingsForm } from './settings-form.tsx';
export { firstSettings, type Settings, StepForm, type StepFormProps } from './step-form.tsx';
export { type DraftTrigger, TriggerForm } from './trigger-form.tsx';
