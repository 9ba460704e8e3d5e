export const automationVersions = {
  'event.automation.transferred': 'Taken to another step as a new version of an automation says',
  'event.automation.version_named': 'Version of an automation named',
} as const;
