import { branchesOf, type Step, type WaitSettings } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import { durationOf, shareOf } from './words.ts';

type Variants = { name?: string; weight?: number }[];

/** What each way out of a step is called, in the order of its exits: "yes", a branch's name, a variant with its weight, "within 3 days". */
export function sentencesOfExits({ kind, settings }: Pick<Step, 'kind' | 'settings'>): string[] {
  switch (kind) {
    case 'end':
      return [];
    case 'condition':
      return exitsOfCondition(settings);
    case 'split':
      return nameVariants(settings.variants as Variants | undefined);
    case 'fork':
      return Array.from({ length: typeof settings.ways === 'number' ? settings.ways : 2 }, (_, way) =>
        t('steps.exit.way', { number: way + 1 }),
      );
    case 'wait':
      return settings.wait === 'criteria' ? exitsOfCriteria(settings as unknown as WaitSettings & { wait: 'criteria' }) : [''];
    default:
      return [''];
  }
}

function exitsOfCondition(settings: Record<string, unknown>): string[] {
  const branches = branchesOf(settings);
  if (branches.length === 1 && branches[0]!.name === '') return [t('steps.exit.yes'), t('steps.exit.no')];
  return [...branches.map(({ name }, index) => name || t('steps.exit.branch', { number: index + 1 })), t('steps.exit.else')];
}

function nameVariants(variants: Variants = [{}, {}]): string[] {
  const total = variants.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return variants.map(({ name, weight = 1 }, index) =>
    t('steps.exit.variant', { name: name || nameOfVariant(index), share: shareOf(total === 0 ? 0 : weight / total) }),
  );
}

/** A, B, C… of a variant without a name of its own. */
export const nameOfVariant = (index: number): string => String.fromCharCode(65 + index);

function exitsOfCriteria({ limit }: WaitSettings & { wait: 'criteria' }): string[] {
  if (!limit) return [t('steps.exit.true'), t('steps.exit.never')];
  return [t('steps.exit.within', { duration: durationOf(limit) }), t('steps.exit.after', { duration: durationOf(limit) })];
}
