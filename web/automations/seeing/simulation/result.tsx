import { Button, NumberInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { language, t, tFrom } from '../../../app/messages/t.ts';
import { formatDay } from '../../../ui/time.ts';
import type { Automation } from '../../automation-data.ts';
import { durationOf } from '../../sentences/words.ts';
import { PersonName } from '../person-name.tsx';
import classes from '../seeing.module.css';
import type { MapWords } from '../words-of.ts';
import type { Simulated } from './simulation-data.ts';
import { formatNumber, formatShare } from '../../../ui/numbers.ts';

interface ResultProps {
  automation: Automation;
  words: MapWords;
  currency: string;
  found: Simulated;
  before: Simulated | null;
}

/** What a run found, in numbers; beside them those of the run it is compared with. */
export function Result({ automation, words, currency, found, before }: ResultProps) {
  return (
    <>
      <Notes found={found} />
      <dl className={classes.facts}>
        {FACTS.map(({ label, of }) => (
          <Fact key={label} label={t(label)} value={of(found)} before={before && of(before)} />
        ))}
      </dl>
      <Messages words={words} currency={currency} found={found} before={before} />
      <OtherActions words={words} found={found} before={before} />
      <Stuck automation={automation} words={words} found={found} />
    </>
  );
}

const counted =
  (read: (found: Simulated) => number) =>
  (found: Simulated): string =>
    found.entered > 0 ? `${formatNumber(read(found))} (${formatShare(read(found) / found.entered)})` : formatNumber(read(found));

const FACTS = [
  { label: 'simulation.tried', of: (found: Simulated) => formatNumber(found.tried) },
  { label: 'simulation.entered', of: (found: Simulated) => formatNumber(found.entered) },
  { label: 'simulation.ended', of: counted(({ ended }) => ended) },
  { label: 'simulation.standing', of: counted(({ standing }) => standing) },
  { label: 'simulation.setAside', of: counted(({ failed }) => failed) },
  { label: 'simulation.median', of: (found: Simulated) => timeOf(found.median) },
  { label: 'simulation.slow', of: (found: Simulated) => timeOf(found.slow) },
] as const;

const MINUTE = 60_000;

function timeOf(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 120 * MINUTE) return durationOf({ amount: Math.round(ms / MINUTE), unit: 'minutes' });
  if (ms < 72 * 60 * MINUTE) return durationOf({ amount: Math.round(ms / (60 * MINUTE)), unit: 'hours' });
  return durationOf({ amount: Math.round(ms / (24 * 60 * MINUTE)), unit: 'days' });
}

function Fact({ label, value, before }: { label: string; value: string; before: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        <Before value={before} now={value} />
      </dd>
    </div>
  );
}

function Before({ value, now }: { value: string | null; now: string }) {
  if (value === null || value === now) return null;
  return <small>{t('simulation.before', { value })}</small>;
}

function Notes({ found }: { found: Simulated }) {
  return (
    <>
      {found.isCut && <p className={classes.failure}>{t('simulation.cut')}</p>}
      {found.skipped > 0 && <p className={classes.note}>{t('simulation.skipped', { count: found.skipped })}</p>}
    </>
  );
}

/** What one of them costs, by channel: nobody's setting yet, so each says it here. */
type Costs = Readonly<Record<string, number>>;

