import { ActionIcon, Button, Group, Popover, Stack, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { type FormEvent, useState } from 'react';
import { linkProblem } from '../../src/documents/rules/links.ts';
import { t } from '../app/messages/t.ts';

/** Links the chosen words, or changes where they lead. */
export function LinkButton({ editor }: { editor: Editor | null }) {
  const [isOpen, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const open = (): void => {
    setAddress(String(editor?.getAttributes('link').href ?? ''));
    setProblem(null);
    setOpen(true);
  };
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const href = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(address) ? `https://${address}` : address.trim();
    const wrong = linkProblem(href);
    if (wrong) return setProblem(wrong);
    const { empty } = editor!.state.selection;
    const chain = editor!.chain().focus();
    if (empty && !editor!.isActive('link'))
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.extendMarkRange('link').setMark('link', { href }).run();
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          size={30}
          aria-label={t('documents.bar.link')}
          disabled={!editor}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => (isOpen ? setOpen(false) : open())}
        >
          <IconLink size={17} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={keep}>
          <Stack gap="xs" w={300}>
            <TextInput
              label={t('documents.bar.link.address')}
              placeholder="https://"
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
              error={problem}
              dir="ltr"
              data-autofocus
            />
            <Group gap="xs">
              <Button type="submit" size="compact-sm">
                {t('documents.bar.link.keep')}
              </Button>
              {editor?.isActive('link') && (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => {
                    editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
                    setOpen(false);
                  }}
                >
                  {t('documents.bar.link.remove')}
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
