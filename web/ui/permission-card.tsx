import { IconCircleCheck, IconCircleX, IconClockPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../app/messages/t.ts';
import classes from './permission-card.module.css';
import { RelativeTime } from './relative-time.tsx';

export interface ChannelPermission {
  /** "E-mail", "Text message". */
  channel: string;
  /** The address or number it goes to. */
  address: string | null;
  state: 'yes' | 'no' | 'pending';
  /** One sentence: since when and by what, or why not. */
  reason: string;
  since: string | null;
  action?: ReactNode;
}

const icons = { yes: IconCircleCheck, no: IconCircleX, pending: IconClockPause } as const;

/** May I write to this person, on which channel, since when, and why not. */
export function PermissionCard({ channels, more }: { channels: readonly ChannelPermission[]; more?: ReactNode }) {
  return (
    <section className={classes.card} aria-label={t('ui.permission')}>
      <h2 className={classes.title}>{t('ui.permission')}</h2>
      <ul className={classes.list}>
        {channels.map((channel) => {
          const Icon = icons[channel.state];
          return (
            <li key={channel.channel} className={classes.channel} data-state={channel.state}>
              <Icon size={20} aria-hidden="true" />
              <div>
                <p className={classes.answer}>{t(`ui.permission.${channel.state}`, { channel: channel.channel })}</p>
                {channel.address && <p className={classes.address}>{channel.address}</p>}
                <p className={classes.reason}>
                  {channel.reason} {channel.since && <RelativeTime time={channel.since} />}
                </p>
                {channel.action}
              </div>
            </li>
          );
        })}
      </ul>
      {more && <div className={classes.more}>{more}</div>}
    </section>
  );
}
