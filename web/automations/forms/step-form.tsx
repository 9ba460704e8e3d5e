import { Alert, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../app/messages/t.ts';
import { TellSettings, WebhookSettings } from '../../webhooks/index.tsx';
import type { Names } from '../use-names.ts';
import { AutomationForm, OwnerForm, RouteForm, ScoreForm, TagForm } from './choice-forms.tsx';
import { ConditionForm } from './condition-form.tsx';
import { AssignConversationForm, CloseConversationForm, MoveConversationForm } from './conversation-forms.tsx';
import { EmailForm } from './email-form.tsx';
import { FieldForm } from './field-form.tsx';
import { GoalForm } from './goal-form.tsx';
import { NotifyForm } from './notify-form.tsx';
import { placeOfProblem } from './place-of-problem.ts';
import { CreateForm } from './record-forms.tsx';
import { RelateForm } from './relate-form.tsx';
import type { Settings, SettingsProps } from './settings.ts';
import { SplitForm } from './split-form.tsx';
import { TaskForm, TemplateForm } from './task-form.tsx';
import { WaitForm } from './wait-form.tsx';
import { EndForm, ForkForm, GotoForm, type Target } from './way-forms.tsx';

export interface StepFormProps {
  kind: string;
  settings: Settings;
  onChange: (settings: Settings) => void;
  names: Names;
  /** What the server says keeps this step from running; it is shown beside the control it is about. */
  problem?: string | undefined;
  /** Of a "go to": the steps it may lead to, and where it leads. */
  target?: Target;
  /** Only what can be used at once is offered: published messages, running automations. */
  onlyReady?: boolean;
}

/** What can be set about a step of this kind. */
export function StepForm({ kind, problem, target, ...props }: StepFormProps) {
  const place = problem === undefined ? undefined : placeOfProblem(kind, props.settings, problem);
  const errorAt = (path: string): string | undefined => (place === path ? problem : undefined);
  const form = formOf(kind, { ...props, errorAt }, target);
  if (place !== '') return form;
  return (
    <Stack gap="md">
      <Alert color="bad" variant="light" role="alert">
        {problem}
      </Alert>
      {form}
    </Stack>
  );
}

function formOf(kind: string, props: SettingsProps, target: Target | undefined): ReactNode {
  switch (kind) {
    case 'wait':
      return <WaitForm {...props} />;
    case 'condition':
      return <ConditionForm {...props} />;
    case 'split':
      return <SplitForm {...props} />;
    case 'fork':
      return <ForkForm {...props} />;
    case 'goto':
      return target ? <GotoForm target={target} names={props.names} /> : null;
    case 'goal':
      return <GoalForm {...props} />;
    case 'end':
      return <EndForm {...props} />;
    default:
      return formOfAction(kind, props);
  }
}

function formOfAction(kind: string, props: SettingsProps): ReactNode {
  switch (kind) {
    case 'email.send':
      return <EmailForm {...props} />;
    case 'tag.add':
    case 'tag.remove':
      return <TagForm {...props} isNew={kind === 'tag.add'} />;
    case 'task.create':
      return <TaskForm {...props} />;
    case 'task.assign':
      return <TemplateForm {...props} />;
    case 'automation.enter':
    case 'automation.leave':
    case 'automation.hold':
    case 'automation.resume':
      return <AutomationForm {...props} kind={kind} />;
    case 'owner.change':
      return <OwnerForm {...props} />;
    case 'field.change':
      return <FieldForm {...props} />;
    case 'user.notify':
      return <NotifyForm {...props} />;
    case 'record.create':
      return <CreateForm {...props} />;
    case 'record.relate':
    case 'record.unrelate':
      return <RelateForm {...props} isEnding={kind === 'record.unrelate'} />;
    case 'webhook.send':
      return <WebhookSettings {...props} />;
    case 'webhook.tell':
      return <TellSettings {...props} />;
    case 'lead.route':
      return <RouteForm {...props} />;
    case 'conversation.assign':
      return <AssignConversationForm {...props} />;
    case 'conversation.close':
      return <CloseConversationForm />;
    case 'conversation.move':
      return <MoveConversationForm {...props} />;
    case 'score.add':
      return <ScoreForm {...props} />;
    default:
      return <Text c="dimmed">{t('automations.noForm')}</Text>;
  }
}
