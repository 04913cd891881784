import type { MachineWish } from '../../../api/tenant.ts';

export const tongues = ['curl', 'cli', 'terraform', 'ansible'] as const;
export type Tongue = (typeof tongues)[number];

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const hcl = (text: string): string => JSON.stringify(text).replaceAll('${', '$${');

/** A double-quoted YAML text in which no template of Ansible's is read. */
const yaml = (text: string): string =>
  text.includes('{{') || text.includes('{%') ? `!unsafe ${JSON.stringify(text)}` : JSON.stringify(text);

/** The same wish in other words. A password is never written into a snippet: it stands as a variable. */
export function snippet(tongue: Tongue, wish: MachineWish, origin: string): string {
  const keys = wish.authorized_keys ?? [];
  switch (tongue) {
    case 'curl': {
      const body = { ...wish, ...(wish.root_pass ? { root_pass: '$ROOT_PASS' } : {}) };
      return [
        `curl -X POST ${origin}/v4/linode/instances \\`,
        `  -H "Authorization: Bearer $TOKEN" \\`,
        `  -H 'Content-Type: application/json' \\`,
        `  -d ${quoted(JSON.stringify(body, null, 2))}`,
      ].join('\n');
    }
    case 'cli':
      return [
        `export LINODE_CLI_API_HOST=${origin.replace(/^https?:\/\//, '')}`,
        `export LINODE_CLI_API_SCHEME=${origin.split(':')[0]}`,
        'linode-cli linodes create \\',
        `  --label ${wish.label} \\`,
        `  --region ${wish.region} \\`,
        `  --type ${wish.type} \\`,
        `  --image ${wish.image} \\`,
        ...keys.map((key) => `  --authorized_keys ${quoted(key)} \\`),
        ...(wish.root_pass ? ['  --root_pass "$ROOT_PASS" \\'] : []),
        ...(wish.stackscript_id === undefined
          ? []
          : [
              `  --stackscript_id ${wish.stackscript_id} \\`,
              `  --stackscript_data ${quoted(JSON.stringify(wish.stackscript_data ?? {}))} \\`,
            ]),
        ...(wish.tags ?? []).map((tag) => `  --tags ${quoted(tag)} \\`),
        `  --booted ${wish.booted}`,
      ].join('\n');
    case 'terraform':
      return [
        'provider "linode" {',
        `  url = ${hcl(origin)}`,
        '}',
        '',
        `resource "linode_instance" ${hcl(wish.label.replaceAll(/[^\w-]/g, '_') || 'machine')} {`,
        `  label  = ${hcl(wish.label)}`,
        `  region = ${hcl(wish.region)}`,
        `  type   = ${hcl(wish.type)}`,
        `  image  = ${hcl(wish.image)}`,
        ...(keys.length > 0 ? [`  authorized_keys = [${keys.map(hcl).join(', ')}]`] : []),
        ...(wish.root_pass ? ['  root_pass = var.root_pass'] : []),
        ...(wish.tags ? [`  tags   = [${wish.tags.map(hcl).join(', ')}]`] : []),
        ...(wish.stackscript_id === undefined
          ? []
          : [
              `  stackscript_id   = ${wish.stackscript_id}`,
              '  stackscript_data = {',
              ...Object.entries(wish.stackscript_data ?? {}).map(([name, text]) => `    ${hcl(name)} = ${hcl(text)}`),
              '  }',
            ]),
        `  booted = ${wish.booted}`,
        '}',
      ].join('\n');
    case 'ansible':
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
        `        image: ${yaml(wish.image)}`,
        ...(keys.length > 0 ? ['        authorized_keys:', ...keys.map((key) => `          - ${yaml(key)}`)] : []),
        ...(wish.root_pass ? ['        root_pass: "{{ root_pass }}"'] : []),
        ...(wish.tags ? ['        tags:', ...wish.tags.map((tag) => `          - ${yaml(tag)}`)] : []),
        ...(wish.stackscript_id === undefined
          ? []
          : [
              `        stackscript_id: ${wish.stackscript_id}`,
              '        stackscript_data:',
              ...Object.entries(wish.stackscript_data ?? {}).map(([name, text]) => `          ${name}: ${yaml(text)}`),
            ]),
        `        booted: ${wish.booted}`,
      ].join('\n');
  }
}
