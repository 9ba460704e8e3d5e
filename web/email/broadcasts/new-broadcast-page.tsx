import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Receivers } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useObjects, useRefresh } from '../../app/session.ts';
import { useGo, useUrlState } from '../../app/url.ts';
import { FormProblem } from '../../ui/api-form.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone } from '../../ui/notice.ts';
import { PageHeader, Section } from '../../ui/page-header.tsx';
import { messagesQuery } from '../email-data.ts';
import { broadcastCalls, broadcastQuery, keptReceivers, newKey, reachOfBroadcastQuery } from './broadcast-data.ts';
import classes from './broadcasts.module.css';
import { ReachPanel } from './reach-panel.tsx';
import { readySchedule, WhenPart, type WhenDraft } from './when-part.tsx';
import { TestPart, type TestDraft } from './test-part.tsx';
import { VariantsPart, type VariantDraft } from './variants-part.tsx';
import { WhomPart, type WhomDraft } from './whom-part.tsx';

/** The page before sending: what, whom, when, what is tried out; who gets it and who does not and why; then one button. */
export default function NewBroadcastPage() {
  const accountId = useAccountId();
  const people = useObjects().filter((object) => object.person);
  const { data: messages } = useQuery(messagesQuery(accountId));
  const [unopenedOf] = useUrlState('unopened');
  const { data: earlier } = useQuery({ ...broadcastQuery(accountId, Number(unopenedOf)), enabled: unopenedOf !== '' });
  if (!messages || people.length === 0 || (unopenedOf !== '' && !earlier)) return <Loading />;
  return <BroadcastForm messages={messages} earlier={earlier} />;
}

type Messages = Parameters<typeof VariantsPart>[0]['messages'];

function BroadcastForm({ messages, earlier }: { messages: Messages; earlier: { id: number; name: string; objectId: number } | undefined }) {
  const account = useAccount();
  const accountId = useAccountId();
  const [messageId] = useUrlState('message');
  const [groupId] = useUrlState('group');
  const [chosen] = useUrlState('chosen');
  const [objectId] = useUrlState('object', '0');
  const first = messages.find(({ id }) => id === Number(messageId));
  const [name, setName] = useState(first?.name ?? '');
  const [variants, setVariants] = useState<VariantDraft[]>([{ messageId: first?.id ?? null, subject: '' }]);
  const [whom, setWhom] = useState<WhomDraft>(() => beginning({ groupId, chosen, earlier }));
  const [when, setWhen] = useState<WhenDraft>({ when: 'now', at: '', hours: 4 });
  const [test, setTest] = useState<TestDraft>({ share: 20, by: 'opens', waitMinutes: 240 });
  const object = messages.find(({ id }) => id === variants[0]!.messageId)?.objectId ?? earlier?.objectId ?? Number(objectId);
  const which = receiversOf(whom);
  const isReady = which !== null && variants.every((variant) => variant.messageId !== null);
  const asked = isReady ? { objectId: object, which, variants: variants.map(asSent) } : null;
  const reach = useQuery(reachOfBroadcastQuery(accountId, asked));
  const schedule = readySchedule(when, account.timeZone);
  const { plan, problem } = usePlanning();
  const reached = reach.data?.reached ?? 0;
  const isBlocked =
    !asked || !schedule || !reach.data || reach.isPlaceholderData || reached === 0 || reach.data.problems.length > 0 || name.trim() === '';
  return (
    <>
      <PageHeader
        title={t('broadcasts.new')}
        within={[
          { label: t('email.messages'), path: '/messages' },
          { label: t('broadcasts.title'), path: '/messages/broadcasts' },
        ]}
      />
      <div className={classes.before}>
        <div className={classes.parts}>
          <Section title={t('broadcasts.what')}>
            <VariantsPart
              messages={messages}
              objectId={object}
              variants={variants}
              onChange={setVariants}
              onFirst={(picked) => name === '' && setName(picked)}
            />
            <TextInput
              mt="md"
              label={t('broadcasts.name')}
              description={t('broadcasts.name.why')}
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </Section>
          <Section title={t('broadcasts.whom')}>
            <WhomPart objectId={object} whom={whom} onChange={setWhom} />
          </Section>
          {variants.length > 1 && (
            <Section title={t('broadcasts.test')}>
              <TestPart test={test} arms={variants.length} reached={reach.data?.reached ?? null} onChange={setTest} />
            </Section>
          )}
          <Section title={t('broadcasts.when')}>
            <WhenPart draft={when} onChange={setWhen} />
          </Section>
        </div>
        <div className={classes.beside}>
          <Section title={t('broadcasts.reach')}>
            <ReachPanel
              reach={asked ? reach.data : undefined}
              isCounting={asked !== null && reach.isFetching}
              error={asked ? reach.error : null}
            />
            {account.mode === 'practising' && (
              <Alert color="info" variant="light" mt="md">
                {t('broadcasts.practising')}
              </Alert>
            )}
            <FormProblem problem={problem} />
            <Button
              fullWidth
              mt="md"
              size="md"
              disabled={isBlocked}
              loading={plan.isPending}
              onClick={() =>
                plan.mutate({
                  ...asked!,
                  name: name.trim(),
                  schedule: schedule!,
                  test: variants.length > 1 ? test : null,
                  expected: reached,
                })
              }
            >
              {t(when.when === 'now' ? 'broadcasts.submit.now' : 'broadcasts.submit.later', { count: reached })}
            </Button>
          </Section>
        </div>
      </div>
    </>
  );
}

function usePlanning() {
  const api = useApi();
  const go = useGo();
  const refresh = useRefresh();
  const key = useRef(newKey());
  const [problem, setProblem] = useState<string | null>(null);
  const plan = useMutation({
    mutationFn: (asked: Omit<Parameters<ReturnType<typeof broadcastCalls>['plan']>[0], 'key'>) =>
      broadcastCalls(api).plan({ ...asked, key: key.current }),
    onSuccess: (broadcast) => {
      showDone(t(broadcast.schedule.when === 'now' ? 'broadcasts.sent' : 'broadcasts.planned'));
      void refresh('broadcasts');
      go(`/messages/broadcasts/${broadcast.id}`);
    },
    onError: (error: Error) => {
      setProblem(error.message);
      void refresh('broadcasts', 'preview');
    },
  });
  return { plan, problem };
}

const asSent = ({ messageId, subject }: VariantDraft) => ({ messageId: messageId!, ...(subject.trim() === '' ? {} : { subject }) });

function beginning(from: { groupId: string; chosen: string; earlier: { id: number; name: string } | undefined }): WhomDraft {
  if (from.earlier)
    return { kind: 'unopened', fixed: { unopenedOf: from.earlier.id }, name: from.earlier.name, group: null, criteria: null };
  const kept = keptReceivers(from.chosen);
  if (kept) return { kind: 'fixed', fixed: kept, name: '', group: null, criteria: null };
  return { kind: 'group', fixed: null, name: '', group: from.groupId ? Number(from.groupId) : null, criteria: null };
}

/** Whom, as the API takes it; null while something is still to be chosen. */
function receiversOf({ kind, fixed, group, criteria }: WhomDraft): Receivers | null {
  switch (kind) {
    case 'everybody':
      return {};
    case 'group':
      return group === null ? null : { group };
    case 'criteria':
      return criteria === null ? null : { criteria };
    case 'fixed':
    case 'unopened':
      return fixed;
  }
}
