import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccount } from '../app/session.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { bandOf } from './board/bands.ts';
import type { FullRecord } from './data.ts';
import page from './record.module.css';

/** How long ago a person last did something, with the colour cards have for it. */
export function RecordActivity({ object, record }: { object: ObjectType; record: FullRecord }) {
  const { clockOffsetMs } = useAccount();
  if (!object.person) return null;
  const band = bandOf(record, new Date(Date.now() + clockOffsetMs));
  return (
    <span className={page.activity}>
      <span className={page.activityMark} style={{ background: `var(--qs-option-${record.lastActivityAt ? band.color : 'gray'})` }} />
      {record.lastActivityAt ? (
        <>
          {t('records.activity')} <RelativeTime time={record.lastActivityAt} />
        </>
      ) : (
        t('records.activity.never')
      )}
    </span>
  );
}
