import type { InterfaceWish, MachineWish } from '../../../api/wishes.ts';
import { goSnippet, pythonSnippet } from './snippetsOfCode.ts';

export const tongues = ['curl', 'cli', 'terraform', 'ansible', 'go', 'python'] as const;
export type Tongue = (typeof tongues)[number];

/** What tools that only describe machines have no word for. */
/** Linode's own command line has no word for how disks are copied. */
export const tonguesOfCopies = (wish: CopyWish): readonly Tongue[] => (wish.copy ? ['curl'] : ['curl', 'cli']);

export const tongueNames: Readonly<Record<Tongue, string>> = {
  curl: 'curl',
  cli: 'CLI',
  terraform: 'Terraform',
  ansible: 'Ansible',
  go: 'Go',
  python: 'Python',
};

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const hcl = (text: string): string => JSON.stringify(text).replaceAll('${', '$${');

/** A double-quoted YAML text in which no template of Ansible's is read. */
const yaml = (text: string): string =>
  text.includes('{{') || text.includes('{%') ? `!unsafe ${JSON.stringify(text)}` : JSON.stringify(text);

function curl(path: string, body: object, origin: string): string {
  return [
    `curl -X POST ${origin}${path} \\`,
    `  -H "Authorization: Bearer $TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${quoted(JSON.stringify(body, null, 2))}`,
  ].join('\n');
}

/** Options of the command line, one a line. */
function cli(command: string, options: readonly string[], origin: string): string {
  return [
    `export LINODE_CLI_API_HOST=${origin.replace(/^https?:\/\//, '')}`,
    `export LINODE_CLI_API_SCHEME=${origin.split(':')[0]}`,
    ...[`linode-cli linodes ${command}`, ...options.map((option) => `  ${option}`)].join(' \\\n').split('\n'),
  ].join('\n');
}

function cliOptions(wish: MachineWish): readonly string[] {
  return [
    `--label ${quoted(wish.label)}`,
    `--region ${wish.region}`,
    `--type ${wish.type}`,
    ...(wish.image === undefined ? [] : [`--image ${wish.image}`]),
    ...(wish.backup_id === undefined ? [] : [`--backup_id ${wish.backup_id}`]),
    ...(wish.authorized_keys ?? []).map((key) => `--authorized_keys ${quoted(key)}`),
    ...(wish.authorized_users ?? []).map((name) => `--authorized_users ${quoted(name)}`),
    ...(wish.root_pass ? ['--root_pass "$ROOT_PASS"'] : []),
    ...(wish.stackscript_id === undefined
      ? []
      : [
          `--stackscript_id ${wish.stackscript_id}`,
          `--stackscript_data ${quoted(JSON.stringify(wish.stackscript_data ?? {}))}`,
        ]),
    ...(wish.metadata ? [`--metadata.user_data ${wish.metadata.user_data}`] : []),
    ...(wish.tags ?? []).map((tag) => `--tags ${quoted(tag)}`),
    ...(wish.backups_enabled ? ['--backups_enabled true'] : []),
    ...(wish.private_ip ? ['--private_ip true'] : []),
    ...(wish.firewall_id === undefined ? [] : [`--firewall_id ${wish.firewall_id}`]),
    ...(wish.placement_group ? [`--placement_group.id ${wish.placement_group.id}`] : []),
    ...(wish.maintenance_policy ? [`--maintenance_policy ${wish.maintenance_policy}`] : []),
    ...(wish.disk_encryption ? [`--disk_encryption ${wish.disk_encryption}`] : []),
    ...(wish.interfaces ? [`--interfaces ${quoted(JSON.stringify(wish.interfaces))}`] : []),
    `--booted ${wish.booted}`,
  ];
}

