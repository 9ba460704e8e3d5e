import { Tabs } from '@mantine/core';
import { IconChevronRight, IconLink } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { t } from '../app/messages/t.ts';
import { CopiedCode } from '../ui/copied-code.tsx';
import { bodyOf, isUpload, parametersOf, replyOf, type ApiDocument, type Operation as Told } from './document-data.ts';
import { clientOf, curlOf } from './example-values.ts';
import { Marked } from './marked.tsx';
import classes from './reference.module.css';
import { SchemaTree, typeInWords } from './schema-tree.tsx';
import { TryIt } from './try-it.tsx';

interface OperationProps {
  document: ApiDocument;
  operation: Told;
  isOpen: boolean;
  onToggle: () => void;
}

/** One call: a line that unfolds to all that is known of it. */
export function Operation({ document, operation, isOpen, onToggle }: OperationProps) {
  const { method, path, summary, operationId } = operation;
  return (
    <article id={operationId} className={classes.operation} data-open={isOpen || undefined}>
      <h3>
        <button type="button" className={classes.line} aria-expanded={isOpen} onClick={onToggle}>
          <IconChevronRight size={16} aria-hidden="true" className={classes.chevron} />
          <span className={classes.method} data-method={method}>
            {method}
          </span>
          <code className={classes.path}>{path}</code>
          <span className={classes.summary}>{summary}</span>
        </button>
      </h3>
      {isOpen && <Details document={document} operation={operation} />}
    </article>
  );
}

function Details({ document, operation }: { document: ApiDocument; operation: Told }) {
  const parameters = parametersOf(document, operation);
  const body = bodyOf(operation);
  const [isTrying, setTrying] = useState(false);
  return (
    <div className={classes.details}>
      <p className={classes.access}>
        <Marked text={operation.description} />{' '}
        <a href={`#${operation.operationId}`} className={classes.anchor} aria-label={t('developers.link', { name: operation.operationId })}>
          <IconLink size={14} aria-hidden="true" /> {operation.operationId}
        </a>
      </p>
      {parameters.length > 0 && (
        <Part title={t('developers.parameters')}>
          <dl className={classes.parameters}>
            {parameters.map((parameter) => (
              <div key={`${parameter.in} ${parameter.name}`}>
                <dt>
                  <code className={classes.name}>{parameter.name}</code>
                  <span className={classes.optional}>
                    {t(`developers.in.${parameter.in}`)}
                    {!parameter.required && `, ${t('developers.optional')}`}
                  </span>
                </dt>
                <dd>
                  <code className={classes.type}>{typeInWords(document, parameter.schema)}</code>
                  {parameter.description && (
                    <span className={classes.why}>
                      <Marked text={parameter.description} />
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      {body && (
        <Part title={t('developers.body')}>
          <SchemaTree document={document} schema={body} />
        </Part>
      )}
      {isUpload(operation) && <Part title={t('developers.body')}>{t('developers.upload')}</Part>}
      <Part title={t('developers.reply')}>
        <Replies document={document} operation={operation} />
      </Part>
      <Part title={t('developers.examples')}>
        <Examples document={document} operation={operation} />
      </Part>
      <section>
        <h4>
          <button type="button" className={classes.unfold} aria-expanded={isTrying} onClick={() => setTrying(!isTrying)}>
            {t('developers.try')}
          </button>
        </h4>
        {isTrying && <TryIt document={document} operation={operation} />}
      </section>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4>{title}</h4>
      {children}
    </section>
  );
}

function Replies({ document, operation }: { document: ApiDocument; operation: Told }) {
  const reply = replyOf(operation);
  const others = Object.entries(operation.responses).filter(([status]) => status !== 'default' && !(status === '200' && reply));
  return (
    <>
      {reply && (
        <>
          <p className={classes.status}>200 application/json</p>
          <SchemaTree document={document} schema={reply} />
        </>
      )}
      {others.map(([status, { content }]) => (
        <p key={status} className={classes.status}>
          {status} {Object.keys(content ?? {}).join(', ') || t('developers.empty')}
        </p>
      ))}
    </>
  );
}

function Examples({ document, operation }: { document: ApiDocument; operation: Told }) {
  return (
    <Tabs defaultValue="curl" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="curl">curl</Tabs.Tab>
        <Tabs.Tab value="typescript">TypeScript</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="curl" pt="xs">
        <CopiedCode label="curl" text={curlOf(document, operation, location.origin)} />
      </Tabs.Panel>
      <Tabs.Panel value="typescript" pt="xs">
        <CopiedCode label="TypeScript" text={clientOf(document, operation, location.origin)} />
      </Tabs.Panel>
    </Tabs>
  );
}
