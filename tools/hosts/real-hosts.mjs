// Real libvirt hosts within this machine: each in mount, network, process and name namespaces, with its own libvirt,
// joined by a bridge that stands for the street outside. No processor's help is needed, root is.
// node tools/hosts/real-hosts.mjs [COUNT]   keeps them until Ctrl-C, and prints where they answer
import { execFile } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pause, until } from '../portal.mjs';
import { miniGuest } from './mini-guest.mjs';
import { Space } from './namespaces.mjs';

const run = promisify(execFile);
const HERE = dirname(fileURLToPath(import.meta.url));
const HOST_JOIN = join(HERE, '../../src/main/resources/host-join.sh');
/** Where images of the mini guest are kept between runs. */
export const IMAGES = join(HERE, '../../target/mini-guest');
const POOLS = ['myidc', 'myidc-images'];
const NEEDED = {
  libvirtd: 'libvirt-daemon-system',
  virsh: 'libvirt-clients',
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-img': 'qemu-utils',
  'apt-get': 'apt, which only Debian and its kin have',
  'mkfs.ext4': 'e2fsprogs',
  ebtables: 'ebtables',
  iptables: 'iptables',
  nsenter: 'util-linux',
  ip: 'iproute2',
  ssh: 'openssh-client',
  sshd: 'openssh-server',
  dnsmasq: 'dnsmasq-base',
};

/** What {@link RealHost#remains} tells of a host where nothing is left of guests. */
export const NOTHING = { domains: [], filters: [], files: [], links: [], processes: [] };

/** Why there can be no real hosts on this machine, with what to do about it; undefined when there can. */
export async function missing() {
  if (process.platform !== 'linux') return 'real hosts: only Linux has them';
  if (process.getuid() !== 0) return 'real hosts: only root may make namespaces; run it as root';
  const packages = [];
  for (const [program, name] of Object.entries(NEEDED)) {
    const found = await run('sh', ['-c', `command -v ${program}`]).then(() => true, () => false);
    if (!found) packages.push(name);
  }
  if (packages.length > 0) return `real hosts: apt-get install --no-install-recommends ${packages.join(' ')}`;
  const works = await run('unshare', ['--mount', '--net', '--pid', '--fork', 'true']).then(() => true, () => false);
  return works ? undefined : 'real hosts: this machine lets even root make no namespaces';
}

/** One machine with libvirt, as the portal and a test see it. */
class RealHost {
  constructor({ number, name, folder, network, fresh }) {
    Object.assign(this, { number, name, folder, network, fresh });
    this.uuid = randomUUID();
    this.address = network.host(number);
    this.uri = `qemu+unix:///system?socket=${folder}/run/libvirt-sock`;
  }

  /** Switches the machine on and waits until its libvirt answers, unless it is as the maker of the system left it. */
  async powerOn(street) {
    await rm(join(this.folder, 'run'), { recursive: true, force: true });
    this.space = await Space.open(['sh', join(HERE, 'host.sh'), this.folder, this.name, this.uuid]);
    const link = `up${this.number}`;
    // From this machine's side, which knows both ends by their processes.
    const ends = ['peer', 'name', 'uplink', 'netns', String(this.space.pid)];
    await run('nsenter', ['-t', String(street.space.pid), '-n', '--', 'ip', 'link', 'add', link, 'type', 'veth', ...ends]);
    await street.run('ip', 'link', 'set', link, 'master', 'br-public', 'up');
    if (this.fresh) {
      await this.run('ip', 'address', 'add', `${this.address}/24`, 'dev', 'uplink');
      await this.run('ip', 'link', 'set', 'uplink', 'up');
      return;
    }
    await this.run('ip', 'link', 'add', 'br-public', 'type', 'bridge', 'forward_delay', '0');
    await this.run('ip', 'link', 'set', 'uplink', 'master', 'br-public', 'up');
    await this.run('ip', 'address', 'add', `${this.address}/24`, 'dev', 'br-public');
    await this.run('ip', 'link', 'set', 'br-public', 'up');
    await this.run('sh', HOST_JOIN, 'networks', '--underlay', 'br-public');
    await this.startLibvirt();
  }

  run(command, ...args) {
    return this.space.run(command, ...args);
  }

