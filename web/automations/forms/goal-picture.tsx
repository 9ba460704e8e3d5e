import type { GoalSettings } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import classes from './forms.module.css';

const PATH = 90;
const OTHER = 210;
const ROWS = [22, 62, 102] as const;

/** A small map beside the words: who is carried to the goal, and whether places elsewhere are left. */
export function GoalPicture({ goal: { who, how, leaves, arrival } }: { goal: Pick<GoalSettings, 'who' | 'how' | 'leaves' | 'arrival'> }) {
  const isCarried = { above: true, other: who !== 'above', outside: who === 'anyone' };
  const isLeft = { above: how === 'move', other: how === 'move' && isCarried.other && leaves === 'everywhere' };
  return (
    <svg viewBox="0 0 330 178" className={classes.picture} role="img" aria-label={t(`steps.goal.picture.${who}`)}>
      <g stroke="var(--qs-rule)" strokeWidth={1.5} fill="none">
        <path d={`M${PATH} 30 V 130 M${PATH} 42 H ${OTHER} V 110`} />
        <path d={`M${PATH} 152 V 172`} />
      </g>
      {ROWS.slice(0, 2).map((y) => (
        <Box key={y} x={PATH} y={y} />
      ))}
      <Box x={OTHER} y={ROWS[1]} />
      <Box x={OTHER} y={ROWS[2]} />
      <rect x={PATH - 42} y={126} width={84} height={28} rx={6} fill="var(--qs-wash)" stroke="var(--qs-accent)" strokeWidth={1.5} />
      <text x={PATH} y={144} textAnchor="middle" fontSize={12} fontWeight={600} fill="var(--qs-accent)">
        {t('steps.kind.goal')}
      </text>
      <Person x={PATH - 26} y={ROWS[1]} isCarried={isCarried.above} isLeft={isLeft.above} />
      <Person x={OTHER + 22} y={ROWS[2]} isCarried={isCarried.other} isLeft={isLeft.other} />
      <Person x={300} y={28} isCarried={isCarried.outside} isLeft={isCarried.outside} />
      <Way d={`M${PATH - 34} 66 C ${PATH - 76} 84, ${PATH - 76} 118, ${PATH - 48} 136`} isShown={isCarried.above} />
      <Way d={`M${OTHER + 14} 110 C ${OTHER - 10} 140, ${OTHER - 40} 142, ${PATH + 50} 140`} isShown={isCarried.other} />
      <Way d={`M296 36 C 300 170, ${OTHER} 158, ${PATH + 50} 148`} isShown={isCarried.outside} />
      <text x={PATH + 50} y={170} fontSize={11} fill="var(--qs-muted)">
        {t(`steps.goal.picture.arrival.${arrival}`)}
      </text>
    </svg>
  );
}

const Box = ({ x, y }: { x: number; y: number }) => (
  <rect x={x - 42} y={y - 11} width={84} height={22} rx={6} fill="var(--qs-raised)" stroke="var(--qs-rule)" strokeWidth={1.5} />
);

/** Filled where they can reach the goal, hollow where they leave their place for it, faint where they cannot. */
function Person({ x, y, isCarried, isLeft }: { x: number; y: number; isCarried: boolean; isLeft: boolean }) {
  return (
    <circle
      cx={x}
      cy={y}
      r={5}
      fill={isCarried && !isLeft ? 'var(--qs-accent)' : 'var(--qs-raised)'}
      stroke={isCarried ? 'var(--qs-accent)' : 'var(--qs-faint)'}
      strokeWidth={1.5}
    />
  );
}

const Way = ({ d, isShown }: { d: string; isShown: boolean }) =>
  isShown ? <path d={d} fill="none" stroke="var(--qs-accent)" strokeWidth={1.5} strokeDasharray="4 3" /> : null;
