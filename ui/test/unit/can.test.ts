import { describe, expect, test } from 'vitest';
import { deviceCan, machineCan, moving, roleCan } from '../../src/api/can.ts';

describe('what a machine allows', () => {
  test('a running machine can be rebooted, shut down and deleted, and not booted', () => {
    expect(machineCan.boot('running')).toBe('alreadyRunning');
    expect(machineCan.reboot('running')).toBeUndefined();
    expect(machineCan.shutdown('running')).toBeUndefined();
    expect(machineCan.delete('running')).toBeUndefined();
  });

  test('a machine that is off can only be booted or deleted', () => {
    expect(machineCan.boot('offline')).toBeUndefined();
    expect(machineCan.reboot('offline')).toBe('notRunning');
    expect(machineCan.shutdown('offline')).toBe('notRunning');
    expect(machineCan.delete('offline')).toBeUndefined();
  });

  test.each([...moving].filter((status) => status !== 'deleting'))('while %s everything waits', (status) => {
    for (const action of ['boot', 'reboot', 'shutdown', 'delete'] as const)
      expect(machineCan[action](status)).toBe('busy');
  });

  test('a machine that is being deleted says so', () => {
    expect(machineCan.delete('deleting')).toBe('deleting');
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
