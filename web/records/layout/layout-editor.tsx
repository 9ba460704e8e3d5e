import { DndContext, type DragEndEvent, type DragOverEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import type { FieldShape, SectionShape, TabShape } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { ObjectType } from '../../app/session.ts';
import { collisionsIn } from './collisions.ts';
import { handleOf, movedTo, placeOf, thingOf } from './layout.ts';
import classes from './layout.module.css';
import { TabBlock } from './tab-block.tsx';
import { useArranging } from './use-arranging.ts';

export interface LayoutActions {
  onEditTab: (tab: TabShape) => void;
  onAddSection: (tab: TabShape) => void;
  onEditSection: (section: SectionShape) => void;
  onAddField: (sectionId: number) => void;
  onEditField: (field: FieldShape) => void;
  onDeleteField: (field: FieldShape) => void;
}

/** An object's tabs, sections and fields as records show them; whatever has a handle can be moved. */
export function LayoutEditor({ object, actions }: { object: ObjectType; actions: LayoutActions }) {
  const arranging = useArranging(object);
  const { layout } = arranging;
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));

  const overPlace = ({ active, over }: DragOverEvent | DragEndEvent) => {
    if (!over || over.id === active.id) return undefined;
    const thing = thingOf(String(active.id));
    const target = thingOf(String(over.id));
    const place = target.kind === thing.kind ? placeOf(layout, target) : { container: target.id, index: 0 };
    return place && { thing, place };
  };
  // Between containers a thing moves as it hovers; within one its like make room, and it moves when it is put down.
  const onDragOver = (event: DragOverEvent): void => {
    const hover = overPlace(event);
    if (hover && placeOf(layout, hover.thing)?.container !== hover.place.container) {
      arranging.show(movedTo(layout, hover.thing, hover.place));
    }
  };
  const onDragEnd = (event: DragEndEvent): void => {
    const thing = thingOf(String(event.active.id));
    const hover = overPlace(event);
    arranging.keep(thing, hover ? movedTo(layout, hover.thing, hover.place) : layout);
  };

  return (
    <>
      <p id="arranging-how" className="visually-hidden">
        {t('structure.said.how')}
      </p>
      <p className="visually-hidden" aria-live="assertive">
        {arranging.said}
      </p>
      <DndContext
        sensors={sensors}
        collisionDetection={collisionsIn(layout)}
        onDragOver={onDragOver}
        onDragEnd={onDragEnd}
        onDragCancel={arranging.giveUp}
        accessibility={{ announcements: SILENT, screenReaderInstructions: { draggable: '' } }}
      >
        <SortableContext items={layout.map(({ id }) => handleOf({ kind: 'tab', id }))} strategy={verticalListSortingStrategy}>
          <ol className={classes.tabs} aria-label={t('structure.tabs')}>
            {layout.map((tab) => (
              <TabBlock key={tab.id} object={object} tab={tab} arranging={arranging} actions={actions} />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
    </>
  );
}

/** What is carried by keyboard announces itself; a pointer is followed with the eyes. */
const SILENT = { onDragStart: () => '', onDragOver: () => '', onDragEnd: () => '', onDragCancel: () => '' };
