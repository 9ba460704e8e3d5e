import { t } from '../app/messages/t.ts';

const GROUPS = {
  send: ['email.send', 'sms.send', 'user.notify', 'webhook.send', 'webhook.tell'],
  time: ['wait', 'condition', 'split', 'fork', 'goal', 'goto', 'end'],
  record: ['field.change', 'tag.add', 'tag.remove', 'score.add', 'record.create', 'record.relate', 'record.unrelate'],
  people: ['task.create', 'task.assign', 'owner.change', 'lead.route', 'conversation.assign', 'conversation.close', 'conversation.move'],
  maps: ['automation.enter', 'automation.leave', 'automation.hold', 'automation.resume'],
} as const;

export interface GroupOfKinds<Kind> {
  id: string;
  label: string;
  kinds: Kind[];
}

/** Kinds of step as "What happens next?" offers them; those that have no place of their own come last. Nothing is offered that the server lacks. */
export function groupsOfKinds<Kind extends { kind: string }>(offered: readonly Kind[]): GroupOfKinds<Kind>[] {
  const placed = new Set<string>(Object.values(GROUPS).flat());
  const groups = Object.entries(GROUPS).map(([id, kinds]) => ({
    id,
    label: t(`steps.group.${id as keyof typeof GROUPS}`),
    kinds: kinds.flatMap((kind) => offered.filter((one) => one.kind === kind)),
  }));
  const others = { id: 'others', label: t('steps.group.others'), kinds: offered.filter(({ kind }) => !placed.has(kind)) };
  return [...groups, others].filter(({ kinds }) => kinds.length > 0);
}
