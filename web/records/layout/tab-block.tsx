import { Button, Group } from '@mantine/core';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { t } from '../../app/messages/t.ts';
import type { ObjectType } from '../../app/session.ts';
import type { TabLayout } from '../data.ts';
import { FieldLine } from './field-line.tsx';
import { handleOf } from './layout.ts';
import type { LayoutActions } from './layout-editor.tsx';
import classes from './layout.module.css';
import { Sortable } from './sortable.tsx';
import type { Arranging } from './use-arranging.ts';

interface BlockProps {
  object: ObjectType;
  arranging: Arranging;
  actions: LayoutActions;
}

/** A tab with its sections. */
export function TabBlock({ tab, ...props }: BlockProps & { tab: TabLayout }) {
  const { object, arranging, actions } = props;
  const shape = object.tabs.find(({ id }) => id === tab.id);
  if (!shape) return null;
  return (
    <Sortable thing={{ kind: 'tab', id: tab.id }} arranging={arranging} className={classes.tab} label={shape.name}>
      {(handle) => (
        <>
          <header className={classes.tabHead}>
            {handle}
            <h2>{shape.name}</h2>
            <Group gap={4} className={classes.actions}>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => actions.onEditTab(shape)}
                aria-label={t('structure.tab.edit.of', { tab: shape.name })}
              >
                {t('structure.tab.edit')}
              </Button>
              <Button variant="subtle" size="compact-sm" onClick={() => actions.onAddSection(shape)}>
                {t('records.section.add')}
              </Button>
            </Group>
          </header>
          <SortableContext items={tab.sections.map(({ id }) => handleOf({ kind: 'section', id }))} strategy={verticalListSortingStrategy}>
            <ol className={classes.sections} aria-label={t('structure.sections.of', { tab: shape.name })}>
              {tab.sections.map((section) => (
                <SectionBlock key={section.id} section={section} {...props} />
              ))}
            </ol>
          </SortableContext>
          {tab.sections.length === 0 && <p className={classes.empty}>{t('structure.tab.empty')}</p>}
        </>
      )}
    </Sortable>
  );
}

/** A section with its fields. */
function SectionBlock({ section, ...props }: BlockProps & { section: TabLayout['sections'][number] }) {
  const { object, arranging, actions } = props;
  const shape = object.sections.find(({ id }) => id === section.id);
  if (!shape) return null;
  return (
    <Sortable thing={{ kind: 'section', id: section.id }} arranging={arranging} className={classes.section} label={shape.name}>
      {(handle) => (
        <>
          <header className={classes.sectionHead}>
            {handle}
            <h3>{shape.name}</h3>
            <Group gap={4} className={classes.actions}>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => actions.onEditSection(shape)}
                aria-label={t('structure.section.edit.of', { section: shape.name })}
              >
                {t('records.section.edit')}
              </Button>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => actions.onAddField(section.id)}
                aria-label={t('structure.field.add.to', { section: shape.name })}
              >
                {t('records.field.add')}
              </Button>
            </Group>
          </header>
          <SortableContext items={section.fields.map((id) => handleOf({ kind: 'field', id }))} strategy={verticalListSortingStrategy}>
            <ol className={classes.fields} aria-label={t('structure.fields.of', { section: shape.name })}>
              {section.fields.map((id) => (
                <FieldLine key={id} fieldId={id} {...props} />
              ))}
            </ol>
          </SortableContext>
          {section.fields.length === 0 && <p className={classes.empty}>{t('structure.section.empty')}</p>}
        </>
      )}
    </Sortable>
  );
}