function terraformInterface(face: InterfaceWish): readonly string[] {
  return [
    '  interface {',
    `    purpose = ${hcl(face.purpose)}`,
    ...(face.label ? [`    label = ${hcl(face.label)}`] : []),
    ...(face.ipam_address ? [`    ipam_address = ${hcl(face.ipam_address)}`] : []),
    ...(face.subnet_id === undefined ? [] : [`    subnet_id = ${face.subnet_id}`]),
    ...(face.ipv4 ? ['    ipv4 {', '      nat_1_1 = "any"', '    }'] : []),
    '  }',
  ];
}

function terraform(wish: MachineWish, origin: string): string {
  const keys = wish.authorized_keys ?? [];
  return [
    'provider "linode" {',
    `  url = ${hcl(origin)}`,
    '}',
    '',
    `resource "linode_instance" ${hcl(wish.label.replaceAll(/[^\w-]/g, '_') || 'machine')} {`,
    `  label  = ${hcl(wish.label)}`,
    `  region = ${hcl(wish.region)}`,
    `  type   = ${hcl(wish.type)}`,
    ...(wish.image === undefined ? [] : [`  image  = ${hcl(wish.image)}`]),
    ...(wish.backup_id === undefined ? [] : [`  backup_id = ${wish.backup_id}`]),
    ...(keys.length > 0 ? [`  authorized_keys = [${keys.map(hcl).join(', ')}]`] : []),
    ...(wish.authorized_users ? [`  authorized_users = [${wish.authorized_users.map(hcl).join(', ')}]`] : []),
    ...(wish.root_pass ? ['  root_pass = var.root_pass'] : []),
    ...(wish.metadata ? ['  metadata {', `    user_data = ${hcl(wish.metadata.user_data)}`, '  }'] : []),
    ...(wish.tags ? [`  tags   = [${wish.tags.map(hcl).join(', ')}]`] : []),
    ...(wish.stackscript_id === undefined
      ? []
      : [
          `  stackscript_id   = ${wish.stackscript_id}`,
          '  stackscript_data = {',
          ...Object.entries(wish.stackscript_data ?? {}).map(([name, text]) => `    ${hcl(name)} = ${hcl(text)}`),
          '  }',
        ]),
    ...(wish.backups_enabled ? ['  backups_enabled = true'] : []),
    ...(wish.private_ip ? ['  private_ip = true'] : []),
    ...(wish.firewall_id === undefined ? [] : [`  firewall_id = ${wish.firewall_id}`]),
    ...(wish.placement_group ? ['  placement_group {', `    id = ${wish.placement_group.id}`, '  }'] : []),
    ...(wish.maintenance_policy ? [`  maintenance_policy = ${hcl(wish.maintenance_policy)}`] : []),
    ...(wish.disk_encryption ? [`  disk_encryption = ${hcl(wish.disk_encryption)}`] : []),
    ...(wish.interfaces ?? []).flatMap(terraformInterface),
    `  booted = ${wish.booted}`,
    '}',
  ].join('\n');
}

function ansibleInterface(face: InterfaceWish): readonly string[] {
  return [
    `          - purpose: ${face.purpose}`,
    ...(face.label ? [`            label: ${yaml(face.label)}`] : []),
    ...(face.ipam_address ? [`            ipam_address: ${yaml(face.ipam_address)}`] : []),
    ...(face.subnet_id === undefined ? [] : [`            subnet_id: ${face.subnet_id}`]),
    ...(face.ipv4 ? ['            ipv4:', '              nat_1_1: any'] : []),
  ];
}

