import { Button, Group } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listSlots } from '../list-slots.tsx';
import { type MessageKey, t } from '../messages/t.ts';
import { useAccount, useObjects } from '../session.ts';
import { useDrawer, usePath } from '../url.ts';
import { Section } from '../../ui/page-header.tsx';
import { later } from '../later.tsx';
import type { Progress } from './home-data.ts';
import classes from './home.module.css';

const AddressForm = later(async () => (await import('./address-form.tsx')).AddressForm);

interface Step {
  id: string;
  title: MessageKey;
  sentence: MessageKey;
  isDone: boolean;
  /** What does it, in place. */
  way: ReactNode;
}

/** Five real steps of a new account, each done in place; gone once all are done. */
export function FirstSteps({ progress }: { progress: Progress }) {
  const account = useAccount();
  const steps: Step[] = [
    {
      id: 'address',
      title: 'home.step.address',
      sentence: 'home.step.address.sentence',
      isDone: account.postalAddress.trim() !== '',
      way: <AddressForm />,
    },
    {
      id: 'contacts',
      title: 'home.step.contacts',
      sentence: 'home.step.contacts.sentence',
      isDone: progress.contacts > 0,
      way: <BringContacts />,
    },
    {
      id: 'group',
      title: 'home.step.group',
      sentence: 'home.step.group.sentence',
      isDone: progress.groups > 0,
      way: <WayTo path="/groups/new" label="home.step.group.action" />,
    },
    {
      id: 'automation',
      title: 'home.step.automation',
      sentence: 'home.step.automation.sentence',
      isDone: progress.automations > 0,
      way: <WayTo path="/automations" label="home.step.automation.action" />,
    },
    {
      id: 'letter',
      title: 'home.step.letter',
      sentence: 'home.step.letter.sentence',
      isDone: progress.letters > 0,
      way: <WayTo path="/outbox" label="home.step.letter.action" />,
    },
  ];
  const next = steps.find((step) => !step.isDone);
  if (!next || account.kind === 'sandbox') return null;
  const done = steps.filter((step) => step.isDone).length;
  return (
    <Section title={t('home.steps')} description={t('home.steps.done', { done, count: steps.length })}>
      <ol className={classes.steps}>
        {steps.map((step, place) => (
          <li key={step.id} className={classes.step} data-state={step.isDone ? 'done' : step === next ? 'next' : 'later'}>
            <span className={classes.number}>{step.isDone ? <IconCheck size={15} aria-label={t('home.step.done')} /> : place + 1}</span>
            <div>
              <h3>{t(step.title)}</h3>
              {!step.isDone && <p>{t(step.sentence)}</p>}
              {step === next && <div className={classes.do}>{step.way}</div>}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function WayTo({ path, label }: { path: string; label: MessageKey }) {
  const to = usePath()(path);
  return (
    <Button component={Link} to={to}>
      {t(label)}
    </Button>
  );
}

/** A file, or one by hand. */
function BringContacts() {
  const account = useAccount();
  const drawer = useDrawer();
  const object = useObjects().find(({ person }) => person);
  if (!object) return null;
  return (
    <Group gap="xs">
      {listSlots
        .filter((slot) => slot.id === 'import' && (slot.visible?.(account, object) ?? true))
        .map(({ id, Button: Way }) => (
          <Way key={id} object={object} which={{}} columns={[]} sort="" />
        ))}
      <Button variant="default" onClick={() => drawer.open(`new-record/${object.key}`)}>
        {t('home.step.contacts.byHand')}
      </Button>
    </Group>
  );
}
