import { Drawer, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import type { Automation } from './automation-data.ts';
import { PassedPeople } from './seeing/passed-people.tsx';
import type { Asked } from './seeing/seeing-data.ts';
import { StandingPeople } from './seeing/standing-people.tsx';
import { FocusBack } from '../ui/focus-back.tsx';

export interface PeopleDrawerProps {
  automation: Automation;
  /** A step, a trigger by its own id, or 0 for the entrance. */
  stepId: number;
  /** Only those who left by it. */
  exit?: number;
  /** What the step does, or where the way leads, in a line. */
  sentence: string;
  /** What any step of the map does. */
  sentenceOf: (stepId: number) => string;
  failed: number;
  isManager: boolean;
  first?: 'standing' | 'failed' | 'passed' | undefined;
  /** Of which days and of whom the numbers are that led here. */
  asked?: Asked;
  onClose: () => void;
}

/** Who stands on a step, who was set aside there and why, and who came by; those who may can move them. */
export function PeopleDrawer(props: PeopleDrawerProps) {
  const { stepId, exit, sentence, failed, first, automation, onClose } = props;
  const isStep = [...automation.draft.steps, ...(automation.published?.steps ?? [])].some(({ id }) => id === stepId);
  const onlyPassed = exit !== undefined || (!isStep && failed === 0 && first === 'passed') || stepId === 0;
  const [shown, setShown] = useState<string>(onlyPassed ? 'passed' : (first ?? (failed > 0 ? 'failed' : 'standing')));
  return (
    <Drawer opened onClose={onClose} position="right" size={560} title={sentence} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Stack gap="sm">
        {!onlyPassed && (
          <SegmentedControl
            aria-label={t('automations.status')}
            data={(['standing', 'failed', 'passed'] as const).map((value) => ({
              value,
              label: value === 'failed' && failed > 0 ? t('seeing.people.failedCount', { count: failed }) : t(`seeing.people.${value}`),
            }))}
            value={shown}
            onChange={setShown}
          />
        )}
        {onlyPassed && <Text c="dimmed">{t(exit === undefined ? 'seeing.people.cameHere' : 'seeing.people.leftHere')}</Text>}
        {shown === 'passed' ? (
          <PassedPeople {...props} />
        ) : (
          <StandingPeople key={shown} {...props} state={shown as 'standing' | 'failed'} />
        )}
      </Stack>
    </Drawer>
  );
}
