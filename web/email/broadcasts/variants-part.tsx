import { Anchor, Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { MOST_VARIANTS, type MessageLine } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { usePath } from '../../app/url.ts';
import { letterOf } from './broadcast-data.ts';
import classes from './broadcasts.module.css';
import { shownSubject } from './shown-subject.ts';

export interface VariantDraft {
  messageId: number | null;
  /** Empty is the message's own. */
  subject: string;
}

interface VariantsPartProps {
  messages: readonly MessageLine[];
  objectId: number;
  variants: readonly VariantDraft[];
  onChange: (variants: VariantDraft[]) => void;
  /** Told what the first message is called when it is chosen. */
  onFirst: (name: string) => void;
}

/** What letters are made from: one message, or up to five variants of subject or content that are tried against each other. */
export function VariantsPart({ messages, objectId, variants, onChange, onFirst }: VariantsPartProps) {
  const path = usePath();
  const published = messages.filter(({ publishedVersion }) => publishedVersion !== null);
  const change = (index: number, part: Partial<VariantDraft>): void =>
    onChange(variants.map((variant, place) => (place === index ? { ...variant, ...part } : variant)));
  if (published.length === 0)
    return (
      <Text>
        {t('broadcasts.message.none')}{' '}
        <Anchor component={Link} to={path('/messages')}>
          {t('broadcasts.message.write')}
        </Anchor>
      </Text>
    );
  const isSeveral = variants.length > 1;
  return (
    <Stack gap="md">
      {variants.map((variant, index) => {
        const offered = index === 0 ? published : published.filter((message) => message.objectId === objectId);
        const own = published.find(({ id }) => id === variant.messageId)?.subject ?? '';
        const parts = (
          <>
            <Select
              label={
                isSeveral ? `${t('broadcasts.variant', { letter: letterOf(index) })}: ${t('broadcasts.message')}` : t('broadcasts.message')
              }
              placeholder={t('broadcasts.message.choose')}
              data={offered.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={variant.messageId === null ? null : String(variant.messageId)}
              searchable
              onChange={(value) => {
                change(index, { messageId: value === null ? null : Number(value) });
                if (index === 0) onFirst(published.find(({ id }) => id === Number(value))?.name ?? '');
              }}
            />
            {isSeveral && (
              <TextInput
                mt="xs"
                label={t('broadcasts.variant.subject')}
                description={own && t('broadcasts.variant.own', { subject: shownSubject(own) })}
                value={variant.subject}
                maxLength={300}
                onChange={(event) => change(index, { subject: event.currentTarget.value })}
              />
            )}
          </>
        );
        return isSeveral ? (
          <div key={index} className={classes.variant} role="group" aria-label={t('broadcasts.variant', { letter: letterOf(index) })}>
            {parts}
            {index > 0 && (
              <Button
                mt="xs"
                size="compact-sm"
                variant="subtle"
                px={0}
                onClick={() => onChange(variants.filter((_, place) => place !== index))}
              >
                {t('broadcasts.variant.remove', { letter: letterOf(index) })}
              </Button>
            )}
          </div>
        ) : (
          <div key={index}>{parts}</div>
        );
      })}
      {variants[0]!.messageId !== null && variants.length < MOST_VARIANTS && (
        <div>
          <Button
            variant="default"
            size="compact-md"
            onClick={() => onChange([...variants, { messageId: variants[0]!.messageId, subject: '' }])}
          >
            {t('broadcasts.variant.add')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
