import { basename, dirname, join } from 'node:path';
import { Project } from 'ts-morph';
import { sourcesOf } from '../source.ts';
import { problemsIn, type ProblemFacts } from './problems.ts';
import { routesIn, type RouteFacts } from './replies.ts';
import { wireOf, type Schema } from './wire.ts';

/** What only the sources know of the API: what stands in routes, the named schemas in them, and every code a refusal may bear. */
export interface ApiFacts {
  routes: Record<string, RouteFacts>;
  schemas: Record<string, Schema>;
  problems: ProblemFacts[];
  /** The title and the first sentence of each domain's README. */
  domains: Record<string, { title: string; sentence: string }>;
}

/** Reads the sources below `root` with the compiler: some ten seconds. `loose` names the replies whose types say too little. */
export function apiFacts(root: string): { facts: ApiFacts; loose: string[] } {
  const project = new Project({ tsConfigFilePath: join(root, 'tsconfig.json'), skipAddingFilesFromTsConfig: true });
  project.addSourceFileAtPath(join(root, 'src/main.ts'));
  const program = project.getProgram().compilerObject;
  const checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(join(root, 'src')));
  const wire = wireOf(checker, sources);
  const { made, schemas } = wire.finished(routesIn(sources, checker, wire));
  return { facts: { routes: made, schemas, problems: problemsIn(sources), domains: domainsIn(root) }, loose: wire.loose };
}

const domainsIn = (root: string): ApiFacts['domains'] =>
  Object.fromEntries(
    sourcesOf(root, 'src/*/README.md').map(({ path, text }) => {
      const [heading = '', paragraph = ''] = text.split(/\n\s*\n/);
      const title = heading.replace(/^# /, '');
      const sentence = paragraph.replaceAll(/\s+/g, ' ').replaceAll(/[*_`]/g, '');
      return [
        basename(dirname(path)),
        { title: title.charAt(0).toUpperCase() + title.slice(1), sentence: /^.*?\.(?= |$)/.exec(sentence)?.[0] ?? sentence },
      ];
    }),
  );
