import { ActionIcon, Alert, Button, Group, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ScoreLine, ScoreSettings } from '../../src/leads/schema.ts';
import { t } from '../app/messages/t.ts';
import type { Names } from '../automations/index.tsx';
import { Section } from '../ui/page-header.tsx';
import classes from './leads.module.css';
import { LineForm } from './line-form.tsx';
import { LineSentence } from './line-sentence.tsx';
import { signed } from './score-sentences.ts';

interface ScoreLinesProps {
  settings: ScoreSettings;
  onChange: (settings: ScoreSettings) => void;
  names: Names;
  /** What is wrong with lines, by their ids. */
  problems: Readonly<Record<string, string>>;
}

/** The reasons of a score, read as sentences; one at a time is open to be changed. */
export function ScoreLines({ settings, onChange, names, problems }: ScoreLinesProps) {
  const [open, setOpen] = useState<number | null>(null);
  const { lines, lastId } = settings;
  const nextId = Math.max(lastId, ...lines.map(({ id }) => id)) + 1;
  const add = (line: ScoreLine): void => {
    onChange({ ...settings, lines: [...lines, line], lastId: line.id });
    setOpen(line.id);
  };
  const change = (line: ScoreLine): void => onChange({ ...settings, lines: lines.map((one) => (one.id === line.id ? line : one)) });
  return (
    <Section title={t('leads.score.lines')} description={t('leads.score.lines.sentence')}>
      {lines.length === 0 && (
        <Text c="dimmed" py="sm">
          {t('leads.score.lines.none', { score: Math.max(settings.floor, 0) })}
        </Text>
      )}
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line.id} className={classes.line}>
            <div className={classes.head}>
              <span className={classes.points} data-below={line.points < 0 || undefined}>
                {signed(line.points)}
              </span>
              <span className={classes.sentence}>
                <LineSentence line={line} names={names} />
              </span>
              <span className={classes.tools}>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('leads.line.edit')}
                  aria-expanded={open === line.id}
                  onClick={() => setOpen(open === line.id ? null : line.id)}
                >
                  <IconPencil size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="bad"
                  aria-label={t('leads.line.remove')}
                  onClick={() => onChange({ ...settings, lines: lines.filter(({ id }) => id !== line.id) })}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </span>
            </div>
            {problems[line.id] && (
              <Alert color="bad" variant="light" role="alert" mb="sm">
                {problems[line.id]}
              </Alert>
            )}
            {open === line.id && (
              <div className={classes.open}>
                <LineForm line={line} names={names} onChange={change} />
                <Button mt="md" size="compact-sm" variant="default" onClick={() => setOpen(null)}>
                  {t('leads.line.done')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Group gap="xs" mt="sm">
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => add({ id: nextId, is: 'event', points: 10, event: firstEvent(names), most: null, perDay: null })}
        >
          {t('leads.line.event.add')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => add({ id: nextId, is: 'criteria', points: 10, criteria: { all: [] } })}
        >
          {t('leads.line.criteria.add')}
        </Button>
      </Group>
    </Section>
  );
}

const firstEvent = ({ events, isPerson }: Names): string =>
  isPerson && events.some(({ event }) => event === 'email.clicked') ? 'email.clicked' : 'note.added';
