// Makes the disk image of a small guest from Debian's packages: its kernel, busybox and dropbear, with a boot loader of
// its own. It reads a NoCloud seed and lets root in by ssh seconds after it was switched on, without hardware's help.
// node tools/hosts/mini-guest.mjs FILE.qcow2
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, cp, mkdir, mkdtemp, open, readFile, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const run = promisify(execFile);
const HERE = dirname(fileURLToPath(import.meta.url));
const KERNEL = 'linux-image-cloud-amd64';
const PARTS = ['busybox-static', 'dropbear-bin', 'libc6', 'libcrypt1', 'libgmp10', 'libtomcrypt1', 'libtommath1', 'zlib1g', 'syslinux', 'syslinux-common', 'mtools', 'dosfstools'];
const MODULES = ['virtio_pci', 'virtio_blk', 'virtio_net', 'virtio_balloon', 'virtio-rng', 'isofs', 'button', 'evdev'];
const SECTOR = 512;
const MIB = 1 << 20;
const BOOT_MIB = 24;
const DATA_MIB = 24;

/** The image, made when there is none of these sources under `folder` yet. */
export async function miniGuest(folder) {
  const parts = ['mini-guest.mjs', 'guest/init', 'guest/lease', 'guest/lines.awk', 'guest/power-off'];
  const sources = await Promise.all(parts.map((name) => readFile(join(HERE, name))));
  const mark = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 16);
  const image = join(folder, `mini-guest-${mark}.qcow2`);
  if (!(await stat(image).catch(() => undefined))) {
    await mkdir(folder, { recursive: true });
    await build(image);
  }
  return image;
}

async function build(image) {
  const work = await mkdtemp(join(tmpdir(), 'myidc-mini-guest-'));
  try {
    const system = join(work, 'debian');
    const kernel = await unpack(work, system);
    const boot = join(work, 'boot.img');
    const data = join(work, 'data.img');
    await filesystem(boot, BOOT_MIB);
    await filesystem(data, DATA_MIB);
    await run('mkfs.ext4', ['-q', '-F', '-L', 'data', data]);
    const initrd = join(work, 'initrd');
    await writeFile(initrd, await initialRoot(work, system, kernel));
    await bootable(boot, system, [join(system, `boot/vmlinuz-${kernel}`), initrd]);
    const disk = join(work, 'disk.img');
    await assemble(disk, system, [boot, data]);
    await run('qemu-img', ['convert', '-O', 'qcow2', disk, `${image}.part`]);
    await rename(`${image}.part`, image);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Takes the packages apart, installing nothing; answers the kernel's version. */
async function unpack(work, system) {
  const debs = join(work, 'debs');
  await mkdir(debs);
  const depends = (await run('apt-cache', ['depends', KERNEL])).stdout;
  const image = /Depends: (linux-image-[0-9][^\s]*)/.exec(depends)?.[1];
  if (!image) throw new Error(`apt-cache knows no ${KERNEL}: run apt-get update first`);
  await run('apt-get', ['download', '-q', image, ...PARTS], { cwd: debs });
  for (const deb of await readdir(debs)) await run('dpkg-deb', ['-x', join(debs, deb), system]);
  return image.slice('linux-image-'.length);
}

async function filesystem(file, mebibytes) {
  const handle = await open(file, 'w');
  await handle.truncate(mebibytes * MIB);
  await handle.close();
}

/** The compressed archive that the kernel unpacks and runs. */
async function initialRoot(work, system, kernel) {
  const root = join(work, 'root');
  for (const folder of ['bin', 'sbin', 'usr/sbin', 'usr/bin', 'etc', 'modules', 'acpi/PWRF']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await copyFile(join(system, 'bin/busybox'), join(root, 'bin/busybox'));
  await copyFile(join(system, 'usr/sbin/dropbear'), join(root, 'usr/sbin/dropbear'));
  await copyFile(join(system, 'usr/bin/dropbearkey'), join(root, 'usr/bin/dropbearkey'));
  await libraries(root, system);
  const order = await modules(join(system, 'lib/modules', kernel, 'kernel'), MODULES);
  for (const module of order) await copyFile(module, join(root, 'modules', basename(module)));
  await writeFile(join(root, 'modules/order'), order.map((module) => `${basename(module)}\n`).join(''));
  for (const [from, to] of [['init', 'init'], ['lease', 'lease'], ['power-off', 'acpi/PWRF/00000080']]) {
    await copyFile(join(HERE, 'guest', from), join(root, to));
    await chmod(join(root, to), 0o755);
  }
  await copyFile(join(HERE, 'guest/lines.awk'), join(root, 'lines.awk'));
  const archive = 'find . | "$0" cpio -o -H newc 2>/dev/null';
  const options = { cwd: root, encoding: 'buffer', maxBuffer: 100 * MIB };
  const { stdout } = await run('sh', ['-c', archive, join(system, 'bin/busybox')], options);
  return gzipSync(stdout, { level: 6 });
}

/** The shared libraries of dropbear, of the same packages as itself. */
async function libraries(root, system) {
  await mkdir(join(root, 'lib64'), { recursive: true });
  await mkdir(join(root, 'lib/x86_64-linux-gnu'), { recursive: true });
  const wanted = /^(ld-linux-x86-64|libc|libcrypt|libgmp|libtomcrypt|libtommath|libz)\.so\.[0-9]+$/;
  for (const folder of ['lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu']) {
    for (const name of await readdir(join(system, folder)).catch(() => [])) {
      if (!wanted.test(name)) continue;
      await cp(join(system, folder, name), join(root, 'lib/x86_64-linux-gnu', name), { dereference: true });
    }
  }
  await symlink('../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2', join(root, 'lib64/ld-linux-x86-64.so.2'));
}

/** The files of kernel modules with all they depend on, in the order of loading. */
async function modules(folder, wanted) {
  const plain = (name) => name.replaceAll('-', '_');
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true })) {
    if (entry.endsWith('.ko')) files.set(plain(basename(entry, '.ko')), join(folder, entry));
  }
  const order = [];
  const visit = async (name) => {
    const file = files.get(plain(name));
    if (!file || order.includes(file)) return;
    const depends = /\0depends=([^\0]*)\0/.exec(await readFile(file, 'latin1'))?.[1] ?? '';
    for (const each of depends.split(',').filter(Boolean)) await visit(each);
    order.push(file);
  };
  for (const name of wanted) {
    if (!files.has(plain(name))) throw new Error(`the kernel has no module ${name}`);
    await visit(name);
  }
  return order;
}

