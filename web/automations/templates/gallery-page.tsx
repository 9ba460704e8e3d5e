import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { usePath } from '../../app/url.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { JOBS, type TemplateLine, templatesQuery } from './templates-data.ts';
import classes from './templates.module.css';

/** The ready maps, by the job they do. */
export default function GalleryPage() {
  const { data, error, refetch } = useQuery(templatesQuery(useAccountId()));
  return (
    <>
      <PageHeader title={t('templates.title')} within={[{ label: t('automations.title'), path: '/automations' }]} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <PageBody>
          <p className={classes.intro}>{t('templates.intro')}</p>
          {JOBS.map((job) => (
            <section key={job} aria-labelledby={`job-${job}`}>
              <h2 id={`job-${job}`} className={classes.job}>
                {t(`templates.job.${job}`)}
              </h2>
              <ul className={classes.cards}>
                {data
                  .filter((one) => one.job === job)
                  .map((one) => (
                    <Card key={one.key} template={one} />
                  ))}
              </ul>
            </section>
          ))}
        </PageBody>
      )}
    </>
  );
}

function Card({ template: { key, name, summary, steps, messages, tells } }: { template: TemplateLine }) {
  const path = usePath();
  return (
    <li className={classes.card}>
      <h3>
        <Link to={path(`/automations/templates/${key}`)}>{name}</Link>
      </h3>
      <p>{summary}</p>
      <p className={classes.meta}>
        <span>{t('templates.holds', { steps, letters: messages.length })}</span>
        {tells.length > 0 && <span className={classes.program}>{t('templates.byProgram')}</span>}
      </p>
    </li>
  );
}
