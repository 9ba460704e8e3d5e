import { Anchor, Button, Checkbox, Divider, Drawer, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { type ConsentLine, FREQUENCIES, type PermissionCard, PURPOSES, type TopicStanding } from '../../src/compliance/schema.ts';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { FocusBack } from '../ui/focus-back.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import classes from './compliance.module.css';

interface PermissionDetailsProps {
  objectId: number;
  recordId: number;
  name: string;
  card: PermissionCard;
  mayEdit: boolean;
  onClose: () => void;
}

const WEEKS = [1, 2, 4, 8, 12, 26] as const;

/** All that is known of one person's permission: what would reach them and why not, topics, wishes, and its whole history. */
export function PermissionDetails(props: PermissionDetailsProps) {
  const { card, name, onClose } = props;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title={t('permission.details', { name })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      <Stack gap="lg">
        <Verdicts card={card} />
        <Topics {...props} />
        <Wishes {...props} />
        <History lines={card.history} />
      </Stack>
    </Drawer>
  );
}

function Verdicts({ card }: { card: PermissionCard }) {
  return (
    <section aria-label={t('permission.details.verdicts')}>
      <ul className={classes.verdicts}>
        {PURPOSES.map((purpose) => {
          const refusal = card.email.refusals[purpose];
          return (
            <li key={purpose} data-state={refusal === null ? 'yes' : 'no'}>
              {refusal === null ? <IconCircleCheck size={18} aria-hidden="true" /> : <IconCircleX size={18} aria-hidden="true" />}
              <div>
                <Text fw={540} size="sm">
                  {t(`permission.details.${purpose}.${refusal === null ? 'yes' : 'no'}`)}
                </Text>
                {refusal && (
                  <Text size="sm" c="dimmed">
                    {t(`refusal.${refusal}`)}
                  </Text>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useChange({ objectId, recordId }: PermissionDetailsProps) {
  const api = useApi();
  const refresh = useRefresh();
  return async (method: 'put' | 'post', path: string, body: object) => {
    try {
      await api[method](`/api/objects/${objectId}/records/${recordId}/permission/${path}`, body);
      await refresh('records', objectId);
      return true;
    } catch (error) {
      showProblem(error as Error);
      return false;
    }
  };
}

function Topics(props: PermissionDetailsProps) {
  const change = useChange(props);
  const { topics } = props.card;
  if (topics.length === 0) return null;
  const choose = (topic: TopicStanding) => void change('put', 'topics', { topics: [{ topicId: topic.id, wanted: !topic.wanted }] });
  return (
    <section>
      <Text component="h3" className={classes.title}>
        {t('permission.topics')}
      </Text>
      <Stack gap="xs">
        {topics.map((topic) => (
          <Checkbox
            key={topic.id}
            label={topic.name}
            description={topic.refusal ? t(`refusal.${topic.refusal}`) : t('permission.details.topic.yes')}
            checked={topic.wanted}
            disabled={!props.mayEdit}
            onChange={() => choose(topic)}
          />
        ))}
      </Stack>
    </section>
  );
}

function Wishes(props: PermissionDetailsProps) {
  const change = useChange(props);
  const { wishes, confirmation, preferencesUrl } = props.card;
  const again = async () => {
    if (await change('post', 'ask-again', {})) showDone(t('permission.details.asked'));
  };
  return (
    <section>
      <Text component="h3" className={classes.title}>
        {t('permission.details.wishes')}
      </Text>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('permission.details.frequency')}
          value={wishes.frequency}
          disabled={!props.mayEdit}
          onChange={(frequency) => void change('put', 'wishes', { frequency })}
          data={FREQUENCIES.map((one) => ({ value: one, label: t(`permission.frequency.${one}`) }))}
        />
        <Group gap="xs" align="flex-end">
          <Select
            label={t('permission.details.pause')}
            placeholder={t('permission.details.pause.none')}
            value={null}
            disabled={!props.mayEdit}
            data={WEEKS.map((count) => ({ value: String(count), label: t('permission.details.weeks', { count }) }))}
            onChange={(weeks) => weeks && void change('put', 'wishes', { pauseWeeks: Number(weeks) })}
          />
          {wishes.pausedUntil && (
            <Text size="sm" pb={8}>
              {t('permission.details.until')} <RelativeTime time={wishes.pausedUntil} />{' '}
              {props.mayEdit && (
                <Anchor component="button" type="button" size="sm" onClick={() => void change('put', 'wishes', { pauseWeeks: 0 })}>
                  {t('permission.details.continue')}
                </Anchor>
              )}
            </Text>
          )}
        </Group>
        {confirmation && (
          <Group justify="space-between" gap="xs">
            <Text size="sm" style={{ flex: '1 1 240px' }}>
              {t('permission.details.waits')} <RelativeTime time={confirmation.requestedAt} />
            </Text>
            {props.mayEdit && (
              <Button size="compact-sm" variant="default" onClick={() => void again()}>
                {t('permission.details.again')}
              </Button>
            )}
          </Group>
        )}
        {preferencesUrl && (
          <Anchor href={preferencesUrl} target="_blank" rel="noreferrer" size="sm">
            {t('permission.details.page')}
          </Anchor>
        )}
      </Stack>
    </section>
  );
}

function History({ lines }: { lines: readonly ConsentLine[] }) {
  return (
    <section>
      <Divider mb="md" />
      <Text component="h3" className={classes.title}>
        {t('permission.history')}
      </Text>
      {lines.length === 0 && <Text c="dimmed">{t('permission.history.empty')}</Text>}
      <ol className={classes.history}>
        {lines.map((line) => (
          <li key={line.id}>
            <Text size="sm" fw={540}>
              {line.topic
                ? t(`permission.history.topic.${line.state === 'given' ? 'given' : 'withdrawn'}`, { name: line.topic.name })
                : t(`permission.history.${line.state}`, { channel: t(`permission.channel.${line.channel}`) })}
            </Text>
            <Text size="sm" c="dimmed">
              <RelativeTime time={line.at} /> · {t(`records.permission.how.${line.how}`)}
              {line.by && ` · ${line.by}`}
            </Text>
            {line.until && (
              <Text size="sm" c="dimmed">
                {t('permission.details.until')} <RelativeTime time={line.until} />
              </Text>
            )}
            {line.evidence && <blockquote className={classes.evidence}>{evidenceOf(line)}</blockquote>}
            {(line.page || line.ip) && (
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {[line.page, line.ip].filter(Boolean).join(' · ')}
              </Text>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

const evidenceOf = ({ state, evidence }: ConsentLine): string =>
  state === 'rationed' && FREQUENCIES.includes(evidence as (typeof FREQUENCIES)[number])
    ? t(`permission.frequency.${evidence as (typeof FREQUENCIES)[number]}`)
    : evidence!;
