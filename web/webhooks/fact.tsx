import type { ReactNode } from 'react';

/** One thing told of a webhook, in a list of definitions. */
export const Fact = ({ label, children }: { label: string; children: ReactNode }): ReactNode => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
