import { Button, Group } from '@mantine/core';
import { IconBolt, IconPlus } from '@tabler/icons-react';
import type { AutomationMap, Trigger } from '../../src/automations/schema.ts';
import { language, t } from '../app/messages/t.ts';
import { CriteriaSentence } from '../criteria/index.tsx';
import { Section } from '../ui/page-header.tsx';
import type { Problems } from './automation-data.ts';
import classes from './automation-page.module.css';
import { sentenceOfTrigger } from './sentences.ts';
import type { Names } from './use-names.ts';

interface StartBlockProps {
  map: AutomationMap;
  names: Names;
  problems: Problems;
  entered: number;
  edits: { onAdd: () => void; onOpen: (trigger: Trigger) => void; onRules: () => void } | undefined;
}

/** What brings records onto the map, and who may come. */
export function StartBlock({ map, names, problems, entered, edits }: StartBlockProps) {
  const objects = names.plural.toLocaleLowerCase(language.locale);
  return (
    <Section
      title={t('automations.enterBlock')}
      actions={<span style={{ color: 'var(--qs-muted)', fontSize: 13 }}>{t('automations.ever', { count: entered })}</span>}
    >
      {map.triggers.length === 0 && <p className={classes.rules}>{t('automations.trigger.none', { objects })}</p>}
      {map.triggers.length > 0 && (
        <ul className={classes.starts}>
          {map.triggers.map((trigger) => (
            <li key={trigger.id}>
              <IconBolt size={17} stroke={1.6} aria-hidden />
              {edits ? (
                <button type="button" className={classes.trigger} onClick={() => edits.onOpen(trigger)}>
                  {sentenceOfTrigger(trigger, names)}
                </button>
              ) : (
                <span className={classes.trigger}>{sentenceOfTrigger(trigger, names)}</span>
              )}
              {trigger.criteria && (
                <span className={classes.condition}>
                  {t('automations.trigger.onlyIf')} <CriteriaSentence objectId={names.objectId} criteria={trigger.criteria} />
                </span>
              )}
              {problems[`trigger.${trigger.id}`] && (
                <p className={classes.problem} role="alert">
                  {problems[`trigger.${trigger.id}`]}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className={classes.rules}>
        {map.who ? (
          <>
            {t('automations.rules.some', { objects })} <CriteriaSentence objectId={names.objectId} criteria={map.who} />
          </>
        ) : (
          t('automations.rules.everyone', { object: names.singular.toLocaleLowerCase(language.locale) })
        )}
        {'; '}
        {t(`automations.reentry.${map.reentry}`)}.{problems.who && <span className={classes.problem}>{problems.who}</span>}
      </p>
      {edits && (
        <Group gap="xs">
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={edits.onAdd}>
            {t('automations.trigger.add')}
          </Button>
          <Button variant="subtle" onClick={edits.onRules}>
            {t('automations.rules.edit')}
          </Button>
        </Group>
      )}
    </Section>
  );
}
