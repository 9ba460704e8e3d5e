import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { LetterTemplate } from '../../../src/documents/schema.ts';
import { useAccountId, useApi } from '../../app/session.ts';
import { previewLetter } from '../preview-letter.ts';
import classes from './templates.module.css';

/** The letter a template makes, small; made when it comes into sight. */
export function Thumbnail({ template }: { template: LetterTemplate }) {
  const api = useApi();
  const frame = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true), {
      rootMargin: '200px',
    });
    if (frame.current) watcher.observe(frame.current);
    return () => watcher.disconnect();
  }, []);
  const { data } = useQuery({
    queryKey: [useAccountId(), 'letter-templates', template.key, 'letter'],
    queryFn: () => previewLetter(api, template),
    enabled: isSeen,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div ref={frame} className={classes.thumbnail} aria-hidden="true">
      {data?.letter && <iframe title={template.name} srcDoc={inLight(data.letter.html)} sandbox="" tabIndex={-1} />}
    </div>
  );
}

const inLight = (html: string): string => html.replaceAll(/@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)/g, '@media not all');
