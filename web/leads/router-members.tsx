import { ActionIcon, Button, Group, NumberInput, Select, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconClock, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { type Member, memberSettingsSchema, type RouterSettings } from '../../src/leads/schema.ts';
import { t } from '../app/messages/t.ts';
import type { Names } from '../automations/index.tsx';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { hoursOf } from './hours-sentence.ts';
import classes from './leads.module.css';
import type { MemberNow } from './leads-data.ts';
import { MemberDrawer } from './member-drawer.tsx';

interface RouterMembersProps {
  settings: RouterSettings;
  onChange: (settings: RouterSettings) => void;
  users: Names['users'];
  now: readonly MemberNow[];
}

/** Who gets records, in their order: share, hours, what they got today, and whether they are there. */
export function RouterMembers({ settings, onChange, users, now }: RouterMembersProps) {
  const [editing, setEditing] = useState<number | null>(null);
  const { members } = settings;
  const set = (next: Member[]): void => onChange({ ...settings, members: next });
  const nameOf = (userId: number): string => users.find(({ id }) => id === userId)?.name ?? t('leads.router.member.gone');
  const open = users.filter(({ id }) => !members.some(({ userId }) => userId === id));
  const edited = members.find(({ userId }) => userId === editing);
  const change = (userId: number, part: Partial<Member>): void =>
    set(members.map((member) => (member.userId === userId ? { ...member, ...part } : member)));
  return (
    <Section title={t('leads.router.members')}>
      <ul className={classes.members}>
        {members.map((member, place) => (
          <MemberLine
            key={member.userId}
            member={member}
            name={nameOf(member.userId)}
            now={now.find(({ userId }) => userId === member.userId)}
            isWeighted={settings.how === 'weighted'}
            onShare={(percent) => change(member.userId, { percent })}
            onEdit={() => setEditing(member.userId)}
            onRemove={members.length > 1 ? () => set(members.filter(({ userId }) => userId !== member.userId)) : undefined}
            onUp={place > 0 ? () => set(swapped(members, place, place - 1)) : undefined}
            onDown={place < members.length - 1 ? () => set(swapped(members, place, place + 1)) : undefined}
          />
        ))}
      </ul>
      <Group justify="space-between" mt="md" gap="sm">
        <Select
          aria-label={t('leads.router.members.add')}
          placeholder={t('leads.router.members.add')}
          data={open.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={null}
          onChange={(id) => id && set([...members, { userId: Number(id), percent: 0, settings: memberSettingsSchema.parse({}) }])}
          searchable
          disabled={open.length === 0}
          w={240}
        />
        {settings.how === 'weighted' && <Total members={members} onEven={() => set(shared(members))} />}
      </Group>
      {edited && (
        <MemberDrawer
          name={nameOf(edited.userId)}
          settings={edited.settings}
          onChange={(own) => change(edited.userId, { settings: own })}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

function swapped(members: readonly Member[], one: number, other: number): Member[] {
  const next = [...members];
  [next[one], next[other]] = [next[other]!, next[one]!];
  return next;
}

/** A hundred percent among all, the first getting what is left over. */
function shared(members: readonly Member[]): Member[] {
  const each = Math.floor(100 / members.length);
  return members.map((member, place) => ({ ...member, percent: each + (place < 100 - each * members.length ? 1 : 0) }));
}

function Total({ members, onEven }: { members: readonly Member[]; onEven: () => void }) {
  const total = members.reduce((sum, { percent }) => sum + percent, 0);
  return (
    <Group gap="xs">
      <Text size="sm" c={total === 100 ? 'dimmed' : 'bad'} role="status">
        {t(total === 100 ? 'leads.router.total' : 'leads.router.total.wrong', { total })}
      </Text>
      <Button size="compact-sm" variant="default" onClick={onEven}>
        {t('leads.router.total.even')}
      </Button>
    </Group>
  );
}

interface MemberLineProps {
  member: Member;
  name: string;
  now: MemberNow | undefined;
  isWeighted: boolean;
  onShare: (percent: number) => void;
  onEdit: () => void;
  onRemove: (() => void) | undefined;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}

function MemberLine({ member, name, now, isWeighted, onShare, onEdit, onRemove, onUp, onDown }: MemberLineProps) {
  const { capDay } = member.settings;
  return (
    <li className={classes.member} data-turns={!isWeighted || undefined}>
      <div>
        <div className={classes.name}>{name}</div>
        <div className={classes.quiet}>
          {t('leads.router.today.so', { today: now?.today ?? 0, cap: capDay ?? 0 })} · {hoursOf(member.settings)}
        </div>
      </div>
      {isWeighted && (
        <NumberInput
          aria-label={t('leads.router.percentOf', { name })}
          value={member.percent}
          onChange={(percent) => onShare(Number(percent) || 0)}
          min={0}
          max={100}
          allowDecimal={false}
          suffix=" %"
        />
      )}
      <div>{now && <MemberState now={now} />}</div>
      <span className={classes.tools}>
        {!isWeighted && (
          <>
            <ActionIcon variant="subtle" aria-label={t('leads.router.member.up', { name })} disabled={!onUp} onClick={onUp}>
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon variant="subtle" aria-label={t('leads.router.member.down', { name })} disabled={!onDown} onClick={onDown}>
              <IconArrowDown size={16} />
            </ActionIcon>
          </>
        )}
        <ActionIcon variant="subtle" aria-label={t('leads.router.member.edit', { name })} onClick={onEdit}>
          <IconClock size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="bad"
          aria-label={t('leads.router.member.remove', { name })}
          disabled={!onRemove}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      </span>
    </li>
  );
}

function MemberState({ now: { absence, back } }: { now: MemberNow }) {
  if (absence === null) return <StatusBadge state="good">{t('leads.router.there')}</StatusBadge>;
  return (
    <>
      <StatusBadge state={absence === 'off_hours' ? 'quiet' : 'warn'} open>
        {t(`leads.router.${absence}`)}
      </StatusBadge>
      {back && (
        <div className={classes.quiet}>
          <RelativeTime time={back} />
        </div>
      )}
    </>
  );
}
