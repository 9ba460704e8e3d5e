import { Button, Radio, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Criteria } from '../../src/criteria/schema.ts';
import { AMOUNTS, FORMATS, type Amount, type Format, type NewSubscription, type Subscription } from '../../src/webhooks/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects } from '../app/session.ts';
import { CriteriaBuilder, finishedPart } from '../criteria/index.tsx';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { eventsQuery, subscriptionCalls } from './subscriptions-data.ts';
import { EMPTY_WISH, WishInput, type WishDraft } from './wish-input.tsx';
import classes from './webhooks.module.css';

interface Draft extends Record<string, unknown> {
  url: string;
  events: WishDraft[];
  format: Format;
  fields: Amount;
  isNarrowed: boolean;
  objectId: number;
  criteria: Criteria;
}

interface SubscriptionFormProps {
  /** The one to change; a new one without it. */
  subscription?: Subscription;
  onClose: () => void;
  onDone: (made: Subscription & { secret?: string }) => void;
}

/** Whom to tell, of what, and how. */
export function SubscriptionForm({ subscription, onClose, onDone }: SubscriptionFormProps) {
  const calls = subscriptionCalls(useApi());
  const { data: events = [] } = useQuery(eventsQuery(useAccountId()));
  const apiForm = useApiForm<Draft, Subscription & { secret?: string }>({
    initialValues: draftOf(subscription),
    send: (draft) => (subscription ? calls.change(subscription.id, inputOf(draft)) : calls.add(inputOf(draft))),
    onDone,
  });
  const { form } = apiForm;
  const wishes = form.getValues().events;
  const setWish = (place: number, wish: WishDraft): void => form.setFieldValue('events', wishes.with(place, wish));
  return (
    <FormDrawer
      title={t(subscription ? 'webhooks.subs.edit.title' : 'webhooks.subs.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t(subscription ? 'webhooks.subs.edit.submit' : 'webhooks.subs.add.submit')}
    >
      <TextInput
        label={t('webhooks.subs.address')}
        description={t('webhooks.subs.address.why')}
        placeholder="https://example.com/hook"
        dir="ltr"
        withAsterisk
        data-autofocus
        {...form.getInputProps('url')}
      />
      <Stack gap="xs">
        {wishes.map((wish, place) => (
          <WishInput
            key={place}
            number={place + 1}
            events={events}
            wish={wish}
            error={
              form.errors[`events.${place}.kind`] ??
              form.errors[`events.${place}.subjectId`] ??
              (place === 0 ? form.errors.events : undefined)
            }
            onChange={(next) => setWish(place, next)}
            {...(wishes.length > 1 ? { onRemove: () => form.setFieldValue('events', wishes.toSpliced(place, 1)) } : {})}
          />
        ))}
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => form.setFieldValue('events', [...wishes, EMPTY_WISH])}>
            {t('webhooks.subs.event.add')}
          </Button>
        </div>
      </Stack>
      <Radio.Group label={t('webhooks.subs.format')} {...form.getInputProps('format')}>
        <Stack gap="xs" mt={6}>
          {FORMATS.map((format) => (
            <Radio
              key={format}
              value={format}
              label={t(`webhooks.subs.format.${format}`)}
              description={t(`webhooks.subs.format.${format}.why`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={t('webhooks.subs.fields')}
        data={AMOUNTS.map((value) => ({ value, label: t(`webhooks.subs.fields.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('fields')}
      />
      <Narrowing form={form} />
    </FormDrawer>
  );
}

function Narrowing({ form }: { form: ReturnType<typeof useApiForm<Draft>>['form'] }) {
  const objects = useObjects();
  const { isNarrowed, objectId, criteria } = form.getValues();
  return (
    <Stack gap="sm">
      <Switch
        label={t('webhooks.subs.only')}
        checked={isNarrowed}
        onChange={(event) => form.setFieldValue('isNarrowed', event.currentTarget.checked)}
      />
      {isNarrowed && (
        <div className={classes.narrowing}>
          <Select
            label={t('webhooks.subs.only.object')}
            data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
            value={String(objectId)}
            onChange={(next) => {
              form.setFieldValue('objectId', Number(next));
              form.setFieldValue('criteria', { all: [] });
            }}
            allowDeselect={false}
          />
          <CriteriaBuilder
            key={objectId}
            objectId={objectId}
            value={criteria}
            onChange={(next) => form.setFieldValue('criteria', next)}
            hasPreview={false}
          />
          {form.errors.only && (
            <Text size="sm" c="bad">
              {form.errors.only}
            </Text>
          )}
        </div>
      )}
    </Stack>
  );
}

const draftOf = (subscription: Subscription | undefined): Draft => ({
  url: subscription?.url ?? '',
  events: subscription?.events.map((wish) => ({ ...wish })) ?? [EMPTY_WISH],
  format: subscription?.format ?? 'json',
  fields: subscription?.fields ?? 'all',
  isNarrowed: subscription?.only != null,
  objectId: subscription?.only?.objectId ?? 0,
  criteria: subscription?.only?.criteria ?? { all: [] },
});

function inputOf({ url, events, format, fields, isNarrowed, objectId, criteria }: Draft): NewSubscription {
  const finished = isNarrowed ? finishedPart(criteria) : undefined;
  return {
    url,
    events: events.map(({ kind, subjectId, objectId: of }) => ({ kind: kind ?? '', subjectId, objectId: of })),
    format,
    fields,
    only: finished ? { objectId, criteria: finished as Criteria } : null,
  };
}
