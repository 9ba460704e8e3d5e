import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { branchesOf } from '../../../src/automations/schema.ts';
import { t, tFrom } from '../../app/messages/t.ts';
import { CriteriaSentence } from '../../criteria/index.tsx';
import { entryOf, type LedgerEvent } from '../../records/index.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { formatExact } from '../../ui/time.ts';
import type { ModeProps } from '../canvas/overlay.ts';
import type { StandingPlace, Way, WayLine } from './seeing-data.ts';
import classes from './seeing.module.css';
import { passesIn } from './way-places.ts';
import { type MapWords, wordsOf } from './words-of.ts';

interface WayListProps extends Pick<ModeProps, 'automation' | 'names'> {
  way: Way;
  /** Which time on the map is shown; all of them when undefined. */
  pass: number | undefined;
  onPass: (pass: number | undefined) => void;
}

/** Where somebody stands and why, and all that led there, newest first. */
export function WayList({ way, automation, names, pass, onPass }: WayListProps) {
  const passes = useMemo(() => passesIn(way.lines), [way.lines]);
  const lines = pass === undefined ? way.lines : (passes[pass] ?? []);
  const wordsBy = useMemo(
    () => new Map(way.versions.map(({ version, map }) => [version, wordsOf({ published: map, draft: map }, names)])),
    [way, names],
  );
  const current = useMemo(() => wordsOf(automation, names), [automation, names]);
  const wordsIn = (version: number | null): MapWords => wordsBy.get(version ?? automation.version ?? -1) ?? current;
  return (
    <>
      {way.standing.map((place) => (
        <Standing key={`${place.stepId}-${place.arrivedAt}`} place={place} words={wordsIn(place.version)} />
      ))}
      {way.standing.length === 0 && (
        <p className={classes.verdict}>{t(way.lines.length === 0 ? 'seeing.follow.never' : 'seeing.follow.gone')}</p>
      )}
      {passes.length > 1 && (
        <Select
          size="xs"
          aria-label={t('seeing.follow.pass')}
          data={[
            { value: 'all', label: t('seeing.follow.passes', { count: passes.length }) },
            ...passes.map((one, index) => ({
              value: String(index),
              label: t('seeing.follow.passOf', { when: formatExact(one.at(-1)!.at) }),
            })),
          ]}
          value={pass === undefined ? 'all' : String(pass)}
          onChange={(next) => onPass(next === null || next === 'all' ? undefined : Number(next))}
          allowDeselect={false}
        />
      )}
      <ol className={classes.lines}>
        {lines.map((line) => (
          <Line
            key={line.id}
            line={line}
            words={wordsIn(line.version)}

            current={automation.version}
            objectId={names.objectId}
          />
        ))}
      </ol>
      {way.isCut && <p className={classes.note}>{t('seeing.follow.cut')}</p>}
    </>
  );
}

function Standing({ place, words }: { place: StandingPlace; words: MapWords }) {
  const { state, dueAt, isHeld, isPaused, failure, stepId, arrivedAt } = place;
  return (
    <div className={classes.here} data-failed={state === 'failed' || undefined}>
      <strong>{t(state === 'failed' ? 'seeing.follow.asideOn' : 'seeing.follow.standsOn', { step: words.ofPlace(stepId) })}</strong>
      {failure && <p className={classes.failure}>{failure}</p>}
      <p className={classes.note}>
        {t('seeing.follow.since')} <RelativeTime time={arrivedAt} />
        {dueAt && state !== 'failed' && (
          <>
            {' · '}
            {t('automations.record.goesOn')} <RelativeTime time={dueAt} />
          </>
        )}
      </p>
      {isHeld && <p className={classes.note}>{t('seeing.follow.held')}</p>}
      {isPaused && <p className={classes.note}>{t('seeing.follow.paused')}</p>}
      {!dueAt && !isHeld && state === 'waiting' && <p className={classes.note}>{t('seeing.follow.waits')}</p>}
    </div>
  );
}

interface LineProps {
  line: WayLine;
  words: MapWords;
  /** The version that runs. */
  current: number | null;
  objectId: number;
}

