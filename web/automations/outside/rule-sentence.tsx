import type { Rule, Trigger } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { CriteriaSentence } from '../../criteria/index.tsx';
import { sentenceOfStep, sentenceOfTrigger } from '../sentences.ts';
import { allOf, eitherOf } from '../sentences/words.ts';
import type { Names } from '../use-names.ts';
import classes from './rules.module.css';

interface RuleSentenceProps {
  rule: Pick<Rule, 'triggers' | 'criteria' | 'actions'>;
  names: Names;
}

/** "When … if … then …", each part by its word. */
export function RuleSentence({ rule: { triggers, criteria, actions }, names }: RuleSentenceProps) {
  return (
    <p className={classes.sentence}>
      <span>
        <b>{t('rules.when')}</b> {eitherOf(triggers.map((trigger) => goingOn(sentenceOfTrigger(trigger as Trigger, names))))}
      </span>{' '}
      {criteria && (
        <span>
          <b>{t('rules.if')}</b> <CriteriaSentence objectId={names.objectId} criteria={criteria} isInside />
        </span>
      )}{' '}
      <span>
        <b>{t('rules.then')}</b> {allOf(actions.map((action) => goingOn(sentenceOfStep(action, names))))}
      </span>
    </p>
  );
}

/** A sentence as it goes on within another. */
const goingOn = (sentence: string): string => sentence.charAt(0).toLocaleLowerCase(language.locale) + sentence.slice(1);
