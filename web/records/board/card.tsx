import type { FieldShape } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccount } from '../../app/session.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { ListedRecord } from '../data.ts';
import { FieldValue } from '../field-value.tsx';
import { bandOf } from './bands.ts';
import type { BoardOf } from './board-data.ts';
import classes from './board.module.css';

/** What a card shows: the name, the fields chosen, when something last happened, and a colour at its edge. */
export function CardFace({ board, card }: { board: BoardOf; card: ListedRecord }) {
  const { object, settings } = board;
  const color = useColor(board, card);
  const fields = settings.fields.flatMap((id) => object.fields.find((field) => field.id === id) ?? []);
  return (
    <div
      className={classes.face}
      style={color ? { borderInlineStartColor: color } : undefined}
      data-colored={color !== undefined || undefined}
    >
      <div className={classes.title}>{card.name || t('records.unnamed')}</div>
      {fields.map((field) => (
        <CardField key={field.id} field={field} card={card} />
      ))}
      <div className={classes.text}>
        {settings.colorBy === 'activity' ? (
          card.lastActivityAt ? (
            <>
              {t('records.activity')} <RelativeTime time={card.lastActivityAt} />
            </>
          ) : (
            t('records.activity.never')
          )
        ) : (
          <>
            {t('records.updated')} <RelativeTime time={card.updatedAt} />
          </>
        )}
      </div>
    </div>
  );
}

function CardField({ field, card }: { field: FieldShape; card: ListedRecord }) {
  const value = card.values[String(field.id)];
  if (value === undefined || value === null) return null;
  return (
    <div className={classes.text}>
      {field.type === 'check' && `${field.label} `}
      <FieldValue field={field} value={value} parentName={card.parentName} isPlain />
    </div>
  );
}

/** A colour never says something alone: what it stands for is on the card, or in the settings of the board. */
function useColor({ object, settings }: BoardOf, card: ListedRecord): string | undefined {
  const { clockOffsetMs } = useAccount();
  const { colorBy } = settings;
  if (colorBy === undefined) return undefined;
  if (colorBy === 'activity') {
    const now = new Date(Date.now() + clockOffsetMs);
    return `var(--qs-option-${bandOf(card, now, settings.bands).color})`;
  }
  const field = object.fields.find(({ id }) => id === colorBy);
  const value = card.values[String(colorBy)];
  if (field?.type === 'color') return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : undefined;
  const option = field?.options.find(({ id }) => id === value);
  return option && `var(--qs-option-${option.color ?? 'gray'})`;
}
