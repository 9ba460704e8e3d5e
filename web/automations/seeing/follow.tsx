import { ActionIcon, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { useSetSearch } from '../../app/url.ts';
import { RecordPicker } from '../../records/index.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import type { ModeProps, Overlay } from '../canvas/overlay.ts';
import { type Way, wayQuery } from './seeing-data.ts';
import classes from './seeing.module.css';
import { StepTimes } from './step-times.tsx';
import { passesIn, placesOf } from './way-places.ts';
import { WayList } from './way-list.tsx';

/** The way of one person over the map: where they came by and when, where they stand, and each step with its reason and what it led to. */
export default function Follow(props: ModeProps & { recordId: number }) {
  const setSearch = useSetSearch();
  const { automation, recordId, children } = props;
  const { data, error, refetch } = useQuery({ ...wayQuery(useAccountId(), automation.id, recordId), enabled: recordId > 0 });
  const [pass, setPass] = useState<number>();
  const follow = (id: number | null): void => setSearch({ follow: id === null ? undefined : String(id) });
  const overlay = useMemo<Overlay>(() => (data ? followed(data, pass) : {}), [data, pass]);
  return children({
    overlay,
    bar: (
      <div className={classes.bar} role="group" aria-label={t('seeing.follow.one')}>
        <Button variant="default" size="xs" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={() => follow(null)}>
          {t('seeing.follow.back')}
        </Button>
        <RecordPicker
          shared={{ size: 'xs', w: 280, 'aria-label': t('seeing.follow.whom'), placeholder: t('seeing.follow.whom') }}
          objectId={automation.objectId}
          value={recordId > 0 ? recordId : null}
          onChange={(id) => follow(typeof id === 'number' ? id : 0)}
        />
      </div>
    ),
    aside: (
      <section
        className={classes.aside}
        aria-label={data ? t('seeing.follow.of', { name: data.record.name || `#${recordId}` }) : t('seeing.follow.one')}
      >
        <div className={classes.lineHead}>
          <h2>{data?.record.name || t('seeing.follow.one')}</h2>
          <ActionIcon aria-label={t('ui.close')} onClick={() => follow(null)}>
            <IconX size={16} />
          </ActionIcon>
        </div>
        {recordId <= 0 && <p className={classes.verdict}>{t('seeing.follow.choose')}</p>}
        {recordId > 0 && error && <ErrorState error={error} retry={() => void refetch()} />}
        {recordId > 0 && !data && !error && <Loading />}
        {data && <WayList way={data} {...props} pass={pass} onPass={setPass} />}
      </section>
    ),
  });
}

/** The steps they came by stand out, with when they came; the lines they went along are thick. */
function followed(way: Way, pass: number | undefined): Overlay {
  const lines = pass === undefined ? way.lines : (passesIn(way.lines)[pass] ?? way.lines);
  const { times, ways } = placesOf(lines);
  const standing = new Map(way.standing.map((place) => [place.stepId, place]));
  const highlighted = new Set([0, ...times.keys(), ...standing.keys(), ...lines.flatMap(({ trigger }) => trigger ?? [])]);
  return {
    highlighted,
    node: (id) => {
      const came = times.get(id);
      const here = standing.get(id);
      return came || here ? <StepTimes times={came ?? []} standing={here} /> : null;
    },
    edge: (id, exit) => (ways.has(`${id}.${exit}`) ? { weight: 0.5 } : undefined),
  };
}
