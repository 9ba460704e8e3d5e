import { Link } from '@tanstack/react-router';
import { usePath } from '../app/url.ts';
import classes from './page.module.css';

interface PageTabsProps {
  /** What the sides have in common. */
  label: string;
  /** `path` within the account. */
  tabs: readonly { label: string; path: string }[];
  /** The path of the side that is shown. */
  at: string;
}

/** Sides of one place that are pages of their own, below its title. */
export function PageTabs({ label, tabs, at }: PageTabsProps) {
  const pathTo = usePath();
  return (
    <nav aria-label={label} className={classes.sides}>
      {tabs.map((tab) => (
        <Link
          key={tab.path}
          to={pathTo(tab.path)}
          activeOptions={{ exact: true }}
          activeProps={{}}
          aria-current={tab.path === at ? 'page' : undefined}
          className={classes.side}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
