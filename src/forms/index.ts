export { createForm } from './create-form.ts';
export { formSubmitted } from './events.ts';
export { publishForm } from './publish-form.ts';
