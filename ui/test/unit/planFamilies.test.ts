import { expect, test } from 'vitest';
import type { Plan } from '../../src/api/tenant.ts';
import { familyOf, inOrder } from '../../src/pages/tenant/machines/planFamilies.ts';

const plan = (id: string, planClass: string, memory: number, vcpus = 1) =>
  ({ id, class: planClass, memory, vcpus }) as Plan;

test('plans stand by family, and the smallest of what most want comes first', () => {
  const plans = [
    plan('gpu', 'gpu', 1024),
    plan('large', 'standard', 4096, 2),
    plan('own', 'dedicated', 4096),
    plan('small', 'nanode', 1024),
    plan('strange', 'accelerated', 512),
  ];
  expect(inOrder(plans).map(({ id }) => id)).toEqual(['small', 'large', 'own', 'gpu', 'strange']);
});

test('a class without a family is one of the others', () => {
  expect(familyOf(plan('strange', 'accelerated', 512))).toBe('other');
});