  virsh(...args) {
    return this.run('virsh', '-q', '-c', 'qemu:///system', ...args);
  }

  async startLibvirt() {
    await this.run('libvirtd', '-d');
    await this.answers();
  }

  async answers() {
    await until(`libvirt of ${this.name}`, 30, () => this.virsh('version').then(() => true, () => false), 50);
  }

  async libvirt() {
    const pids = await this.space.pids('libvirtd');
    if (pids.length !== 1) throw new Error(`${this.name} has ${pids.length} libvirtd`);
    return pids[0];
  }

  /** Libvirt answers nothing from now on and keeps every connection open. */
  async hang() {
    process.kill(await this.libvirt(), 'SIGSTOP');
  }

  async goOn() {
    process.kill(await this.libvirt(), 'SIGCONT');
  }

  /** Libvirt is gone at once; its guests run on. */
  async killLibvirt() {
    process.kill(await this.libvirt(), 'SIGKILL');
    await until(`libvirtd of ${this.name} to end`, 10, async () => (await this.space.pids('libvirtd')).length === 0, 20);
  }

  /** Libvirt is told to end, and does so in its own time; its guests run on. */
  async endLibvirt() {
    process.kill(await this.libvirt(), 'SIGTERM');
    await until(`libvirtd of ${this.name} to end`, 30, async () => (await this.space.pids('libvirtd')).length === 0, 20);
  }

  /** Everything on the machine ends at once; its disks stay. */
  powerCut() {
    return this.space.end();
  }

  async definePools(image) {
    for (const pool of POOLS) {
      await this.run('mkdir', '-p', `/srv/${pool}`);
      await this.virsh('pool-define-as', pool, 'dir', '--target', `/srv/${pool}`);
      await this.virsh('pool-start', pool);
      await this.virsh('pool-autostart', pool);
    }
    await copyFile(image, join(this.folder, 'srv/myidc-images/linode.debian12.qcow2'));
    await this.virsh('pool-refresh', 'myidc-images');
  }

  /** What is left of guests: domains, filters, files of the pool, and what is on the network beside the public bridge. */
  async remains() {
    const [domains, filters, files, links, processes] = await Promise.all([
      this.virsh('list', '--all', '--name'),
      this.virsh('nwfilter-list').then((text) => text.split('\n').filter((line) => line.includes('myidc-')).join('\n')),
      this.run('ls', '/srv/myidc'),
      this.run('sh', '-c', 'for each in /sys/class/net/*/; do basename "$each"; done'),
      this.space.pids('qemu-system-x86'),
    ]);
    const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
    return {
      domains: lines(domains),
      filters: lines(filters),
      files: lines(files),
      links: lines(links).filter((name) => !['lo', 'uplink', 'br-public'].includes(name)),
      processes,
    };
  }
}

/** Addresses of the street: a part of the network set aside for trials (RFC 2544) that this machine has no road to. */
async function freeNetwork() {
  const taken = (await run('ip', ['-4', 'route', 'show', 'table', 'all'])).stdout;
  for (let tries = 0; tries < 100; tries++) {
    const third = randomInt(256);
    if (taken.includes(`198.18.${third}.`) || taken.includes(`198.19.${third}.`)) continue;
    return {
      cidr: `198.18.${third}.0/24`,
      gateway: `198.18.${third}.1`,
      machine: `198.19.${third}.1`,
      router: `198.19.${third}.2`,
      host: (number) => `198.19.${third}.${10 + number}`,
    };
  }
  throw new Error('this machine has roads to all of 198.18.0.0/15');
}

/** All that startHosts made: the machines, and the street outside, which is the router of the guests' network. */
class Street {
  constructor(folder, network, space, link) {
    Object.assign(this, { folder, network, space, link, hosts: [], watched: new Set() });
  }

  run(command, ...args) {
    return this.space.run(command, ...args);
  }

