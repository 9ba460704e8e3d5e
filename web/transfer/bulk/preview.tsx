import { Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t, tFrom } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../../app/session.ts';
import { colleaguesQuery, FieldValue } from '../../records/index.tsx';
import type { Value } from '../../../src/records/schema.ts';
import { type BulkExample, type BulkPreview, type BulkReason, reasonText } from './bulk-data.ts';
import classes from './bulk.module.css';

interface PreviewProps {
  object: ObjectType;
  preview: BulkPreview | undefined;
  isTrying: boolean;
  /** Facts to be told besides: that it can be undone, what becomes of the bin. */
  facts: readonly string[];
}

const SHOWN_CHANGES = 4;

/** What would become of the chosen records: how many change, how many do not and why, and ten of them before and after. */
export function Preview({ object, preview, isTrying, facts }: PreviewProps) {
  return (
    <Stack gap="md" className={classes.preview} aria-live="polite" aria-busy={isTrying}>
      <Group gap="xs" h={24}>
        <Title order={3} size="h4">
          {t('bulk.preview')}
        </Title>
        {isTrying && <Loader size={14} aria-label={t('bulk.preview.wait')} />}
      </Group>
      {!preview && (
        <Text size="sm" c="dimmed">
          {t(isTrying ? 'bulk.preview.wait' : 'bulk.preview.first')}
        </Text>
      )}
      {preview && preview.tried > 0 && <Counted preview={preview} />}
      {preview && preview.reasons.length > 0 && <Reasons reasons={preview.reasons} />}
      {preview && preview.examples.length > 0 && <Examples object={object} examples={preview.examples} />}
      {preview && facts.length > 0 && (
        <ul className={classes.facts}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

function Counted({ preview }: { preview: BulkPreview }) {
  const { count, tried, changed, unchanged, failed } = preview;
  return (
    <>
      <dl className={classes.counts}>
        <Count label={t('bulk.preview.changed')} count={changed} />
        {unchanged > 0 && <Count label={t('bulk.preview.unchanged')} count={unchanged} />}
        {failed > 0 && <Count label={t('bulk.preview.failed')} count={failed} />}
      </dl>
      {tried < count && (
        <Text size="sm" c="dimmed">
          {t('bulk.preview.tried', { tried, count })}
        </Text>
      )}
    </>
  );
}

export function Count({ label, count }: { label: string; count: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="tabular">{t('ui.number', { count })}</dd>
    </div>
  );
}

/** Why records are left out, each reason with how many. */
export function Reasons({ reasons }: { reasons: readonly BulkReason[] }) {
  return (
    <div>
      <Text size="sm" fw={570} mb={4}>
        {t('bulk.preview.why')}
      </Text>
      <ul className={classes.reasons}>
        {reasons.map(({ reason, count }) => (
          <li key={reason}>
            <Text size="sm">{reasonText(reason)}</Text>
            <Text size="sm" className="tabular">
              {t('ui.number', { count })}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Examples({ object, examples }: { object: ObjectType; examples: readonly BulkExample[] }) {
  return (
    <div>
      <Text size="sm" fw={570} mb={4}>
        {t('bulk.preview.examples')}
      </Text>
      <ul className={classes.examples}>
        {examples.map((example) => (
          <li key={example.id}>
            <span title={example.name}>{example.name || t('ui.unnamed')}</span>
            <Effects object={object} example={example} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Effects({ object, example }: { object: ObjectType; example: BulkExample }) {
  const { data: all = [] } = useQuery(colleaguesQuery(useAccountId()));
  const nameOf = (id: number | null): string => all.find((user) => user.id === id)?.name ?? t('bulk.nobody');
  const others = example.kinds.map((kind) => tFrom(`bulk.effect.${kind}`, {}, '')).filter((words) => words !== '');
  return (
    <div>
      {example.changes.slice(0, SHOWN_CHANGES).map((change) => (
        <Changed key={change.fieldId} object={object} change={change} isAlone={example.changes.length === 1} />
      ))}
      {example.changes.length > SHOWN_CHANGES && (
        <Text size="sm" c="dimmed">
          {t('bulk.preview.more', { count: example.changes.length - SHOWN_CHANGES })}
        </Text>
      )}
      {example.owner && (
        <span className={classes.change}>
          <span className={classes.before}>{nameOf(example.owner.before)}</span>
          <Arrow />
          <span>{nameOf(example.owner.after)}</span>
        </span>
      )}
      {others.map((words) => (
        <Text key={words} size="sm">
          {words}
        </Text>
      ))}
    </div>
  );
}

interface ChangedProps {
  object: ObjectType;
  change: BulkExample['changes'][number];
  isAlone: boolean;
}

function Changed({ object, change, isAlone }: ChangedProps) {
  const field = object.fields.find(({ id }) => id === change.fieldId);
  if (!field) return null;
  const shown = (value: unknown) =>
    value === null ? <span className={classes.blank}>{t('bulk.blank')}</span> : <FieldValue field={field} value={value as Value} isPlain />;
  return (
    <span className={classes.change}>
      {!isAlone && <Text size="sm">{field.label}</Text>}
      <span className={change.before === null ? undefined : classes.before}>{shown(change.before)}</span>
      <Arrow />
      {shown(change.after)}
    </span>
  );
}

const Arrow = () => (
  <span role="img" aria-label={t('bulk.becomes')}>
    →
  </span>
);
