import { Anchor, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ScoreSettings } from '../../src/leads/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { Loading } from '../ui/loading.tsx';
import classes from './leads.module.css';
import { previewQuery, type ScorePreview as Preview } from './leads-data.ts';

interface ScorePreviewProps {
  object: ObjectType;
  scoreId: number;
  settings: ScoreSettings;
}

/** What the model comes to as it stands in the editor: how records fall into its bands, and who stands highest. */
export function ScorePreview({ object, scoreId, settings }: ScorePreviewProps) {
  const [asked] = useDebouncedValue(settings, 500);
  const { data, error } = useQuery({
    ...previewQuery(useAccountId(), { objectId: object.id, scoreId, settings: asked }),
    placeholderData: keepPreviousData,
  });
  return (
    <section className={classes.sheet} aria-label={t('leads.preview')} aria-live="polite">
      <Text fw={620}>{t('leads.preview')}</Text>
      {error && (
        <Text size="sm" c="bad" mt={6}>
          {error.message}
        </Text>
      )}
      {!data && !error && <Loading />}
      {data && <Seen object={object} preview={data} />}
    </section>
  );
}

function Seen({ object, preview: { records, looked, bands, top } }: { object: ObjectType; preview: Preview }) {
  const path = usePath();
  const share = (count: number): number => (looked === 0 ? 0 : Math.round((count / looked) * 1000) / 10);
  const whole = (count: number): number => (looked === 0 ? 0 : Math.round((count / looked) * records));
  return (
    <>
      <div style={{ marginBlock: 8 }}>
        {bands.map(({ name, from, count }) => (
          <div key={from} className={classes.band}>
            <span>
              {name}{' '}
              <span className={classes.quiet}>
                {t('leads.bands.from')} {from}
              </span>
            </span>
            <span>{t('leads.preview.band', { count: whole(count), percent: share(count) })}</span>
            <span className={classes.bar}>
              <span style={{ inlineSize: `${share(count)}%` }} />
            </span>
          </div>
        ))}
      </div>
      {looked < records && looked > 0 && (
        <Text size="xs" c="dimmed" mb={8}>
          {t('leads.preview.sample', { every: Math.round(records / looked), records })}
        </Text>
      )}
      {top.length > 0 && (
        <>
          <Text size="sm" fw={540} mb={4}>
            {t('leads.preview.top')}
          </Text>
          <ol className={classes.top}>
            {top.map(({ id, name, score }) => (
              <li key={id}>
                <Anchor component={Link} to={path(`/records/${object.key}/${id}`)} size="sm">
                  {name || t('records.unnamed')}
                </Anchor>
                <span className={classes.number}>{score}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