function ansible(wish: MachineWish, origin: string): string {
  const keys = wish.authorized_keys ?? [];
  return [
    '- hosts: localhost',
    '  environment:',
    `    LINODE_API_URL: ${hcl(`${origin}/v4/`)}`,
    '  tasks:',
    '    - linode.cloud.instance:',
    '        state: present',
    '        api_token: "{{ token }}"',
    `        label: ${yaml(wish.label)}`,
    `        region: ${yaml(wish.region)}`,
    `        type: ${yaml(wish.type)}`,
    ...(wish.image === undefined ? [] : [`        image: ${yaml(wish.image)}`]),
    ...(wish.backup_id === undefined ? [] : [`        backup_id: ${wish.backup_id}`]),
    ...(keys.length > 0 ? ['        authorized_keys:', ...keys.map((key) => `          - ${yaml(key)}`)] : []),
    ...(wish.authorized_users
      ? ['        authorized_users:', ...wish.authorized_users.map((name) => `          - ${yaml(name)}`)]
      : []),
    ...(wish.root_pass ? ['        root_pass: "{{ root_pass }}"'] : []),
    ...(wish.metadata
      ? [
          '        metadata:',
          `          user_data: ${yaml(wish.metadata.user_data)}`,
          '          user_data_encoded: true',
        ]
      : []),
    ...(wish.tags ? ['        tags:', ...wish.tags.map((tag) => `          - ${yaml(tag)}`)] : []),
    ...(wish.stackscript_id === undefined
      ? []
      : [
          `        stackscript_id: ${wish.stackscript_id}`,
          '        stackscript_data:',
          ...Object.entries(wish.stackscript_data ?? {}).map(([name, text]) => `          ${name}: ${yaml(text)}`),
        ]),
    ...(wish.backups_enabled ? ['        backups_enabled: true'] : []),
    ...(wish.private_ip ? ['        private_ip: true'] : []),
    ...(wish.firewall_id === undefined ? [] : [`        firewall_id: ${wish.firewall_id}`]),
    ...(wish.placement_group ? ['        placement_group:', `          id: ${wish.placement_group.id}`] : []),
    ...(wish.maintenance_policy ? [`        maintenance_policy: ${wish.maintenance_policy}`] : []),
    ...(wish.disk_encryption ? [`        disk_encryption: ${wish.disk_encryption}`] : []),
    ...(wish.interfaces ? ['        interfaces:', ...wish.interfaces.flatMap(ansibleInterface)] : []),
    `        booted: ${wish.booted}`,
  ].join('\n');
}

/** The same wish in other words. A password is never written into a snippet: it stands as a variable. */
export function snippet(tongue: Tongue, wish: MachineWish, origin: string): string {
  switch (tongue) {
    case 'curl':
      return curl('/v4/linode/instances', { ...wish, ...(wish.root_pass ? { root_pass: '$ROOT_PASS' } : {}) }, origin);
    case 'cli':
      return cli('create', cliOptions(wish), origin);
    case 'terraform':
      return terraform(wish, origin);
    case 'ansible':
      return ansible(wish, origin);
    case 'go':
      return goSnippet(wish, origin);
    case 'python':
      return pythonSnippet(wish, origin);
  }
}

/** How disks are copied, where somebody chose. */
export type CopyKind = 'linked' | 'full';

/** What a copy of a machine is asked with. */
export interface CopyWish {
  readonly label: string;
  readonly region: string;
  readonly type: string;
  readonly backups_enabled?: boolean;
  readonly private_ip?: boolean;
  readonly placement_group?: { readonly id: number };
  readonly disk_encryption?: 'enabled' | 'disabled';
  /** Beyond Linode's contract; absent for as the host finds best. */
  readonly copy?: CopyKind;
}

export function copySnippet(tongue: Tongue, machine: number, wish: CopyWish, origin: string): string {
  if (tongue !== 'cli') return curl(`/v4/linode/instances/${machine}/clone`, wish, origin);
  const options = [
    `--label ${quoted(wish.label)}`,
    `--region ${wish.region}`,
    `--type ${wish.type}`,
    ...(wish.backups_enabled ? ['--backups_enabled true'] : []),
    ...(wish.private_ip ? ['--private_ip true'] : []),
    ...(wish.placement_group ? [`--placement_group.id ${wish.placement_group.id}`] : []),
    ...(wish.disk_encryption ? [`--disk_encryption ${wish.disk_encryption}`] : []),
  ];
  return cli(`clone ${machine}`, options, origin);
}
