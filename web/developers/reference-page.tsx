import { Anchor, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue, useDocumentTitle, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Mark } from '../app/frame/brand.tsx';
import { t } from '../app/messages/t.ts';
import { meQuery } from '../app/session.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { documentQuery, domainsOf, found, type ApiDocument, type Domain, type Problems } from './document-data.ts';
import { Marked } from './marked.tsx';
import { Operation } from './operation.tsx';
import classes from './reference.module.css';

const TYPING_MS = 120;

/** Every call of the API, to be read, searched and tried; open to anyone, as the document is. */
export default function ReferencePage() {
  const { data, error, refetch } = useQuery(documentQuery);
  const { data: me } = useQuery(meQuery);
  useDocumentTitle(`${t('developers.title')} · ${t('app.brand')}`);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <Link to="/" className={classes.brand}>
          <Mark size={26} />
          {t('app.brand')}
        </Link>
        <span className={classes.where}>{t('developers.title')}</span>
        <Anchor href="/api/openapi.json" size="sm">
          {t('developers.document')}
        </Anchor>
        {me === null && (
          <Anchor component={Link} to="/sign-in" search={{ to: '/developers' } as never} size="sm">
            {t('developers.signIn')}
          </Anchor>
        )}
      </header>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Reference document={data} />}
    </div>
  );
}

function Reference({ document }: { document: ApiDocument }) {
  const all = useMemo(() => domainsOf(document), [document]);
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, TYPING_MS);
  const shown = useMemo(() => found(all, settled), [all, settled]);
  const input = useRef<HTMLInputElement>(null);
  const showAll = useCallback(() => setSearch(''), []);
  useHotkeys([['/', () => input.current?.focus()]]);
  return (
    <div className={classes.columns}>
      <nav className={classes.nav} aria-label={t('developers.domains')}>
        <DomainLinks domains={shown} />
      </nav>
      <main className={classes.main}>
        <h1>{t('developers.title')}</h1>
        <div className={classes.find}>
          <TextInput
            ref={input}
            type="search"
            aria-label={t('developers.search')}
            placeholder={t('developers.search')}
            leftSection={<IconSearch size={16} aria-hidden="true" />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <NativeSelect
            className={classes.jump}
            aria-label={t('developers.domains')}
            value=""
            data={[{ value: '', label: t('developers.domains') }, ...shown.map(({ name, title }) => ({ value: name, label: title }))]}
            onChange={(event) => goTo(event.currentTarget.value)}
          />
        </div>
        {settled === '' && <Beginning document={document} />}
        {shown.length === 0 && <p className={classes.none}>{t('developers.none', { search: settled })}</p>}
        <Domains document={document} domains={shown} onMissing={showAll} />
      </main>
    </div>
  );
}

const placeOf = (id: string): HTMLElement | null => document.getElementById(id);
const goTo = (id: string): void => placeOf(id)?.scrollIntoView();

function DomainLinks({ domains }: { domains: readonly Domain[] }) {
  return (
    <ul>
      {domains.map(({ name, title, operations }) => (
        <li key={name}>
          <a href={`#${name}`}>
            {title} <span className={classes.count}>{operations.length}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

interface DomainsProps {
  document: ApiDocument;
  domains: readonly Domain[];
  /** An address leads to a call that the search leaves out. */
  onMissing: () => void;
}

function Domains({ document, domains, onMissing }: DomainsProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([location.hash.slice(1)]));
  useEffect(() => {
    const follow = (): void => {
      const id = location.hash.slice(1);
      setOpen((before) => new Set([...before, id]));
      if (!placeOf(id)) onMissing();
      setTimeout(() => goTo(id), placeOf(id) ? 0 : 2 * TYPING_MS);
    };
    if (location.hash !== '') follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [onMissing]);
  const toggle = (id: string): void => {
    const next = new Set(open);
    if (!next.delete(id)) {
      next.add(id);
      history.replaceState(history.state, '', `#${id}`);
    }
    setOpen(next);
  };
  return domains.map(({ name, title, sentence, operations }) => (
    <section key={name} aria-labelledby={name} className={classes.domain}>
      <h2 id={name}>{title}</h2>
      {sentence && <p className={classes.sentence}>{sentence}</p>}
      {operations.map((operation) => (
        <Operation
          key={operation.operationId}
          document={document}
          operation={operation}
          isOpen={open.has(operation.operationId)}
          onToggle={() => toggle(operation.operationId)}
        />
      ))}
    </section>
  ));
}

/** What every caller needs to know once, and the codes of refusals. */
function Beginning({ document }: { document: ApiDocument }) {
  const codes = Object.entries((document.components.schemas.Problem as unknown as Problems)['x-codes']);
  return (
    <div className={classes.beginning}>
      {document.info.description.split('\n\n').map((paragraph) => (
        <p key={paragraph}>
          <Marked text={paragraph} />
        </p>
      ))}
      <details>
        <summary>{t('developers.codes', { count: codes.length })}</summary>
        <dl className={classes.codes}>
          {codes.map(([code, { status, title }]) => (
            <div key={code}>
              <dt>
                <code>{code}</code> {status}
              </dt>
              <dd>{title}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