  /** Joins this machine to the street: it reaches the hosts directly and the guests by the router. */
  async join() {
    const { gateway, machine, router, cidr } = this.network;
    await run('ip', ['link', 'add', this.link, 'type', 'veth', 'peer', 'name', 'outside', 'netns', String(this.space.pid)]);
    await run('ip', ['address', 'add', `${machine}/24`, 'dev', this.link]);
    await run('ip', ['link', 'set', this.link, 'up']);
    await run('ip', ['route', 'add', cidr, 'via', router, 'dev', this.link]);
    await this.run('ip', 'link', 'set', 'outside', 'master', 'br-public', 'up');
    await this.run('ip', 'address', 'add', `${router}/24`, 'dev', 'br-public');
    await this.run('ip', 'address', 'add', `${gateway}/24`, 'dev', 'br-public');
  }

  async add(name, { image, fresh }) {
    const number = this.hosts.length + 1;
    const folder = join(this.folder, String(number));
    await mkdir(folder);
    const host = new RealHost({ number, name, folder, network: this.network, fresh });
    this.hosts.push(host);
    await host.powerOn(this);
    if (image) await host.definePools(image);
    return host;
  }

  /** Has dnsmasq serve what the file says from now on; the same file again changes nothing. */
  async serveAddresses(configuration) {
    if (configuration === this.served) return;
    const file = join(this.folder, 'dnsmasq.conf');
    await writeFile(file, configuration);
    for (const pid of await this.space.pids('dnsmasq')) process.kill(pid, 'SIGKILL');
    const leases = `--dhcp-leasefile=${join(this.folder, 'leases')}`;
    const alone = ['--port=0', '--interface=br-public', '--bind-dynamic', '--user=root', '--pid-file', leases];
    await this.run('dnsmasq', `--conf-file=${file}`, ...alone);
    this.served = configuration;
  }

  /** How many packets came to the street that said they were from this address; counted from the first call on. */
  async packetsFrom(address) {
    const tables = address.includes(':') ? 'ip6tables' : 'iptables';
    if (!this.watched.has(address)) {
      await this.run(tables, '-t', 'raw', '-A', 'PREROUTING', '-s', address);
      this.watched.add(address);
    }
    const rules = await this.run(tables, '-t', 'raw', '-nvxL', 'PREROUTING');
    const line = rules.split('\n').find((text) => text.split(/[\s/]+/).includes(address));
    if (!line) throw new Error(`nothing counts the packets of ${address}`);
    return Number(line.trim().split(/\s+/)[0]);
  }

  /** Ends every machine and takes its files away; the links end with the namespaces that they led to. */
  async stop() {
    await Promise.all(this.hosts.map((host) => host.space?.end()));
    await this.space.end();
    await until(`${this.link} to go`, 10, async () => !(await run('ip', ['-o', 'link'])).stdout.includes(` ${this.link}`), 20);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/**
 * Machines with libvirt and its pools, the mini guest being their image linode/debian12.
 * A fresh machine has the programs, a road to the portal, and nothing else.
 * Everything ends with stop(), or with the process that called this.
 */
export async function startHosts({ count = 2, name = (number) => `host-${number}`, fresh = false } = {}) {
  const reason = await missing();
  if (reason) throw new Error(reason);
  const image = fresh ? undefined : await miniGuest(IMAGES);
  // Not in the usual folder for such: the path of a socket has 107 characters at most.
  const folder = await mkdtemp('/tmp/myidc-hosts-');
  const network = await freeNetwork();
  const names = Array.from({ length: count }, (_, index) => name(index + 1));
  const lines = ['127.0.0.1 localhost', ...names.map((each, index) => `${network.host(index + 1)} ${each}`), ''];
  await writeFile(join(folder, 'hosts'), lines.join('\n'));
  const space = await Space.open(['sh', join(HERE, 'street.sh')]);
  const street = new Street(folder, network, space, `mdc${randomInt(1 << 24).toString(16)}`);
  try {
    await street.join();
    for (const each of names) await street.add(each, { image, fresh });
  } catch (failure) {
    await street.stop();
    throw failure;
  }
  return street;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const street = await startHosts({ count: Number(process.argv[2] ?? 2) });
  for (const host of street.hosts) console.log(`${host.name}\t${host.address}\t${host.uri}\tfirst process ${host.space.pid}`);
  console.log(`guests\t${street.network.cidr}\tgateway ${street.network.gateway}`);
  let ends = false;
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (ends = true));
  while (!ends) await pause(200);
  await street.stop();
}
