import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { FieldShape } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { ObjectType } from '../../app/session.ts';
import type { LayoutActions } from './layout-editor.tsx';
import classes from './layout.module.css';
import { Sortable } from './sortable.tsx';
import type { Arranging } from './use-arranging.ts';

/** Fields below this belong to every account. */
const FIRST_OWN_FIELD = 1000;

interface FieldLineProps {
  object: ObjectType;
  fieldId: number;
  arranging: Arranging;
  actions: LayoutActions;
}

/** A field: what it is called, what it is, what is special about it. */
export function FieldLine({ object, fieldId, arranging, actions }: FieldLineProps) {
  const field = object.fields.find(({ id }) => id === fieldId);
  if (!field) return null;
  return (
    <Sortable thing={{ kind: 'field', id: fieldId }} arranging={arranging} className={classes.field}>
      {(handle) => (
        <>
          {handle}
          <span className={classes.label}>{field.label}</span>
          <span className={classes.type}>{t(`records.type.${field.type}`)}</span>
          <span className={classes.marks}>{marksOf(field)}</span>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => actions.onEditField(field)}
            aria-label={t('records.field.edit', { field: field.label })}
          >
            {t('records.field.change')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('records.field.more', { field: field.label })} disabled={fieldId < FIRST_OWN_FIELD}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item color="bad" onClick={() => actions.onDeleteField(field)}>
                {t('records.field.delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    </Sortable>
  );
}

const marksOf = (field: FieldShape): string =>
  [
    field.isRequired && t('records.field.required'),
    field.isUnique && t(field.type === 'parent' ? 'structure.unique.parent' : 'records.field.unique'),
    field.sortable && t('records.field.sortable'),
  ]
    .filter(Boolean)
    .join(', ');
