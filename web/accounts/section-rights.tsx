import { Anchor, NativeSelect, Popover, Stack, Text } from '@mantine/core';
import type { Rights } from '../../src/accounts/schema.ts';
import { t } from '../app/messages/t.ts';
import { useObjects } from '../app/session.ts';

type ObjectRights = Rights['otherObjects'];

interface SectionRightsProps {
  objectId: number;
  rights: ObjectRights;
  onChange: (rights: ObjectRights) => void;
}

const REACHES = ['edit', 'view', 'hidden'] as const;

/** Which of an object's sections of fields are hidden, or may only be seen. */
export function SectionRights({ objectId, rights, onChange }: SectionRightsProps) {
  const sections = useObjects().find(({ id }) => id === objectId)?.sections ?? [];
  const differing = Object.values(rights.sections).filter((reach) => reach !== 'edit').length;
  if (sections.length === 0) return null;
  return (
    <Popover position="bottom-start" width={300}>
      <Popover.Target>
        <Anchor component="button" type="button" size="sm" display="block">
          {t('accounts.roles.sections', { count: differing })}
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t('accounts.roles.sections.sentence')}
          </Text>
          {sections.map((section) => (
            <NativeSelect
              key={section.id}
              size="xs"
              label={section.name}
              value={rights.sections[String(section.id)] ?? 'edit'}
              data={REACHES.map((reach) => ({ value: reach, label: t(`accounts.sectionRight.${reach}`) }))}
              onChange={(event) =>
                onChange({ ...rights, sections: { ...rights.sections, [String(section.id)]: event.currentTarget.value as 'edit' } })
              }
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