function Messages({ words, currency, found, before }: Omit<ResultProps, 'automation'>) {
  const [costs, setCosts] = useState<Costs>({});
  const messages = found.actions.filter(({ channel }) => channel !== null);
  if (messages.length === 0) return <Block title={t('simulation.messages')}>{t('simulation.messages.none')}</Block>;
  const channels = [...new Set(messages.map(({ channel }) => channel!))];
  const money = (amount: number): string => amount.toLocaleString(language.locale, { style: 'currency', currency });
  const cost = messages.reduce((sum, { channel, done }) => sum + done * (costs[channel!] ?? 0), 0);
  return (
    <Block title={t('simulation.messages')}>
      <table className={classes.variants}>
        <thead>
          <tr>
            <th scope="col">{t('simulation.step')}</th>
            <th scope="col">{t('simulation.leaves')}</th>
            <th scope="col">{t('simulation.refused')}</th>
          </tr>
        </thead>
        <tbody>
          {messages.map(({ stepId, done, refused }) => {
            const earlier = before?.actions.find((action) => action.stepId === stepId);
            return (
              <tr key={stepId}>
                <td>
                  {words.ofPlace(stepId)}
                  {refused.map(({ reason, records }) => (
                    <small key={reason}>{`${tFrom(`email.reason.${reason}`, {}, reason)}: ${formatNumber(records)}`}</small>
                  ))}
                </td>
                <td>
                  {formatNumber(done)}
                  <Before value={earlier ? formatNumber(earlier.done) : null} now={formatNumber(done)} />
                </td>
                <td>{formatNumber(sumOf(refused))}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('simulation.total')}</td>
            <td>{formatNumber(messages.reduce((sum, { done }) => sum + done, 0))}</td>
            <td>{formatNumber(messages.reduce((sum, { refused }) => sum + sumOf(refused), 0))}</td>
          </tr>
        </tfoot>
      </table>
      {channels.map((channel) => (
        <NumberInput
          key={channel}
          size="xs"
          mt="xs"
          label={t('simulation.cost', { channel: tFrom(`simulation.channel.${channel}`) })}
          min={0}
          decimalScale={4}
          suffix={` ${currency}`}
          value={costs[channel] ?? ''}
          onChange={(value) => setCosts({ ...costs, [channel]: Number(value) || 0 })}
        />
      ))}
      {cost > 0 && (
        <p className={classes.costs} role="status">
          {t('simulation.costs')}: <strong>{money(cost)}</strong>
        </p>
      )}
      <Days found={found} />
    </Block>
  );
}

const sumOf = (refused: readonly { records: number }[]): number => refused.reduce((sum, { records }) => sum + records, 0);

/** So many days are shown at first. */
const FIRST_DAYS = 7;

function Days({ found: { days } }: { found: Simulated }) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? days : days.slice(0, FIRST_DAYS);
  const most = Math.max(1, ...days.map(({ done }) => done));
  if (days.length === 0) return null;
  return (
    <>
      <h4 className={classes.byDay}>{t('simulation.messages.byDay')}</h4>
      <ul className={classes.days}>
        {shown.map(({ day, channel, done, refused }) => (
          <li key={`${day} ${channel}`}>
            <span>{formatDay(`${day}T12:00:00Z`, 'UTC')}</span>
            <span className={classes.dayBar} aria-hidden>
              <span style={{ inlineSize: `${(done / most) * 100}%` }} />
            </span>
            <span>
              {formatNumber(done)}
              {refused > 0 && <small>{` + ${formatNumber(refused)} ${t('simulation.refused').toLocaleLowerCase(language.locale)}`}</small>}
            </span>
          </li>
        ))}
      </ul>
      {days.length > shown.length && (
        <Button size="compact-xs" variant="subtle" px={0} onClick={() => setAll(true)}>
          {t('simulation.days.more', { count: days.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function OtherActions({ words, found, before }: Pick<ResultProps, 'words' | 'found' | 'before'>) {
  const others = found.actions.filter(({ channel }) => channel === null);
  if (others.length === 0) return null;
  return (
    <Block title={t('simulation.actions')}>
      <table className={classes.variants}>
        <thead>
          <tr>
            <th scope="col">{t('simulation.step')}</th>
            <th scope="col">{t('simulation.done')}</th>
          </tr>
        </thead>
        <tbody>
          {others.map(({ stepId, done }) => {
            const earlier = before?.actions.find((action) => action.stepId === stepId);
            return (
              <tr key={stepId}>
                <td>{words.ofPlace(stepId)}</td>
                <td>
                  {formatNumber(done)}
                  <Before value={earlier ? formatNumber(earlier.done) : null} now={formatNumber(done)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Block>
  );
}

function Stuck({ automation, words, found }: Pick<ResultProps, 'automation' | 'words' | 'found'>) {
  if (found.stuckInAll === 0) return <Block title={t('simulation.stuck')}>{t('simulation.stuck.none')}</Block>;
  return (
    <Block title={`${t('simulation.stuck')} (${formatNumber(found.stuckInAll)})`}>
      <ul className={classes.list}>
        {found.stuck.map((person) => (
          <li key={`${person.recordId} ${person.stepId}`} data-plain>
            <div className={classes.who}>
              <PersonName automation={automation} person={person} isFollowed={false} />
              <p className={person.reason === null ? classes.note : classes.failure}>
                {person.reason === null
                  ? t('simulation.stuck.waits', { step: words.ofPlace(person.stepId) })
                  : t('simulation.stuck.failed', { step: words.ofPlace(person.stepId), reason: person.reason })}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {found.stuckInAll > found.stuck.length && (
        <p className={classes.note}>{t('simulation.stuck.more', { count: found.stuckInAll - found.stuck.length })}</p>
      )}
    </Block>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <div className={classes.block}>{children}</div>
    </section>
  );
}
