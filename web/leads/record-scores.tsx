import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../app/session.ts';
import { type Names, useNames } from '../automations/index.tsx';
import classes from './leads.module.css';
import { type RecordScore, recordScoresQuery } from './leads-data.ts';
import { LineSentence } from './line-sentence.tsx';
import { signed } from './score-sentences.ts';

/** The scores of a record on its own page: the number, its band, and why. */
export function RecordScores({ object, recordId }: { object: ObjectType; recordId: number }) {
  const { data: scores } = useQuery(recordScoresQuery(useAccountId(), object.id, recordId));
  if (!scores) return null;
  return scores.map((score) => <OneScore key={score.id} score={score} />);
}

function OneScore({ score }: { score: RecordScore }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={classes.sheet} aria-label={score.name}>
      <div className={classes.scoreHead}>
        <h2>{score.name}</h2>
        <span className={classes.value}>{score.value}</span>
        <span className={classes.quiet}>{t('leads.record.of', { cap: score.cap })}</span>
        <Text span size="sm" fw={540}>
          {score.band}
        </Text>
        <Button variant="subtle" size="compact-sm" ms="auto" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'leads.record.hide' : 'leads.record.why')}
        </Button>
      </div>
      {isOpen && <Why score={score} />}
    </section>
  );
}

function Why({ score }: { score: RecordScore }) {
  const names = useNames(score.objectId);
  const counting = score.lines.toSorted((one, other) => Math.abs(other.left) - Math.abs(one.left));
  if (counting.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="xs">
        {t('leads.record.nothing')}
      </Text>
    );
  }
  return (
    <ul className={classes.why}>
      {counting.map((reason) => (
        <Reason key={reason.line?.id ?? 0} reason={reason} names={names} />
      ))}
    </ul>
  );
}

function Reason({ reason: { line, times, given, left, broken }, names }: { reason: RecordScore['lines'][number]; names: Names }) {
  const isOff = left === 0;
  return (
    <li data-off={isOff || undefined}>
      <span className={classes.points} data-below={left < 0 || undefined}>
        {isOff ? '0' : signed(left)}
      </span>
      <span className={classes.sentence}>
        {line ? <LineSentence line={line} names={names} /> : t('leads.line.given')}
        {times !== null && times > 0 && <span className={classes.quiet}> · {t('leads.record.times', { count: times })}</span>}
        {left !== given && <div className={classes.quiet}>{t('leads.record.left', { left, given })}</div>}
        {isOff && given === 0 && <div className={classes.quiet}>{broken ?? t('leads.record.not')}</div>}
      </span>
    </li>
  );
}
