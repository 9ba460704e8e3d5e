import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type Block, SOCIAL_NETWORKS } from '../../../src/documents/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { BlockSettingsProps } from '../block-kinds.tsx';
import { AlignInput } from './inputs.tsx';

type Social = Extract<Block, { type: 'social' }>;
type Links = Social['links'];

export function SocialSettings({ block, onChange, problemAt }: Omit<BlockSettingsProps, 'block'> & { block: Social }) {
  return (
    <>
      <SocialLinks links={block.links} onChange={(links, what) => onChange({ ...block, links }, what)} problemAt={problemAt} />
      <AlignInput
        value={block.align}
        onChange={(align) => {
          const { align: _, ...rest } = block;
          onChange(align ? { ...rest, align } : rest);
        }}
      />
    </>
  );
}

/** Where else somebody can be found: the networks and the addresses there. */
export function SocialLinks({
  links,
  onChange,
  problemAt,
}: {
  links: Links;
  onChange: (links: Links, what?: string) => void;
  problemAt: (path: string) => string | undefined;
}) {
  const set = (index: number, changes: Partial<Links[number]>, what?: string): void =>
    onChange(
      links.map((link, at) => (at === index ? { ...link, ...changes } : link)),
      what,
    );
  const next = SOCIAL_NETWORKS.find((network) => links.every((link) => link.network !== network)) ?? 'website';
  return (
    <Stack gap="xs">
      {links.map(({ network, url }, index) => {
        const name = t(`documents.network.${network}`);
        return (
          <Group key={index} gap={4} wrap="nowrap" align="flex-start">
            <Select
              aria-label={t('documents.set.network')}
              value={network}
              onChange={(value) => set(index, { network: value as Links[number]['network'] })}
              data={SOCIAL_NETWORKS.map((each) => ({ value: each, label: t(`documents.network.${each}`) }))}
              allowDeselect={false}
              w={116}
              style={{ flex: 'none' }}
            />
            <TextInput
              aria-label={t('documents.set.network.address', { network: name })}
              placeholder={network === 'email' ? 'mailto:' : 'https://'}
              value={url}
              onChange={(event) => set(index, { url: event.currentTarget.value }, `links.${index}`)}
              error={problemAt(`links.${index}.url`)}
              dir="ltr"
              style={{ flex: 1 }}
            />
            <ActionIcon
              aria-label={t('documents.set.network.remove', { network: name })}
              onClick={() => onChange(links.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      {links.length < 12 && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...links, { network: next, url: '' }])}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('documents.set.network.add')}
        </Button>
      )}
    </Stack>
  );
}
