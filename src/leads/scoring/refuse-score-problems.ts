import type { AccountDb } from '../../app/db.ts';
import { invalid, Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { eventKinds } from '../../app/registry.ts';
import { asksField, criteriaContext, criteriaProblems, groupsIn, type Criteria, type CriteriaContext } from '../../criteria/index.ts';
import { allScores } from '../queries/scores.ts';
import { isCriteriaLine, mayBeCounted, type EventLine, type ScoreSettings } from '../rules/score-settings.ts';

/**
 * Refuses a model with a line that cannot be asked (`invalid_input`), that asks what the viewer's role hides and did not stand there before
 * (`field_hidden`), that counts an effect of scores, or that asks for a score itself.
 */
export async function refuseScoreProblems(
  db: AccountDb,
  viewer: Viewer,
  { objectId, settings, before }: { objectId: number; settings: ScoreSettings; before?: ScoreSettings },
): Promise<void> {
  const context = await criteriaContext(db, { objectId, viewer });
  const known = new Set(before?.lines.filter(isCriteriaLine).map(({ criteria }) => JSON.stringify(criteria)));
  const scoreFields = (await allScores(db)).flatMap(({ object_id, field_id, band_field_id }) =>
    [field_id, band_field_id].map((fieldId) => ({ objectId: object_id, fieldId })),
  );
  for (const [place, line] of settings.lines.entries()) {
    const at = `settings.lines.${place}`;
    if (!isCriteriaLine(line)) refuseEvent(line, at);
    else if (!known.has(JSON.stringify(line.criteria))) refuseCriteria(line.criteria as Criteria, context, { at, scoreFields });
  }
}

function refuseEvent(line: EventLine, at: string): void {
  const kind = eventKinds().find((known) => known.kind === line.event);
  if (!kind?.trigger) throw invalid(at, `“${line.event}” cannot be counted. Choose something else that happens.`);
  if (!mayBeCounted(line.event)) throw invalid(at, 'Scores lead to this themselves, so it cannot give points. Choose something else.');
  if (line.subject && !kind.subject) throw invalid(at, 'This is about nothing that could be chosen. Leave the choice open.');
}

function refuseCriteria(
  tree: Criteria,
  context: CriteriaContext,
  { at, scoreFields }: { at: string; scoreFields: readonly { objectId: number; fieldId: number }[] },
): void {
  const [problem] = criteriaProblems(tree, context);
  if (problem) {
    throw new Problem(problem.code, problem.sentence, {
      status: problem.code === 'field_hidden' ? 403 : 422,
      fields: { [at]: problem.sentence },
    });
  }
  const trees = withGroups(tree, context);
  if (scoreFields.some((field) => trees.some((one) => asksField(one, context.objectId, field, context.objects as never)))) {
    throw invalid(at, 'This asks for a score, which would then rest upon itself. Ask for something else.', 'score_asks_score');
  }
}

/** A tree and those of all groups it refers to, and these in turn. */
function withGroups(tree: Criteria, context: CriteriaContext): Criteria[] {
  const seen = new Set<number>();
  const trees = [tree];
  for (let place = 0; place < trees.length; place++) {
    for (const id of groupsIn(trees[place]!)) {
      const group = context.groups.get(id);
      if (!group || seen.has(id)) continue;
      seen.add(id);
      trees.push(group.criteria);
    }
  }
  return trees;
}
