import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { sentencesOf } from './scope-words.ts';

const SHOWN = 3;

/** What scopes let somebody do: the first few things, and the others when they are asked for. */
export function MayDo({ scopes }: { scopes: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  const sentences = sentencesOf(scopes);
  const more = sentences.length - SHOWN;
  const isLong = more > 1;
  return (
    <Text size="sm">
      {(isLong && !isOpen ? sentences.slice(0, SHOWN) : sentences).join(' · ')}
      {isLong && ' · '}
      {isLong && (
        <Anchor component="button" type="button" inherit aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('keys.scopes.fewer') : t('keys.scopes.more', { count: more })}
        </Anchor>
      )}
    </Text>
  );
}
