/** What happened on a map: numbers, people, one person's way, splits, projections. */
export const automationSeeing = {
  'event.automation.reached': 'Reached a goal of an automation',
  'event.automation.moved_by_hand': 'Moved by hand on an automation',
  'event.automation.winner_chosen': 'Winner of a split chosen',
  'event.automation.split_opened': 'Split opened again',
  'event.automation.set_aside': 'People set aside on an automation',
} as const;
