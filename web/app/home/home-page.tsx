import { useQuery } from '@tanstack/react-query';
import { later } from '../later.tsx';
import { t } from '../messages/t.ts';
import { useAccount, useAccountId, useMe } from '../session.ts';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { FirstSteps } from './first-steps.tsx';
import { progressQuery } from './home-data.ts';
import classes from './home.module.css';
import { NeedsMe } from './needs-me.tsx';
import { SampleBusiness } from './sample-business.tsx';
import { WhatChanged } from './what-changed.tsx';
import { WhatRuns } from './what-runs.tsx';

const BackupsLine = later(async () => (await import('../../accounts/backups.tsx')).BackupsLine);

/** What needs me today, what runs and what changed; for a new account the five steps before all that. */
export default function HomePage() {
  const account = useAccount();
  const me = useMe();
  const { data: progress } = useQuery(progressQuery(useAccountId()));
  const [firstName] = account.user.name.split(' ');
  return (
    <>
      <PageHeader title={t('home.title', { name: firstName ?? account.user.name })} meta={account.name} />
      {!progress && <Loading />}
      {progress && (
        <div className={classes.home}>
          <div className={classes.main}>
            <FirstSteps progress={progress} />
            <NeedsMe />
          </div>
          <div className={classes.side}>
            {progress.contacts > 0 && <WhatChanged />}
            <WhatRuns />
            <SampleBusiness />
            {me?.identity.isOperator && <BackupsLine />}
          </div>
        </div>
      )}
    </>
  );
}
