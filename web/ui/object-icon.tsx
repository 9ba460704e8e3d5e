import {
  IconAddressBook,
  IconBox,
  IconBriefcase,
  IconBuilding,
  IconBuildingStore,
  IconCalendarEvent,
  IconCar,
  IconCoins,
  IconFileText,
  IconHeart,
  IconHome2,
  IconKey,
  IconMap2,
  IconPaw,
  IconSailboat,
  IconSchool,
  IconStar,
  IconTarget,
  IconTicket,
  IconTool,
  IconTruck,
  IconUsers,
} from '@tabler/icons-react';

/** The icons an object type may have, by the name kept with it. */
export const objectIcons = {
  contact: IconAddressBook,
  company: IconBuilding,
  deal: IconCoins,
  box: IconBox,
  briefcase: IconBriefcase,
  building: IconBuilding,
  store: IconBuildingStore,
  calendar: IconCalendarEvent,
  car: IconCar,
  coins: IconCoins,
  file: IconFileText,
  heart: IconHeart,
  home: IconHome2,
  key: IconKey,
  map: IconMap2,
  paw: IconPaw,
  boat: IconSailboat,
  school: IconSchool,
  star: IconStar,
  target: IconTarget,
  ticket: IconTicket,
  tool: IconTool,
  truck: IconTruck,
  users: IconUsers,
} as const;

export function ObjectIcon({ name, size = 19 }: { name: string; size?: number }) {
  const Icon = objectIcons[name as keyof typeof objectIcons] ?? IconBox;
  return <Icon size={size} aria-hidden="true" />;
}
