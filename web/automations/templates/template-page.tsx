import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useCan, useObjects } from '../../app/session.ts';
import { useParam } from '../../app/url.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageBody, PageHeader, Section } from '../../ui/page-header.tsx';
import { catalogueQuery } from '../automation-data.ts';
import { MapList } from '../map-list.tsx';
import { sentenceOfTrigger } from '../sentences.ts';
import { namesOfTemplate } from './names-of-template.ts';
import { TemplateLetters } from './template-letters.tsx';
import { type Template, templateQuery } from './templates-data.ts';
import classes from './templates.module.css';
import { UseTemplate } from './use-template.tsx';

const NO_COUNTS = new Map<number, never>();
const CONTACT = 0;

/** A ready map before it is used: what happens, its letters, and what will be made. */
export default function TemplatePage() {
  const { data, error, refetch } = useQuery(templateQuery(useAccountId(), useParam('key')));
  const canManage = useCan('automations.manage');
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <PageHeader
        title={data.name}
        within={[
          { label: t('automations.title'), path: '/automations' },
          { label: t('templates.title'), path: '/automations/templates' },
        ]}
      />
      <PageBody wide>
        <div className={classes.preview}>
          <div className={classes.column}>
            <p className={classes.summary}>{data.summary}</p>
            <Section title={t('templates.map')}>
              <Happens template={data} />
            </Section>
            <Section title={t('templates.letters')} description={t('templates.letters.foot')}>
              <TemplateLetters letters={data.letters} />
            </Section>
          </div>
          <aside className={classes.column}>
            {canManage && <UseTemplate template={data} />}
            <Afterwards template={data} />
          </aside>
        </div>
      </PageBody>
    </>
  );
}

function Happens({ template }: { template: Template }) {
  const { map } = template;
  const { data: catalogue } = useQuery(catalogueQuery(useAccountId()));
  const contact = useObjects().find(({ id }) => id === CONTACT);
  const names = namesOfTemplate(template, { singular: contact?.singular ?? '', plural: contact?.plural ?? '' }, catalogue);
  return (
    <>
      <h3 className={classes.part}>{t('templates.begins')}</h3>
      <ul className={classes.begins}>
        {map.triggers.map((trigger) => (
          <li key={trigger.id}>{sentenceOfTrigger(trigger, names)}</li>
        ))}
      </ul>
      <MapList map={map} names={names} problems={{}} counts={NO_COUNTS} kinds={[]} onPeople={() => undefined} />
      {(map.quiet || map.who || map.exit) && (
        <>
          <h3 className={classes.part}>{t('templates.rules')}</h3>
          {map.quiet && <p className={classes.rule}>{t('templates.quiet', { from: map.quiet.from, to: map.quiet.to })}</p>}
          {(map.who || map.exit) && <p className={classes.rule}>{t('templates.who')}</p>}
        </>
      )}
    </>
  );
}

/** What is left to do, and what programs must tell. */
function Afterwards({ template: { needs, tells } }: { template: Template }) {
  return (
    <>
      <Section title={t('templates.needs')}>
        <ul className={classes.needs}>
          {needs.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      {tells.length > 0 && (
        <Section title={t('templates.tells')} description={t('templates.tells.why')}>
          <dl className={classes.tells}>
            {tells.map(({ name, when }) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{when}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  );
}
