import type { ScoreLine } from '../../src/leads/schema.ts';
import { language, t } from '../app/messages/t.ts';
import { type Names, sentenceOfTrigger } from '../automations/index.tsx';
import { CriteriaSentence } from '../criteria/index.tsx';
import { limitsOf } from './score-sentences.ts';

/** A reason in one line of words: "each time: clicked in a letter (Welcome), at most 3 times". */
export function LineSentence({ line, names }: { line: ScoreLine; names: Names }) {
  if (line.is === 'criteria') {
    const isAsking = JSON.stringify(line.criteria) !== '{"all":[]}';
    if (!isAsking) return t('leads.line.everybody');
    return (
      <>
        {t('leads.line.while')} <CriteriaSentence objectId={names.objectId} criteria={line.criteria} isInside />
      </>
    );
  }
  const event = sentenceOfTrigger(line, names);
  const limits = limitsOf(line);
  return (
    <>
      {t('leads.line.each')} {event.charAt(0).toLocaleLowerCase(language.locale) + event.slice(1)}
      {limits && `, ${limits}`}
    </>
  );
}
