import { Button, Menu, Text, TextInput } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { showProblem } from '../ui/notice.ts';
import { type conversationCalls, templatesQuery } from './inbox-data.ts';

interface AnswersProps {
  conversationId: number;
  calls: ReturnType<typeof conversationCalls>;
  onChoose: (text: string) => void;
}

const SHOWN = 8;

/** The answers that are given often, to be put into the one being written as they read for this person. */
export function AnswersAtHand({ conversationId, calls, onChoose }: AnswersProps) {
  const go = useGo();
  const { data: templates = [] } = useQuery(templatesQuery(useAccountId()));
  const [wanted, setWanted] = useState('');
  const found = templates.filter(({ name, shortcut }) => `${name} ${shortcut}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <Menu position="top-start" width={300} onClose={() => setWanted('')} trapFocus={false}>
      <Menu.Target>
        <Button size="compact-md" variant="default" leftSection={<IconTemplate size={16} />}>
          {t('inbox.templates')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {templates.length > SHOWN && (
          <TextInput
            aria-label={t('inbox.templates.find')}
            placeholder={t('inbox.templates.find')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            mb="xs"
          />
        )}
        {templates.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {t('inbox.templates.none')}
          </Text>
        )}
        {found.slice(0, SHOWN).map(({ id, name, shortcut }) => (
          <Menu.Item
            key={id}
            rightSection={shortcut && <Text size="xs" c="dimmed">{`/${shortcut}`}</Text>}
            onClick={() => void calls.fill(conversationId, id).then(onChoose, showProblem)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => go('/settings/answers')}>{t('inbox.templates.manage')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
