import {
  IconBolt,
  IconChecklist,
  IconCircleHalf2,
  IconClockHour4,
  IconFlag3,
  IconMail,
  IconPencil,
  IconTag,
  IconTagOff,
  IconUserShare,
} from '@tabler/icons-react';

const ICONS: Readonly<Record<string, typeof IconBolt>> = {
  'email.send': IconMail,
  wait: IconClockHour4,
  condition: IconCircleHalf2,
  'field.change': IconPencil,
  'tag.add': IconTag,
  'tag.remove': IconTagOff,
  'task.create': IconChecklist,
  'task.assign': IconChecklist,
  'owner.change': IconUserShare,
  end: IconFlag3,
};

/** The mark of a kind of step; always beside its words. */
export function StepIcon({ kind }: { kind: string }) {
  const Icon = ICONS[kind] ?? IconBolt;
  return <Icon size={17} stroke={1.6} aria-hidden />;
}
