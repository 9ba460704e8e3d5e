import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type LetterTemplate, TEMPLATE_KINDS } from '../../../src/documents/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useGo } from '../../app/url.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showProblem } from '../../ui/notice.ts';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import classes from './templates.module.css';
import { Thumbnail } from './thumbnail.tsx';

/** Letters to begin with, each as it looks in the account's own brand. */
export default function GalleryPage() {
  const api = useApi();
  const go = useGo();
  const refresh = useRefresh();
  const [isBusy, setBusy] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: [useAccountId(), 'letter-templates'],
    queryFn: async ({ signal }) => (await api.get('/api/letter-templates', undefined, signal)).templates,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const use = async ({ name, purpose, subject, preheader, body }: LetterTemplate): Promise<void> => {
    setBusy(true);
    try {
      const { message } = await api.post('/api/messages', { objectId: 0, name, purpose, subject, preheader, body });
      void refresh('messages');
      go(`/messages/${message.id}`);
    } catch (failure) {
      showProblem(failure as Error);
      setBusy(false);
    }
  };
  return (
    <>
      <PageHeader title={t('compose.gallery')} within={[{ label: t('email.messages'), path: '/messages' }]} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <PageBody wide>
          <p className={classes.intro}>{t('compose.gallery.sentence')}</p>
          {TEMPLATE_KINDS.map((kind) => {
            const those = data.filter((template) => template.kind === kind);
            if (those.length === 0) return null;
            return (
              <section key={kind} aria-labelledby={`kind-${kind}`}>
                <h2 id={`kind-${kind}`} className={classes.kind}>
                  {t(`compose.gallery.kind.${kind}`)}
                </h2>
                <ul className={classes.cards}>
                  {those.map((template) => (
                    <li key={template.key} className={classes.card}>
                      <Thumbnail template={template} />
                      <h3>
                        <button type="button" disabled={isBusy} onClick={() => void use(template)}>
                          {template.name}
                        </button>
                      </h3>
                      <p>{template.job}</p>
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </PageBody>
      )}
    </>
  );
}
