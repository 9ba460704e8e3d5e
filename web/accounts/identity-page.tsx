import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Mark } from '../app/frame/brand.tsx';
import { t } from '../app/messages/t.ts';
import classes from './identity-page.module.css';

interface IdentityPageProps {
  title: string;
  sentence?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}

/** The page of everything that happens before an account is open: words and inputs on paper, and the harbour beside it. */
export function IdentityPage({ title, sentence, children, foot }: IdentityPageProps) {
  useDocumentTitle(`${title} · ${t('app.brand')}`);
  return (
    <div className={classes.page}>
      <main className={classes.paper}>
        <Link to="/sign-in" className={classes.brand}>
          <Mark size={32} />
          {t('app.brand')}
        </Link>
        <Stack gap="lg" className={classes.content}>
          <div>
            <Title order={1}>{title}</Title>
            {sentence && (
              <Text c="dimmed" fz={16} lh={1.55} mt={6}>
                {sentence}
              </Text>
            )}
          </div>
          {children}
        </Stack>
        {foot && <div className={classes.foot}>{foot}</div>}
      </main>
      <Harbour />
    </div>
  );
}

/** A link at the foot of such a page: a few words, and where they lead. */
export function FootLink({ words, to, label }: { words: string; to: string; label: string }) {
  return (
    <Text size="sm" c="dimmed">
      {words}{' '}
      <Anchor component={Link} to={to}>
        {label}
      </Anchor>
    </Text>
  );
}

const LINES = 26;

/** The quay at the water: lines that grow closer towards the horizon. */
function Harbour() {
  return (
    <aside className={classes.harbour} aria-hidden="true">
      <svg viewBox="0 0 600 900" preserveAspectRatio="xMidYMax slice">
        {Array.from({ length: LINES }, (_, index) => {
          const depth = index / LINES;
          const y = 380 + 520 * depth ** 1.9;
          const gap = 60 + ((index * 137) % 300);
          return (
            <path
              key={index}
              d={`M${-40 + ((index * 71) % 90)} ${y} H${gap} M${gap + 18 + 40 * depth} ${y} H640`}
              stroke="currentColor"
              strokeOpacity={0.16 + 0.3 * depth}
              strokeWidth={0.8 + 1.5 * depth}
            />
          );
        })}
        <path d="M0 380H600" stroke="currentColor" strokeOpacity="0.55" />
        <g fill="none" stroke="currentColor" strokeWidth="5" strokeLinecap="round">
          <circle cx="430" cy="304" r="34" />
          <path d="M430 338v26" />
          <path d="M372 372h228" />
        </g>
        <circle cx="430" cy="304" r="10" fill="currentColor" />
      </svg>
    </aside>
  );
}
