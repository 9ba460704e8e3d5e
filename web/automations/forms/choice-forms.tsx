import { Anchor, Autocomplete, NumberInput, Stack, Text } from '@mantine/core';
import { language, t } from '../../app/messages/t.ts';
import { usePath } from '../../app/url.ts';
import { NameSelect, NARROW } from './inputs.tsx';
import { type SettingsProps, withPart } from './settings.ts';

/** Which tag; of one that is added a new name makes a new tag. */
export function TagForm({ settings, onChange, names, errorAt, isNew }: SettingsProps & { isNew: boolean }) {
  return (
    <Autocomplete
      label={t('steps.tag')}
      description={isNew ? t('steps.tag.why') : undefined}
      data={[...new Set(names.tags.map(({ name }) => name))]}
      value={String(settings.tag ?? '')}
      error={errorAt('tag')}
      onChange={(tag) => onChange({ tag })}
      maxLength={100}
      data-autofocus
    />
  );
}

/** Whose the records become. */
export function OwnerForm({ settings, onChange, names, errorAt }: SettingsProps) {
  return (
    <NameSelect
      label={t('steps.owner.who')}
      named={names.users}
      value={settings.ownerId as number | undefined}
      error={errorAt('ownerId')}
      onChange={(ownerId) => onChange(ownerId ? { ownerId } : {})}
      isFirst
    />
  );
}

const ON_MAPS = ['automation.enter', 'automation.leave', 'automation.hold', 'automation.resume'] as const;

interface AutomationFormProps extends SettingsProps {
  kind: string;
}

/** Which map records are added to, taken off, paused on or go on with. Only a running one can be added to. */
export function AutomationForm({ kind, settings, onChange, names, errorAt, onlyReady = false }: AutomationFormProps) {
  const step = ON_MAPS.find((one) => one === kind) ?? 'automation.enter';
  const offered = names.automations.filter(({ isRunning }) => !onlyReady || step !== 'automation.enter' || isRunning);
  const objects = names.plural.toLocaleLowerCase(language.locale);
  if (offered.length === 0) return <Text c="dimmed">{t(onlyReady ? 'steps.map.noneReady' : 'steps.map.none', { objects })}</Text>;
  return (
    <NameSelect
      label={t('steps.map')}
      description={onlyReady ? undefined : t(`steps.map.why.${step}`)}
      named={offered.map(({ id, name, isRunning }) => ({ id, name: isRunning ? name : t('steps.map.notRunning', { name }) }))}
      value={settings.automationId as number | undefined}
      error={errorAt('automationId')}
      onChange={(automationId) => onChange(automationId ? { automationId } : {})}
      isFirst
    />
  );
}

/** Which lead router hands the records over. */
export function RouteForm({ settings, onChange, names, errorAt }: SettingsProps) {
  if (names.routers.length === 0)
    return <NothingYet text={t('steps.route.none')} make={t('steps.route.make')} path="/settings/lead-routers" />;
  return (
    <NameSelect
      label={t('steps.route.router')}
      description={t('steps.route.why')}
      named={names.routers}
      value={settings.routerId as number | undefined}
      error={errorAt('routerId')}
      onChange={(routerId) => onChange(routerId ? { routerId } : {})}
      isFirst
    />
  );
}

/** How many points are added to which score. */
export function ScoreForm({ settings, onChange, names, errorAt }: SettingsProps) {
  if (names.scores.length === 0) return <NothingYet text={t('steps.score.none')} make={t('steps.score.make')} path="/settings/scoring" />;
  return (
    <Stack gap="sm">
      <NameSelect
        label={t('steps.score.score')}
        named={names.scores}
        value={settings.scoreId as number | undefined}
        error={errorAt('scoreId')}
        onChange={(scoreId) => onChange(withPart(settings, 'scoreId', scoreId))}
        isFirst
      />
      <NumberInput
        label={t('steps.score.points')}
        description={t('steps.score.points.why')}
        value={(settings.points as number | undefined) ?? ''}
        error={errorAt('points')}
        onChange={(points) => onChange(withPart(settings, 'points', points === '' ? undefined : Number(points)))}
        min={-1000}
        max={1000}
        allowDecimal={false}
        styles={NARROW}
      />
    </Stack>
  );
}

/** There is nothing to choose from; it is made elsewhere. */
function NothingYet({ text, make, path }: { text: string; make: string; path: string }) {
  const href = usePath()(path);
  return (
    <Text c="dimmed">
      {text}{' '}
      <Anchor href={href} target="_blank">
        {make}
      </Anchor>
    </Text>
  );
}
