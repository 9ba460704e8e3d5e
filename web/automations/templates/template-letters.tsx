import { Accordion, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useCan } from '../../app/session.ts';
import { LetterView, previewLetter } from '../../email/index.tsx';
import { Loading } from '../../ui/loading.tsx';
import { plainly } from '../sentences/words.ts';
import type { TemplateLetter } from './templates-data.ts';
import classes from './templates.module.css';

/** The letters of a ready map, each as a mail program would show it. */
export function TemplateLetters({ letters }: { letters: readonly TemplateLetter[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const canWrite = useCan('messages.manage');
  return (
    <Accordion variant="separated" value={open} onChange={setOpen}>
      {letters.map((letter, index) => (
        <Accordion.Item key={letter.name} value={String(index)}>
          <Accordion.Control>
            <span className={classes.subject}>{plainly(letter.subject)}</span>
            <small className={classes.purpose}>
              {letter.name} · {t(`templates.letter.${letter.purpose}`)}
            </small>
          </Accordion.Control>
          <Accordion.Panel>
            {open === String(index) && (canWrite ? <Shown letter={letter} /> : <Text c="dimmed">{t('templates.letter.none')}</Text>)}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function Shown({ letter }: { letter: TemplateLetter }) {
  const api = useApi();
  const { data, error } = useQuery({
    queryKey: [useAccountId(), 'message-preview', 'template', letter],
    queryFn: () => previewLetter(api, letter),
    gcTime: 60_000,
  });
  if (error) return <Text c="bad">{error.message}</Text>;
  if (!data) return <Loading />;
  return data.letter ? (
    <LetterView letter={data.letter} />
  ) : (
    <Text c="dimmed">{data.problems[0]?.sentence ?? t('templates.letter.none')}</Text>
  );
}
