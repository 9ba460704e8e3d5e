export { createAutomation } from './create-automation.ts';
export { enrolRecords } from './enrol-records.ts';
export { automationEntered, automationLeft, automationMoved } from './events.ts';
export { publishAutomation } from './publish-automation.ts';
export { positionsOfRecord } from './queries/positions.ts';
export { runAutomations } from './run-automations.ts';
export { updateAutomation } from './update-automation.ts';
export type { AutomationMap, CreateAutomation } from './schema.ts';
