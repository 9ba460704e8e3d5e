import { Anchor } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import classes from './records.module.css';
import taskClasses from './tasks.module.css';

/** Addresses of pages, and colleagues by their ids. Everything else is text as it stands. */
const PARTS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])|@\{(\d{1,15})\}/g;

/** A note as people read it: links lead somewhere, colleagues stand by their present name. */
export function NoteBody({ body, nameOf }: { body: string; nameOf: (userId: number) => string | undefined }) {
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const match of body.matchAll(PARTS)) {
    const [whole, url, userId] = match;
    parts.push(body.slice(end, match.index));
    parts.push(
      url ? (
        <Anchor key={match.index} href={url} target="_blank" rel="noopener noreferrer nofollow" inherit>
          {url}
        </Anchor>
      ) : (
        <span key={match.index} className={taskClasses.mention}>
          @{nameOf(Number(userId)) ?? t('notes.mention.gone')}
        </span>
      ),
    );
    end = match.index + whole.length;
  }
  parts.push(body.slice(end));
  return <div className={classes.note}>{parts}</div>;
}