/** Makes a FAT partition that starts the kernel, without mounting anything. */
async function bootable(file, system, [kernel, initrd]) {
  const env = { ...process.env, PATH: `${join(system, 'usr/bin')}:${join(system, 'sbin')}:${join(system, 'usr/sbin')}:${process.env.PATH}`, MTOOLS_SKIP_CHECK: '1' };
  await run('mkfs.vfat', ['-F', '16', '-h', String(MIB / SECTOR), '-n', 'BOOT', file], { env });
  await run('syslinux', ['--install', file], { env });
  const config = `${file}.cfg`;
  await writeFile(config, ['DEFAULT mini', 'PROMPT 0', 'LABEL mini', 'LINUX vmlinuz', 'INITRD initrd', 'APPEND console=ttyS0 quiet rdinit=/init', ''].join('\n'));
  await run('mcopy', ['-i', file, config, '::syslinux.cfg'], { env });
  await run('mcopy', ['-i', file, kernel, '::vmlinuz'], { env });
  await run('mcopy', ['-i', file, initrd, '::initrd'], { env });
}

/** A disk with a table of partitions, the first of which the BIOS starts. */
async function assemble(file, system, parts) {
  const table = Buffer.alloc(SECTOR);
  (await readFile(join(system, 'usr/lib/syslinux/mbr/mbr.bin'))).copy(table, 0, 0, 440);
  const disk = await open(file, 'w');
  let start = MIB;
  for (const [index, part] of parts.entries()) {
    const contents = await readFile(part);
    const entry = 446 + 16 * index;
    table[entry] = index === 0 ? 0x80 : 0;
    table[entry + 4] = index === 0 ? 0x0e : 0x83;
    table.writeUInt32LE(start / SECTOR, entry + 8);
    table.writeUInt32LE(contents.length / SECTOR, entry + 12);
    await disk.write(contents, 0, contents.length, start);
    start += contents.length;
  }
  table.writeUInt16LE(0xaa55, 510);
  await disk.write(table, 0, SECTOR, 0);
  await disk.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file] = process.argv;
  if (!file) {
    console.error('usage: node tools/hosts/mini-guest.mjs FILE.qcow2');
    process.exit(2);
  }
  await copyFile(await miniGuest(join(HERE, '../../target/mini-guest')), file);
}
