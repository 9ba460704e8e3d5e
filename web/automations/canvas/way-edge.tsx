import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { IconPlus } from '@tabler/icons-react';
import { memo } from 'react';
import { language, t } from '../../app/messages/t.ts';
import { useActs, type WayEdge } from './elements.ts';
import type { Point } from './layout.ts';
import classes from './canvas.module.css';

const ROUND = 9;
const THICKEST = 9;

/** A line of the map, with the name of its way and a plus where something can be put in between. */
export const WayView = memo(function WayView({ data }: EdgeProps<WayEdge>) {
  const acts = useActs();
  if (!data) return null;
  const { way, label, extra, weight, isFaded, isEditable } = data;
  const said = label !== '' && way.label;
  const extraAt = way.label ? { x: way.label.x, y: way.label.y + (said ? 21 : 0) } : extraPlace(way.points);
  return (
    <>
      <path
        d={pathOf(way.points)}
        className={classes.way}
        data-faded={isFaded || undefined}
        data-flow={weight !== undefined || undefined}
        style={weight === undefined ? undefined : { strokeWidth: 1.5 + weight * (THICKEST - 1.5) }}
      />
      <EdgeLabelRenderer>
        {said && (
          <span
            className={classes.wayLabel}
            style={at(way.label!)}
            dir={language.direction}
            title={label}
            data-faded={isFaded || undefined}
          >
            {label}
          </span>
        )}
        {extra !== undefined && extra !== null && (
          <span className={classes.wayExtra} style={at(extraAt)} dir={language.direction} data-faded={isFaded || undefined}>
            {extra}
          </span>
        )}
        {isEditable && way.plus && (
          <button
            type="button"
            tabIndex={-1}
            className={`${classes.plus} nopan`}
            style={at(way.plus)}
            data-place={JSON.stringify(way.place)}
            aria-label={t('automations.next.between')}
            title={t('automations.next.between')}
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              acts.ask(way.place, { x: box.left, y: box.bottom + 4 });
            }}
          >
            <IconPlus size={12} stroke={2.2} aria-hidden />
          </button>
        )}
      </EdgeLabelRenderer>
    </>
  );
});

const at = ({ x, y }: Point): { transform: string } => ({ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` });

/** Beside a line that has no name: below what hangs at the foot of the element it comes from, where there is room. */
function extraPlace([first, second]: readonly Point[]): Point {
  const length = (second?.y ?? first!.y) - first!.y;
  return { x: first!.x, y: first!.y + Math.min(44, Math.max(length - 10, length / 2)) };
}

/** Straight lines with rounded corners. */
function pathOf(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (!first) return '';
  return others.reduce((path, corner, index) => {
    const after = others[index + 1];
    const before = points[index]!;
    if (!after || isStraight(before, corner, after)) return `${path} L ${corner.x} ${corner.y}`;
    const from = towards(corner, before);
    const to = towards(corner, after);
    return `${path} L ${from.x} ${from.y} Q ${corner.x} ${corner.y} ${to.x} ${to.y}`;
  }, `M ${first.x} ${first.y}`);
}

const isStraight = (one: Point, two: Point, three: Point): boolean =>
  (one.x === two.x && two.x === three.x) || (one.y === two.y && two.y === three.y);

/** The point so far from a corner on the way to another that the corner is round. */
function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y) || 1;
  const share = Math.min(ROUND, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}
