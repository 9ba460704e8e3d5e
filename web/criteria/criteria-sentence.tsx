import { useQueries } from '@tanstack/react-query';
import { type Criteria, type FieldCondition, kindOf, type Not } from '../../src/criteria/schema.ts';
import { language } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { recordNamesQuery } from './criteria-data.ts';
import { sentenceOf } from './sentence.ts';
import { isList, normalised, partsOf } from './tree-edits.ts';
import { fieldOf, useVocabularyOf, type Vocabulary } from './vocabulary.ts';

interface CriteriaSentenceProps {
  objectId: number;
  criteria: unknown;
  /** Whether it goes on with a sentence, and so begins small. */
  isInside?: boolean;
}

/** Criteria in one line of words; nothing until the names in it are known, or where nothing is asked. */
export function CriteriaSentence({ objectId, criteria, isInside = false }: CriteriaSentenceProps) {
  const accountId = useAccountId();
  const vocabulary = useVocabularyOf(objectId);
  const asked = vocabulary ? recordsIn(normalised(criteria), vocabulary) : [];
  const found = useQueries({ queries: asked.map(({ objectId: object, ids }) => recordNamesQuery(accountId, object, { ids })) });
  if (!vocabulary) return null;
  const records = new Map(
    asked.flatMap(({ objectId: object }, index) =>
      (found[index]?.data ?? []).map(({ id, name }): [string, string] => [`${object}/${id}`, name]),
    ),
  );
  const sentence = sentenceOf(criteria, { ...vocabulary, records });
  return isInside ? sentence : capitalised(sentence);
}

/** The records that conditions on parent fields name. */
function recordsIn(node: Criteria, vocabulary: Vocabulary): { objectId: number; ids: number[] }[] {
  if (isList(node)) return partsOf(node, '').flatMap(([, part]) => recordsIn(part, vocabulary));
  if ('not' in node) return recordsIn((node as Not).not, vocabulary);
  if (kindOf(node) !== 'field') return [];
  const { field, values = [] } = node as FieldCondition;
  const objectId = fieldOf(vocabulary, field)?.parentObjectId;
  return typeof objectId === 'number' && values.length > 0 ? [{ objectId, ids: values.map(Number) }] : [];
}

const capitalised = (text: string): string => text.slice(0, 1).toLocaleUpperCase(language.locale) + text.slice(1);
