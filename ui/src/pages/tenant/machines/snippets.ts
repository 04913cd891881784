import type { MachineWish } from '../../../api/tenant.ts';

export const tongues = ['curl', 'cli', 'terraform'] as const;
export type Tongue = (typeof tongues)[number];

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const hcl = (text: string): string => JSON.stringify(text).replaceAll('${', '$${');

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
        `  booted = ${wish.booted}`,
        '}',
      ].join('\n');
  }
}
