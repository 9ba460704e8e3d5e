import { Anchor } from '@mantine/core';
import { IconFlask, IconSchool } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { bands } from '../bands.tsx';
import { t } from '../messages/t.ts';
import { useAccount } from '../session.ts';
import { usePath } from '../url.ts';
import { Band } from './band.tsx';
import classes from './frame.module.css';
import { SandboxClock } from './sandbox-clock.tsx';

/** Whatever is unusual about this account, most serious first. */
export function Bands() {
  const account = useAccount();
  const path = usePath();
  return (
    <div role="region" aria-label={t('app.bands')}>
      {account.kind === 'sandbox' && (
        <Band tone="sea" icon={<IconFlask size={17} />} action={<SandboxClock />}>
          <strong>{t('app.band.sandbox')}</strong> <span className={classes.bandMore}>{t('app.band.sandbox.sentence')}</span>
        </Band>
      )}
      {account.kind !== 'sandbox' && account.mode === 'practising' && (
        <Band
          tone="info"
          icon={<IconSchool size={17} />}
          action={
            <Anchor component={Link} to={path('/settings/going-live')} size="sm">
              {t('app.band.practising.action')}
            </Anchor>
          }
        >
          <strong>{t('app.band.practising')}</strong> <span className={classes.bandMore}>{t('app.band.practising.sentence')}</span>
        </Band>
      )}
      {bands.map((DomainBand, index) => (
        <DomainBand key={index} />
      ))}
    </div>
  );
}
