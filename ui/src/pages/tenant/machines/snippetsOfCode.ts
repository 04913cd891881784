import type { InterfaceWish, MachineWish } from '../../../api/wishes.ts';

const text = (value: string): string => JSON.stringify(value);
const list = (values: readonly string[]): string => values.map(text).join(', ');

function goInterface(face: InterfaceWish): string {
  const parts = [
    `Purpose: linodego.ConfigInterfacePurpose(${text(face.purpose)})`,
    ...(face.label ? [`Label: ${text(face.label)}`] : []),
    ...(face.ipam_address ? [`IPAMAddress: ${text(face.ipam_address)}`] : []),
    ...(face.subnet_id === undefined ? [] : [`SubnetID: linodego.Pointer(${face.subnet_id})`]),
    ...(face.ipv4 ? ['IPv4: &linodego.VPCIPv4{NAT1To1: linodego.Pointer("any")}'] : []),
  ];
  return `\t\t\t{${parts.join(', ')}},`;
}

/** The wish for linodego. */
export function goSnippet(wish: MachineWish, origin: string): string {
  const data = Object.entries(wish.stackscript_data ?? {});
  return [
    'package main',
    '',
    'import (',
    '\t"context"',
    '\t"log"',
    ...(wish.root_pass ? ['\t"os"'] : []),
    '',
    '\t"github.com/linode/linodego"',
    ')',
    '',
    'func main() {',
    '\tclient, err := linodego.NewClientFromEnv(nil) // LINODE_TOKEN',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    `\tclient.SetBaseURL(${text(origin)})`,
    '\tmachine, err := client.CreateInstance(context.Background(), linodego.InstanceCreateOptions{',
    `\t\tLabel: ${text(wish.label)},`,
    `\t\tRegion: ${text(wish.region)},`,
    `\t\tType: ${text(wish.type)},`,
    ...(wish.image === undefined ? [] : [`\t\tImage: ${text(wish.image)},`]),
    ...(wish.backup_id === undefined ? [] : [`\t\tBackupID: ${wish.backup_id},`]),
    ...(wish.authorized_keys ? [`\t\tAuthorizedKeys: []string{${list(wish.authorized_keys)}},`] : []),
    ...(wish.authorized_users ? [`\t\tAuthorizedUsers: []string{${list(wish.authorized_users)}},`] : []),
    ...(wish.root_pass ? ['\t\tRootPass: os.Getenv("ROOT_PASS"),'] : []),
    ...(wish.metadata
      ? [`\t\tMetadata: &linodego.InstanceMetadataOptions{UserData: ${text(wish.metadata.user_data)}},`]
      : []),
    ...(wish.tags ? [`\t\tTags: []string{${list(wish.tags)}},`] : []),
    ...(wish.stackscript_id === undefined
      ? []
      : [
          `\t\tStackScriptID: ${wish.stackscript_id},`,
          `\t\tStackScriptData: map[string]string{${data.map(([name, value]) => `${text(name)}: ${text(value)}`).join(', ')}},`,
        ]),
    ...(wish.backups_enabled ? ['\t\tBackupsEnabled: true,'] : []),
    ...(wish.private_ip ? ['\t\tPrivateIP: true,'] : []),
    ...(wish.firewall_id === undefined ? [] : [`\t\tFirewallID: ${wish.firewall_id},`]),
    ...(wish.placement_group
      ? [`\t\tPlacementGroup: &linodego.InstanceCreatePlacementGroupOptions{ID: ${wish.placement_group.id}},`]
      : []),
    ...(wish.maintenance_policy ? [`\t\tMaintenancePolicy: linodego.Pointer(${text(wish.maintenance_policy)}),`] : []),
    ...(wish.disk_encryption
      ? [`\t\tDiskEncryption: linodego.InstanceDiskEncryption(${text(wish.disk_encryption)}),`]
      : []),
    ...(wish.interfaces
      ? [
          '\t\tInterfaces: []linodego.InstanceConfigInterfaceCreateOptions{',
          ...wish.interfaces.map(goInterface),
          '\t\t},',
        ]
      : []),
    `\t\tBooted: linodego.Pointer(${wish.booted}),`,
    '\t})',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tlog.Println(machine.ID)',
    '}',
  ].join('\n');
}

/** JSON as Python writes it. */
function python(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, inner]) => `${text(name)}: ${python(inner)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

/** The wish for linode_api4. */
export function pythonSnippet(wish: MachineWish, origin: string): string {
  const { region, type, root_pass: secret, image, ...rest } = wish;
  return [
    'import os',
    '',
    'from linode_api4 import LinodeClient',
    '',
    `client = LinodeClient(os.environ["LINODE_TOKEN"], base_url=${text(`${origin}/v4`)})`,
    'machine = client.linode.instance_create(',
    `    ${text(type)},`,
    `    ${text(region)},`,
    ...(image === undefined ? [] : [`    image=${text(image)},`]),
    ...(secret ? ['    root_pass=os.environ["ROOT_PASS"],'] : []),
    ...Object.entries(rest).map(([name, value]) => `    ${name}=${python(value)},`),
    ')',
    'print(machine)',
  ].join('\n');
}
