export { copyForm } from './copy-form.ts';
export { createForm } from './create-form.ts';
export { formSubmitted } from './events.ts';
export { publishForm } from './publish-form.ts';
export { formNames } from './queries/forms.ts';
export { allForms, peopleOfForms, type FormRow } from './queries/forms.ts';
