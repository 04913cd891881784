import { describe, expect, test } from 'vitest';
import { flagOf } from '../../src/util/flags.ts';
import { strengthOf } from '../../src/pages/tenant/machines/new/Extras.tsx';
import { bodyOf, copyOf, interfacesOf, sourceOf, suggestedLabel } from '../../src/pages/tenant/machines/new/wish.ts';
import { copySnippet, snippet, tongues, tonguesOfCopies } from '../../src/pages/tenant/machines/snippets.ts';

const typed = { region: 'cn-sh', type: 'g6-nanode-1', label: 'web-1', image: 'linode/debian12', booted: true };

describe('what a machine is asked with', () => {
  test('of a backup it names the backup, and neither image nor users', () => {
    const body = bodyOf({ ...typed, backup: 7, root_pass: 'Secret-1' }, 'backup', []);
    expect(body).toMatchObject({ backup_id: 7, booted: false });
    expect(body).not.toHaveProperty('image');
    expect(body).not.toHaveProperty('root_pass');
  });

  test('of an own image it names that one', () => {
    expect(bodyOf({ ...typed, own: 'private/3' }, 'image', []).image).toBe('private/3');
  });

  test('what was chosen before for another beginning is not sent', () => {
    expect(bodyOf({ ...typed, script: 3, backup: 7 }, 'os', [])).not.toHaveProperty('stackscript_id');
    expect(copyOf({ ...typed, firewall: 3 })).toEqual({ label: 'web-1', region: 'cn-sh', type: 'g6-nanode-1' });
  });

  test('in a subnet the public address is by translation, unless it is declined', () => {
    expect(interfacesOf({ subnet: 4 })).toEqual([{ purpose: 'vpc', subnet_id: 4, ipv4: { nat_1_1: 'any' } }]);
    expect(interfacesOf({ subnet: 4, nat: false })).toEqual([{ purpose: 'vpc', subnet_id: 4 }]);
    expect(interfacesOf({ vlan: ['back'], ipam: '10.0.5.2/24' })).toEqual([
      { purpose: 'public' },
      { purpose: 'vlan', label: 'back', ipam_address: '10.0.5.2/24' },
    ]);
    expect(interfacesOf({})).toBeUndefined();
  });

  test('user data are sent as Base64 of their UTF-8, and stay out where users are kept', () => {
    const told = { ...typed, user_data: '#cloud-config\nhostname: 服务器\n' };
    const sent = bodyOf(told, 'os', []).metadata?.user_data ?? '';
    expect(new TextDecoder().decode(Uint8Array.from(atob(sent), (char) => char.codePointAt(0) ?? 0))).toBe(
      told.user_data,
    );
    expect(bodyOf(told, 'backup', [])).not.toHaveProperty('metadata');
    for (const tongue of tongues)
      expect(snippet(tongue, bodyOf(told, 'os', []), 'https://idc.example')).toContain(sent);
  });

  test('an unknown beginning is the first one', () => {
    expect(sourceOf('nowhere')).toBe('os');
    expect(sourceOf('clone')).toBe('clone');
  });
});

describe('beside the form', () => {
  test('a suggested label follows the rule of labels and is free', () => {
    expect(suggestedLabel('debian12', 'cn-sh', new Set())).toBe('debian12-cn-sh-1');
    expect(suggestedLabel('debian12', 'cn-sh', new Set(['debian12-cn-sh-1']))).toBe('debian12-cn-sh-2');
    expect(suggestedLabel('15', 'cn-sh', new Set())).toBe('m-15-cn-sh-1');
    expect(suggestedLabel('x'.repeat(90), 'cn-sh', new Set()).length).toBeLessThanOrEqual(64);
  });

  test('a password is the stronger the longer and the more mixed it is', () => {
    expect(strengthOf('short')).toBe('weak');
    expect(strengthOf('aaaaaaaaaaaaaaaaaaaa')).toBe('weak');
    expect(strengthOf('Longer-than-16-chars')).toBe('strong');
  });

  test('a flag is made of the letters of its country', () => {
    expect(flagOf('us')).toBe('🇺🇸');
    expect(flagOf('')).toBe('');
  });

  test.each(tongues)('the policy of maintenance in %s, when one is chosen', (tongue) => {
    const wish = bodyOf({ ...typed, policy: 'linode/power_off_on' }, 'os', []);
    expect(snippet(tongue, wish, 'https://idc.example')).toMatch(/maintenance_?policy.*linode\/power_off_on/i);
    expect(snippet(tongue, bodyOf(typed, 'os', []), 'https://idc.example')).not.toMatch(/maintenance/i);
  });

  test.each(tongues)('whether disks are encrypted in %s, where that can be had', (tongue) => {
    const wish = (encrypted: boolean) =>
      snippet(tongue, bodyOf({ ...typed, encrypted }, 'os', []), 'https://idc.example');
    expect(wish(true)).toMatch(/disk_?encryption.*enabled/i);
    expect(wish(false)).toMatch(/disk_?encryption.*disabled/i);
    expect(snippet(tongue, bodyOf(typed, 'os', []), 'https://idc.example')).not.toMatch(/encryption/i);
  });

  test.each(tonguesOfCopies(copyOf(typed)))('whether disks of a copy are encrypted in %s', (tongue) => {
    const code = copySnippet(tongue, 9, copyOf({ ...typed, encrypted: false }), 'https://idc.example');
    expect(code).toMatch(/disk_encryption.*disabled/);
  });

  test('how disks are copied is told where it was chosen, in what can say it', () => {
    const chosen = copyOf({ ...typed, copy: 'full' });
    expect(tonguesOfCopies(chosen)).toEqual(['curl']);
    expect(copySnippet('curl', 9, chosen, 'https://idc.example')).toMatch(/"copy": ?"full"/u);
    expect(copyOf(typed)).not.toHaveProperty('copy');
    expect(tonguesOfCopies(copyOf(typed))).toContain('cli');
  });

  test('code that Python and Go read', () => {
    const wish = { ...typed, backups_enabled: true, interfaces: [{ purpose: 'vpc' as const, subnet_id: 4 }] };
    expect(snippet('python', wish, 'https://idc.example')).toContain('backups_enabled=True');
    expect(snippet('go', wish, 'https://idc.example')).toContain('SubnetID: linodego.Pointer(4)');
    expect(copySnippet('curl', 9, copyOf(typed), 'https://idc.example')).toContain('/v4/linode/instances/9/clone');
  });
});
