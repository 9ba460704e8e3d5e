import { ActionIcon, Button, Group, Menu, Table, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots } from '@tabler/icons-react';
import type { FieldShape, SectionShape } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import type { ObjectType } from '../app/session.ts';
import { ActionsHead } from '../ui/actions-head.tsx';
import { Section } from '../ui/page-header.tsx';
import type { Layout } from './data.ts';

interface FieldsSectionProps {
  object: ObjectType;
  section: SectionShape;
  onArrange: (layout: Layout) => void;
  onAddField: () => void;
  onEditField: (field: FieldShape) => void;
  onDeleteField: (field: FieldShape) => void;
  onEditSection: () => void;
}

/** One section of an object's fields, in the order in which records show them. */
export function FieldsSection(props: FieldsSectionProps) {
  const { object, section } = props;
  const fields = object.fields.filter(({ sectionId }) => sectionId === section.id);
  const place = object.sections.findIndex(({ id }) => id === section.id);
  return (
    <Section
      title={section.name}
      actions={
        <Group gap={4}>
          <ActionIcon
            aria-label={t('records.section.up', { section: section.name })}
            disabled={place === 0}
            onClick={() => props.onArrange(swapped(layoutOf(object), place, place - 1))}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            aria-label={t('records.section.down', { section: section.name })}
            disabled={place === object.sections.length - 1}
            onClick={() => props.onArrange(swapped(layoutOf(object), place, place + 1))}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <Button variant="subtle" size="compact-sm" onClick={props.onEditSection}>
            {t('records.section.edit')}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={props.onAddField}>
            {t('records.field.add')}
          </Button>
        </Group>
      }
    >
      {fields.length === 0 && <Text c="dimmed">{t('records.section.empty')}</Text>}
      {fields.length > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('records.field')}</Table.Th>
                <Table.Th>{t('records.field.type')}</Table.Th>
                <Table.Th>{t('records.field.properties')}</Table.Th>
                <ActionsHead />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {fields.map((field, index) => (
                <Table.Tr key={field.id}>
                  <Table.Td fw={540}>{field.label}</Table.Td>
                  <Table.Td>{t(`records.type.${field.type}`)}</Table.Td>
                  <Table.Td>{propertiesOf(field)}</Table.Td>
                  <Table.Td>
                    <FieldMenu {...props} field={field} isFirst={index === 0} isLast={index === fields.length - 1} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}

interface FieldMenuProps extends FieldsSectionProps {
  field: FieldShape;
  isFirst: boolean;
  isLast: boolean;
}

function FieldMenu({ object, section, field, isFirst, isLast, ...on }: FieldMenuProps) {
  const move = (by: number): void => on.onArrange(withFieldMoved(layoutOf(object), section.id, field.id, by));
  const others = object.sections.filter(({ id }) => id !== section.id);
  return (
    <Group gap={2} justify="flex-end" wrap="nowrap">
      <Button variant="subtle" size="compact-sm" onClick={() => on.onEditField(field)}>
        {t('records.field.change')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('records.field.more', { field: field.label })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={isFirst} onClick={() => move(-1)}>
            {t('records.field.up')}
          </Menu.Item>
          <Menu.Item disabled={isLast} onClick={() => move(1)}>
            {t('records.field.down')}
          </Menu.Item>
          {others.map((other) => (
            <Menu.Item key={other.id} onClick={() => on.onArrange(withFieldIn(layoutOf(object), field.id, other.id))}>
              {t('records.field.moveTo', { section: other.name })}
            </Menu.Item>
          ))}
          {field.columnName === null && (
            <>
              <Menu.Divider />
              <Menu.Item color="bad" onClick={() => on.onDeleteField(field)}>
                {t('records.field.delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function propertiesOf(field: FieldShape): string {
  return [
    field.isRequired && t('records.field.required'),
    field.isUnique && t('records.field.unique'),
    field.sortable && t('records.field.sortable'),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Sections and fields in the order in which they stand now. */
export function layoutOf(object: ObjectType): Layout {
  return object.sections.map(({ id }) => ({
    id,
    fields: object.fields.filter(({ sectionId }) => sectionId === id).map((field) => field.id),
  }));
}

function swapped<Item>(items: readonly Item[], one: number, other: number): Item[] {
  const next = [...items];
  [next[one], next[other]] = [next[other]!, next[one]!];
  return next;
}

function withFieldMoved(layout: Layout, sectionId: number, fieldId: number, by: number): Layout {
  return layout.map((section) => {
    const place = section.fields.indexOf(fieldId);
    return section.id === sectionId ? { ...section, fields: swapped(section.fields, place, place + by) } : section;
  });
}

function withFieldIn(layout: Layout, fieldId: number, sectionId: number): Layout {
  return layout.map((section) => {
    const without = section.fields.filter((id) => id !== fieldId);
    return { ...section, fields: section.id === sectionId ? [...without, fieldId] : without };
  });
}
