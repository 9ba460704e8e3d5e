import { ActionIcon, Button, Group, Menu, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Block, Document } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import classes from './email.module.css';
import { blocksOf, movedBlock, newBlock, plainOf, isSimple } from './body-edits.ts';

interface BodyEditorProps {
  body: Document;
  onChange: (body: Document) => void;
  /** Sentences by path: `body.text`, `body.blocks.2.url`. */
  problems: Readonly<Record<string, string>>;
}

const BLOCKS = ['heading', 'text', 'button', 'divider'] as const;

/** The letter itself: one text, or a list of blocks. */
export function BodyEditor({ body, onChange, problems }: BodyEditorProps) {
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('email.editor.kind')}
        value={body.kind}
        onChange={(kind) => onChange(kind === 'plain' ? plainOf(body) : blocksOf(body))}
        data={[
          { value: 'plain', label: t('email.editor.kind.plain') },
          { value: 'blocks', label: t('email.editor.kind.blocks') },
        ]}
      />
      {body.kind === 'plain' ? (
        <Textarea
          label={t('email.editor.text')}
          description={t('email.editor.text.why')}
          value={body.text}
          onChange={(event) => onChange({ kind: 'plain', text: event.currentTarget.value })}
          error={problems['body.text'] ?? problems.body}
          autosize
          minRows={12}
          dir="auto"
          data-writes="body.text"
        />
      ) : (
        <BlockList blocks={body.blocks} onChange={(blocks) => onChange({ kind: 'blocks', blocks })} problems={problems} />
      )}
    </Stack>
  );
}

function BlockList({
  blocks,
  onChange,
  problems,
}: {
  blocks: readonly Block[];
  onChange: (blocks: Block[]) => void;
  problems: BodyEditorProps['problems'];
}) {
  const replace = (index: number, block: Block) => onChange(blocks.map((each, at) => (at === index ? block : each)));
  return (
    <Stack gap="sm">
      {blocks.length === 0 && <p className={classes.quiet}>{problems.body ?? t('email.block.none')}</p>}
      <ol className={classes.blocks}>
        {blocks.map((block, index) => {
          if (!isSimple(block)) return null;
          const name = t(`email.block.${block.type}`);
          return (
            // Blocks have no identity of their own; their place is what moves.
            <li key={index} className={classes.block}>
              <Group justify="space-between" gap="xs" className={classes.blockHead}>
                <span>{name}</span>
                <Group gap={2}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    disabled={index === 0}
                    aria-label={t('email.block.up', { block: name })}
                    onClick={() => onChange(movedBlock(blocks, index, -1))}
                  >
                    <IconArrowUp size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    disabled={index === blocks.length - 1}
                    aria-label={t('email.block.down', { block: name })}
                    onClick={() => onChange(movedBlock(blocks, index, 1))}
                  >
                    <IconArrowDown size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('email.block.remove', { block: name })}
                    onClick={() => onChange(blocks.filter((_, at) => at !== index))}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </Group>
              </Group>
              <BlockInputs block={block} onChange={(next) => replace(index, next)} path={`body.blocks.${index}`} problems={problems} />
            </li>
          );
        })}
      </ol>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden="true" />} style={{ alignSelf: 'flex-start' }}>
            {t('email.block.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {BLOCKS.map((type) => (
            <Menu.Item key={type} onClick={() => onChange([...blocks, newBlock(type)])}>
              {t(`email.block.${type}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  );
}

interface BlockInputsProps {
  block: Block;
  onChange: (block: Block) => void;
  path: string;
  problems: BodyEditorProps['problems'];
}

function BlockInputs({ block, onChange, path, problems }: BlockInputsProps) {
  switch (block.type) {
    case 'divider':
      return <hr className={classes.rule} />;
    case 'text':
      return (
        <Textarea
          aria-label={t('email.block.text')}
          description={t('email.editor.text.why')}
          value={block.text}
          onChange={(event) => onChange({ ...block, text: event.currentTarget.value })}
          error={problems[`${path}.text`]}
          autosize
          minRows={3}
          dir="auto"
          data-writes={`${path}.text`}
        />
      );
    case 'heading':
      return (
        <Group gap="xs" align="flex-start" wrap="nowrap">
          <TextInput
            aria-label={t('email.block.heading')}
            value={block.text}
            onChange={(event) => onChange({ ...block, text: event.currentTarget.value })}
            error={problems[`${path}.text`]}
            flex={1}
            dir="auto"
            data-writes={`${path}.text`}
          />
          <Select
            aria-label={t('email.block.level')}
            value={String(block.level)}
            onChange={(level) => onChange({ ...block, level: Number(level) as 1 | 2 | 3 })}
            data={(['1', '2', '3'] as const).map((level) => ({ value: level, label: t(`email.block.level.${level}`) }))}
            allowDeselect={false}
            w={140}
          />
        </Group>
      );
    case 'button':
      return (
        <Stack gap="xs">
          <TextInput
            label={t('email.block.label')}
            value={block.label}
            onChange={(event) => onChange({ ...block, label: event.currentTarget.value })}
            error={problems[`${path}.label`]}
            dir="auto"
            data-writes={`${path}.label`}
          />
          <TextInput
            label={t('email.block.url')}
            placeholder="https://"
            value={block.url}
            onChange={(event) => onChange({ ...block, url: event.currentTarget.value })}
            error={problems[`${path}.url`]}
            dir="ltr"
            data-writes={`${path}.url`}
          />
        </Stack>
      );
  }
}