function Line({ line, words, current, objectId }: LineProps) {
  const { at, version, kind, outcome, reason, path, exits, effects, stepId } = line;
  const byStep = Map.groupBy(effects, (effect) => effect.stepId);
  return (
    <li>
      <div className={classes.lineHead}>
        <strong>{wordOf(line, words)}</strong>
        <span className={classes.note}>
          <RelativeTime time={at} />
          {version !== null && version !== current && ` · ${t('automations.version', { version })}`}
        </span>
      </div>
      <Because line={line} words={words} />
      {path.length > 0 && (
        <ol className={classes.steps}>
          {path.map((step, index) => {
            const isLast = index === path.length - 1;
            return (
              <li key={`${step}-${index}`} data-failed={(isLast && outcome === 'failed') || undefined}>
                {words.ofPlace(step)}
                <Reason step={step} exit={exits?.[index] ?? null} words={words} objectId={objectId} />
                {isLast && outcome === 'failed' && reason && <p className={classes.failure}>{reason}</p>}
                <Effects events={path.indexOf(step) === index ? (byStep.get(step) ?? []) : []} />
              </li>
            );
          })}
        </ol>
      )}
      {path.length === 0 && outcome === 'failed' && reason && <p className={classes.failure}>{reason}</p>}
      {kind !== 'automation.moved' && stepId !== null && kind !== 'automation.left' && (
        <p className={classes.note}>{words.ofPlace(stepId)}</p>
      )}
      <Effects events={effects.filter((effect) => !path.includes(effect.stepId ?? -1))} />
    </li>
  );
}

/** What brought them, where that is something outside the map. */
function Because({ line: { cause, trigger, from, actor, kind }, words }: { line: WayLine; words: MapWords }) {
  if (typeof from === 'object' && from !== null && kind === 'automation.moved') {
    const way = words.ofWay(from.step, from.exit);
    return <p className={classes.note}>{t('seeing.follow.from', { step: way })}</p>;
  }
  const entry = cause && entryOf(cause);
  return (
    <>
      {trigger !== null && <p className={classes.note}>{t('seeing.follow.by', { trigger: words.ofPlace(trigger) })}</p>}
      {entry && (
        <p className={classes.note}>
          {t('ui.timeline.because')} {entry.sentence} ({entry.actor}, <RelativeTime time={entry.at} />)
        </p>
      )}
      {!entry && kind === 'automation.entered' && trigger === null && (
        <p className={classes.note}>{actor.name ? t('seeing.follow.byHandOf', { name: actor.name }) : t('seeing.follow.byHand')}</p>
      )}
      {kind === 'automation.moved_by_hand' && actor.name && (
        <p className={classes.note}>{t('seeing.follow.byHandOf', { name: actor.name })}</p>
      )}
    </>
  );
}

/** Why they left a step by the way they did: the branch that held, or that none did. */
function Reason({ step, exit, words, objectId }: { step: number; exit: number | null; words: MapWords; objectId: number }) {
  const found = words.steps.find(({ id }) => id === step);
  if (!found || exit === null || words.ofExits(step).length < 2) return null;
  const label = words.ofExits(step)[exit];
  const branch = found.kind === 'condition' ? branchesOf(found.settings)[exit] : undefined;
  return (
    <p className={classes.note}>
      {t('seeing.follow.took', { way: label ?? '' })}
      {branch && Object.keys(branch.criteria ?? {}).length > 0 && (
        <>
          {': '}
          <CriteriaSentence objectId={objectId} criteria={branch.criteria} />
        </>
      )}
      {found.kind === 'condition' && !branch && `: ${t('seeing.follow.noBranch')}`}
    </p>
  );
}

function Effects({ events }: { events: readonly LedgerEvent[] }) {
  if (events.length === 0) return null;
  return (
    <ul className={classes.effects}>
      {events.map((event) => {
        const entry = entryOf(event);
        const reason =
          typeof event.data?.reason === 'string' ? tFrom(`email.reason.${event.data.reason}`, {}, event.data.reason) : undefined;
        return (
          <li key={event.id} data-tone={entry.tone}>
            {entry.icon}
            {entry.sentence}
            {reason && event.kind.includes('refused') && ` (${reason})`}
            {entry.detail && <details>{entry.detail}</details>}
          </li>
        );
      })}
    </ul>
  );
}

function wordOf({ kind, outcome, reason, stepId }: WayLine, words: MapWords): string {
  switch (kind) {
    case 'automation.entered':
      return t('automations.log.entered');
    case 'automation.left':
      return t('automations.log.left') + (reason ? ` (${tFrom(`seeing.left.${reason}`, {}, reason)})` : '');
    case 'automation.refused':
      return t('automations.log.refused');
    case 'automation.reached':
      return t('seeing.follow.reached');
    case 'automation.transferred':
      return t(stepId === null ? 'versions.follow.ended' : 'versions.follow.moved');
    case 'automation.moved_by_hand':
      return stepId === null ? t('seeing.follow.endedByHand') : t('seeing.follow.movedByHand');
    default:
      return t(`seeing.outcome.${outcome ?? 'ended'}`, { step: stepId === null ? '' : words.ofPlace(stepId) });
  }
}
