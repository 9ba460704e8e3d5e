import { sentenceOf } from './sentence.ts';
import { useVocabularyOf } from './vocabulary.ts';

/** Criteria in one line of words; nothing until the names in it are known, or where nothing is asked. */
export function CriteriaSentence({ objectId, criteria }: { objectId: number; criteria: unknown }) {
  const vocabulary = useVocabularyOf(objectId);
  return vocabulary ? sentenceOf(criteria, vocabulary) : null;
}
