import { useQuery } from '@tanstack/react-query';
import type { ImportView } from '../../src/transfer/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useObjects } from '../app/session.ts';
import { useParam } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageBody, PageHeader } from '../ui/page-header.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { DraftImport } from './draft-import.tsx';
import { ImportRun } from './import-run.tsx';
import { importQuery, STATUS_STATES } from './transfer-data.ts';

/** One import: a draft to be mapped and started, or what became of it. */
export default function ImportPage() {
  const { data: imported, error, refetch } = useQuery(importQuery(useAccountId(), useParam('id')));
  const object = useObjects().find(({ id }) => id === imported?.objectId);
  return (
    <>
      <PageHeader
        title={imported ? imported.fileName : t('transfer.one')}
        within={[
          ...(object ? [{ label: object.plural, path: `/records/${object.key}` }] : []),
          { label: t('transfer.imports'), path: '/imports' },
        ]}
        meta={imported && <Meta imported={imported} />}
      />
      <PageBody>
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {(!imported || !object) && !error && <Loading />}
        {imported && object && <Content imported={imported} object={object} />}
      </PageBody>
    </>
  );
}

function Content({ imported, object }: { imported: ImportView; object: ObjectType }) {
  if (imported.status !== 'draft') return <ImportRun imported={imported} object={object} />;
  return <DraftImport key={JSON.stringify([imported.id, imported.objectId, imported.reading])} imported={imported} object={object} />;
}

function Meta({ imported }: { imported: ImportView }) {
  return (
    <>
      <StatusBadge state={STATUS_STATES[imported.status]} open={imported.status === 'draft'}>
        {t(`transfer.status.${imported.status}`)}
      </StatusBadge>{' '}
      {t('transfer.rows', { count: imported.rowCount })}
    </>
  );
}
