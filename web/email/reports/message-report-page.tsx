import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../../app/api.ts';
import { NotFoundScreen } from '../../app/frame/screen-problem.tsx';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { useParam } from '../../app/url.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { messageQuery } from '../email-data.ts';
import { ReportView } from './report-view.tsx';

/** What became of all letters of a message, whether a broadcast, a map or a person sent them. */
export default function MessageReportPage() {
  const id = Number(useParam('id'));
  const { data, error, refetch } = useQuery(messageQuery(useAccountId(), id));
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundScreen />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <PageHeader
        title={t('report.title')}
        within={[
          { label: t('email.messages'), path: '/messages' },
          { label: data.message.name, path: `/messages/${id}` },
        ]}
        meta={t('report.of.message')}
      />
      <PageBody wide>
        <ReportView scope={{ message: id }} interval={false} />
      </PageBody>
    </>
  );
}
