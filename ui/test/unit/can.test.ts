import { describe, expect, test } from 'vitest';
import { actionCan, deedCan, deviceCan, machineCan, moving, roleCan } from '../../src/api/can.ts';

const machine = (status: string) => ({ status, locks: [], working: false, awaits: false });

describe('what a machine allows', () => {
  test.each([...moving].filter((status) => status !== 'deleting'))('while %s switching waits its turn', (status) => {
    for (const action of ['boot', 'reboot', 'shutdown', 'delete'] as const) {
      expect(machineCan[action](machine(status))).toBe('busy');
      expect(actionCan(action, machine(status))).toBeUndefined();
    }
    for (const deed of ['resize', 'rebuild', 'migrate', 'rescue', 'snapshot', 'restore'] as const)
      expect(deedCan(deed, machine(status))).toBeUndefined();
    expect(deedCan('addDisk', machine(status))).toBe('busy');
  });

  test('nothing waits at a machine that is being deleted, nor its deletion where it is locked', () => {
    expect(actionCan('delete', machine('deleting'))).toBe('deleting');
    expect(actionCan('boot', machine('deleting'))).toBe('busy');
    expect(deedCan('resize', machine('deleting'))).toBe('busy');
    expect(deedCan('rebuild', { ...machine('booting'), locks: ['cannot_delete'] })).toBe('locked');
    expect(actionCan('delete', { ...machine('booting'), locks: ['cannot_delete'] })).toBe('locked');
  });
});

describe('what a device allows', () => {
  const inStock = { state: 'RECEIVED', hostId: null };
  const serving = { state: 'IN_SERVICE', hostId: null };

  test('a device in stock can be racked and retired', () => {
    expect(deviceCan('rack', inStock)).toBeUndefined();
    expect(deviceCan('unrack', inStock)).toBe('notRacked');
    expect(deviceCan('in-service', inStock)).toBe('notRacked');
    expect(deviceCan('retire', inStock)).toBeUndefined();
  });

  test('a device in service is drained before it leaves', () => {
    expect(deviceCan('unrack', serving)).toBe('held');
    expect(deviceCan('retire', serving)).toBe('held');
    expect(deviceCan('drain', serving)).toBeUndefined();
    expect(deviceCan('hypervisor', serving)).toBeUndefined();
    expect(deviceCan('hypervisor', { ...serving, hostId: 3 })).toBe('isHost');
  });

  test('a retired device allows nothing', () => {
    for (const step of ['rack', 'unrack', 'in-service', 'hypervisor', 'drain', 'retire'] as const) {
      expect(deviceCan(step, { ...inStock, state: 'RETIRED' })).toBe('retired');
    }
  });
});

describe('what a role allows', () => {
  test('operators do everything, auditors nothing, finance prices and invoices', () => {
    for (const right of ['inventory', 'tenants', 'prices', 'invoices', 'operations'] as const) {
      expect(roleCan('OPERATOR', right)).toBeUndefined();
      expect(roleCan('AUDITOR', right)).toBe('readOnly');
    }
    expect(roleCan('FINANCE', 'prices')).toBeUndefined();
    expect(roleCan('FINANCE', 'invoices')).toBeUndefined();
    expect(roleCan('FINANCE', 'inventory')).toBe('finance');
  });
});
