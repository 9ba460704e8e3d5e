import { language } from '../app/messages/t.ts';
import { sentenceOf } from './sentence.ts';
import { useVocabularyOf } from './vocabulary.ts';

/** Criteria in one line of words; nothing until the names in it are known, or where nothing is asked. */
export function CriteriaSentence({ objectId, criteria }: { objectId: number; criteria: unknown }) {
  const vocabulary = useVocabularyOf(objectId);
  return vocabulary ? capitalised(sentenceOf(criteria, vocabulary)) : null;
}

const capitalised = (text: string): string => text.slice(0, 1).toLocaleUpperCase(language.locale) + text.slice(1);
