import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldShape } from '../../../src/records/schema.ts';
import { useObjects } from '../../app/session.ts';
import classes from './inputs.module.css';
import { workedOut } from './worked-out.ts';

/** A value nobody writes, with how it comes about for whoever points at it or reaches it by keyboard. */
export function ComputedValue({ field, children }: { field: FieldShape; children: ReactNode }) {
  const sentence = workedOut(field, useObjects());
  if (sentence === undefined) return children;
  return (
    <Tooltip label={sentence} multiline maw={360} events={{ hover: true, focus: true, touch: true }}>
      <span className={classes.worked} tabIndex={0}>
        {children}
        <span className="visually-hidden"> ({sentence})</span>
      </span>
    </Tooltip>
  );
}
