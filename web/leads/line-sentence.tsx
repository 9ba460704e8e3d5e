import type { ScoreLine } from '../../src/leads/schema.ts';
import { language, t } from '../app/messages/t.ts';
import { namesAbout, type Names } from '../automations/index.tsx';
import { CriteriaSentence } from '../criteria/index.tsx';
import { limitsOf, nameOfHappening } from './score-sentences.ts';

/** A reason in one line of words: "each time: clicked in a letter (Welcome), at most 3 times". */
export function LineSentence({ line, names }: { line: ScoreLine; names: Names }) {
  if (line.is === 'criteria') {
    const isAsking = JSON.stringify(line.criteria) !== '{"all":[]}';
    return (
      <>
        {t('leads.line.while')}{' '}
        {isAsking ? <CriteriaSentence objectId={names.objectId} criteria={line.criteria} isInside /> : t('leads.line.everybody')}
      </>
    );
  }
  const about = namesAbout(line.event, names);
  const subjects = (line.subject ?? []).map((id) => about.find((one) => one.id === id)?.name ?? t('automations.gone'));
  const limits = limitsOf(line);
  return (
    <>
      {t('leads.line.each')} {nameOfHappening(line.event)}
      {subjects.length > 0 && ` (${new Intl.ListFormat(language.locale, { type: 'disjunction' }).format(subjects)})`}
      {limits && `, ${limits}`}
    </>
  );
}
