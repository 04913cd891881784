import type { Plan } from '../../../api/tenant.ts';

/** In the order they are offered: what most want comes first. */
export const FAMILIES = ['shared', 'dedicated', 'highmem', 'premium', 'gpu', 'other'] as const;
export type Family = (typeof FAMILIES)[number];

export const familyOf = (plan: Plan): Family =>
  plan.class === 'nanode' || plan.class === 'standard'
    ? 'shared'
    : (FAMILIES.find((family) => family === plan.class) ?? 'other');

const rank = (plan: Plan): number => FAMILIES.indexOf(familyOf(plan));

/** By family, and within one the smallest first. */
export const inOrder = (plans: readonly Plan[]): readonly Plan[] =>
  plans.toSorted((left, right) => rank(left) - rank(right) || left.memory - right.memory || left.vcpus - right.vcpus);
