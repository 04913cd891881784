// The scan as its user runs it: real files, a real terminal, real signals, a jar of its own.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { appendFileSync, closeSync, copyFileSync, existsSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ROOT } from '../portal.mjs';

const MYIDC = join(ROOT, 'myidc');
const JAVA = join(process.env.JAVA_HOME, 'bin/java');
const MEGABYTE = 1 << 20;
const BLOCK = 4096;

let folder;
let jar;

const path = (name) => join(folder, name);

function file(name, megabytes) {
  const bytes = Buffer.alloc(megabytes * MEGABYTE);
  writeFileSync(path(name), randomFillSync(bytes));
  return bytes;
}

/** The jar where nothing of the project is. */
function scan(...args) {
  const { status, stdout, stderr } = spawnSync(JAVA, ['-jar', jar, ...args], { cwd: folder, encoding: 'utf8', timeout: 120_000 });
  return { status, stdout, stderr };
}

function figures(...args) {
  const { status, stdout, stderr } = scan('--json', ...args);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

const last = (answer) => answer.figures.at(-1);

/** All figures, without what differs from run to run. */
const numbers = (answer) => JSON.stringify({ ...answer, seconds: 0, readBytes: 0, bytesPerSecond: 0 });

/** Starts a scan in a process group of its own; `said` waits until its errors match. */
function start(...args) {
  const child = spawn(JAVA, ['-jar', jar, ...args], { cwd: folder, detached: true });
  return watched(child);
}

function watched(child) {
  let text = '';
  let wake = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (more) => {
      text += more;
      wake();
    });
  }
  const ended = new Promise((end) => child.once('close', (code, signal) => end({ code, signal })));
  const said = async (pattern) => {
    while (!pattern.test(text)) {
      const over = await Promise.race([ended, new Promise((more) => (wake = more))]);
      assert.ok(!over || pattern.test(text), `ended without ${pattern}: ${text}`);
    }
  };
  return { child, said, ended, text: () => text };
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'myidc-scan-'));
  spawnSync(MYIDC, ['scan', '--help']);
  jar = path('copied.jar');
  copyFileSync(join(ROOT, 'target/myidc-scan.jar'), jar);
});

after(() => rmSync(folder, { recursive: true, force: true }));

it('--help lists every option, through the launcher and from a copied jar alike', () => {
  const { status, stdout } = spawnSync(MYIDC, ['scan', '--help'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.equal(scan('--help').stdout, stdout);
  for (const option of ['method', 'chunk', 'k', 'compress', 'secret', 'volume', 'group', 'per-file', 'compare', 'out', 'fresh', 'throttle', 'threads', 'json']) {
    assert.match(stdout, new RegExp(`--${option} `));
  }
});

describe('figures', () => {
  before(() => {
    mkdirSync(path('one'));
    mkdirSync(path('two'));
    const shared = file('one/shared', 2);
    writeFileSync(path('two/shared'), shared);
    file('one/own', 1);
    file('two/own', 3);
    writeFileSync(path('two/text'), Array.from({ length: 100_000 }, (_, line) => `line ${line} of a text that compresses well\n`).join(''));
    symlinkSync(path('two'), path('linked'));
    const sparse = openSync(path('sparse.img'), 'w');
    ftruncateSync(sparse, 1024 * MEGABYTE);
    writeSync(sparse, shared, 0, BLOCK, 700 * MEGABYTE);
    closeSync(sparse);
  });

  it('are the same numbers as text and as JSON', () => {
    const args = ['--group', 'both=one', '--group', 'both=two', 'one', 'two', 'sparse.img', '--compress', 'lz4'];
    const json = figures(...args);
    const { stdout } = scan(...args);
    const size = (bytes) => {
      const units = ['B', 'kB', 'MB', 'GB'];
      let unit = 0;
      let value = bytes;
      for (; Math.abs(value) >= 999.95; value /= 1000) unit++;
      // A half is rounded up by Java, and here when a little is added.
      return `${(value + 1e-9).toFixed(unit === 0 ? 0 : value < 10 ? 2 : 1)} ${units[unit]}`;
    };
    const within = ({ value, plusMinus }) => (plusMinus === 0 ? size(value) : `${size(value)} ±${size(plusMinus)}`);
    assert.equal(json.figures.length, 5);
    for (const row of json.figures) {
      const cells = [
        row.kind === 'group' ? `group ${row.name}` : row.name,
        size(row.logicalBytes),
        size(row.zeroBytes + row.holeBytes),
        row.ratio.value.toFixed(2),
        within(row.standaloneBytes),
        within(row.reclaimableBytes),
        within(row.attributedBytes),
        row.compressedBytes ? within(row.compressedBytes) : '-',
      ];
      const pattern = cells.map((cell) => cell.replace(/[.+*]/g, '\\$&')).join(' +');
      assert.match(stdout, new RegExp(`^${pattern}$`, 'm'));
    }
    const all = last(json);
    assert.match(stdout, new RegExp(`^${all.chunks.toLocaleString('en')} chunks, ${all.uniqueChunks.value.toLocaleString('en')} of them different$`, 'm'));
  });

  it('of what two share, what one frees and what each is charged add up', () => {
    const json = figures('one', 'two');
    const [one, two, all] = json.figures;
    assert.equal(one.standaloneBytes.value, 3 * MEGABYTE);
    assert.equal(one.reclaimableBytes.value, MEGABYTE);
    assert.equal(one.attributedBytes.value, 2 * MEGABYTE);
    assert.equal(one.attributedBytes.value + two.attributedBytes.value, all.standaloneBytes.value);
    assert.equal(all.reclaimableBytes.value, all.standaloneBytes.value);
  });

  it('of a sparse file come from its extents alone', () => {
    const json = figures('sparse.img');
    assert.equal(last(json).logicalBytes, BLOCK);
    assert.equal(last(json).zeroBytes + last(json).holeBytes, 1024 * MEGABYTE - BLOCK);
    assert.ok(json.readBytes <= 1 * MEGABYTE, `read ${json.readBytes}`);
  });

  it('of a link to a directory are those of the directory', () => {
    assert.deepEqual(last(figures('linked')), last(figures('two')));
  });

  it('of compressible data say how much LZ4 and zstd make of it, more or less', () => {
    for (const kind of ['lz4', 'zstd']) {
      const all = last(figures('--compress', kind, 'two'));
      const { value, plusMinus } = all.compressedBytes;
      assert.ok(plusMinus > 0, kind);
      assert.ok(value < all.standaloneBytes.value, kind);
      // Six megabytes of ten are noise. Only some chunks are compressed, and four standard deviations are seldom passed.
      assert.ok(value + 2 * plusMinus > 0.5 * all.standaloneBytes.value, `${kind} ${value} +- ${plusMinus}`);
    }
  });

  it('of a part of a directory are a group where each file is a volume', () => {
    const json = figures('--per-file', '--group', 'owns=one/own', '--group', 'owns=two/own', '--group', 'two=two', 'one', 'two');
    const of = (kind, name) => json.figures.find((row) => row.kind === kind && row.name === name);
    assert.equal(of('group', 'owns').reclaimableBytes.value, 4 * MEGABYTE);
    assert.equal(of('group', 'two').logicalBytes, of('volume', 'two/own').logicalBytes + of('volume', 'two/shared').logicalBytes + of('volume', 'two/text').logicalBytes);
  });

  it('of a block device are those of the image behind it', (t) => {
    const { status, stdout, stderr } = spawnSync('losetup', ['--find', '--show', '--read-only', path('sparse.img')], { encoding: 'utf8' });
    if (status !== 0) {
      t.skip(`losetup makes no block device here (${stderr?.trim() || 'apt-get install mount'}): run the tests as root where loop devices are`);
      return;
    }
    try {
      const json = figures(stdout.trim());
      assert.equal(last(json).logicalBytes, BLOCK);
      assert.equal(last(json).zeroBytes + last(json).holeBytes, 1024 * MEGABYTE - BLOCK);
      assert.equal(last(json).standaloneBytes.value, last(figures('sparse.img')).standaloneBytes.value);
    } finally {
      spawnSync('losetup', ['--detach', stdout.trim()]);
    }
  });

  it('of file names beyond ASCII are read in the C locale too', () => {
    mkdirSync(path('资料'));
    writeFileSync(path('资料/猫'), Buffer.alloc(BLOCK, 7));
    const { status, stdout } = spawnSync(MYIDC, ['scan', '--json', '--per-file', path('资料')], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', LANG: 'C' } });
    assert.equal(status, 0);
    assert.equal(last(JSON.parse(stdout)).logicalBytes, BLOCK);
  });

  it('leave out the sketch that the scan itself writes below the directory', () => {
    const before = last(figures('one'));
    assert.deepEqual(last(figures('--out', 'one/own.sketch', 'one')), before);
    assert.deepEqual(last(figures('--out', 'one/own.sketch', 'one')), before);
    rmSync(path('one/own.sketch'));
  });
});

describe('a wrong command line is one line and exit code 2', () => {
  before(() => {
    file('image', 1);
    writeFileSync(path('words'), 'not a secret');
  });

  for (const [args, pattern] of [
    [[], /wants a PATH|Measures/],
    [['--json'], /wants a PATH/],
    [['--frobnicate', 'image'], /no option '--frobnicate'/],
    [['-k', '6', 'image'], /no option '-k'/],
    [['--k', '21', 'image'], /--k is 0 to 20, not 21/],
    [['--k', 'six', 'image'], /--k wants a number, not 'six'/],
    [['--k'], /--k wants a value/],
    [['--chunk', '5000', 'image'], /--chunk: a chunk has 4 to 128 KiB, a power of two, not 5000/],
    [['--chunk', '99999999999999', 'image'], /--chunk wants a number/],
    [['--method', 'rabin', 'image'], /--method is one of \[fixed, fastcdc, ram\], not 'rabin'/],
    [['--compress', 'rar', 'image'], /--compress is one of/],
    [['--throttle', '0', 'image'], /--throttle is 1 to/],
    [['--threads', '0', 'image'], /--threads is 1 to 256, not 0/],
    [['--group', 'image'], /--group wants NAME=PATH, not 'image'/],
    [['--volume', '=image'], /--volume wants NAME=PATH/],
    [['--volume', 'a=image', '--volume', 'a=words'], /two volumes are called 'a'/],
    [['image', './image'], /are the same data/],
    [['.', 'image'], /'image' lies within '\.'/],
    [['--secret', 'nothing', 'image'], /--secret: nothing can't be read: there is no such file/],
    [['--secret', 'words', 'image'], /--secret: words is no secret of a pool: .*64 hexadecimal digits/],
    [['--out', 'words', 'image'], /--out: words is there and is no sketch; it is not overwritten/],
    [['--out', 'image', 'image'], /--out: image is to be scanned/],
    [['--out', 'no/where', 'image'], /--out: there is no directory/],
    [['--out', '/dev/full', 'image'], /not overwritten/],
    [['--compare', '--out', 'x', 'image'], /--compare gives one table/],
  ]) {
    it(`scan ${args.join(' ')}`, () => {
      const { status, stdout, stderr } = scan(...args);
      assert.equal(status, 2);
      assert.match(args.length === 0 ? stdout : stderr, pattern);
      if (args.length > 0) assert.equal(stderr.trim().split('\n').length, 1, stderr);
    });
  }
});

describe('Ctrl-C', () => {
  before(() => {
    mkdirSync(path('many'));
    for (let number = 0; number < 24; number++) file(`many/${number}`, 2);
    file('z-large.img', 130);
  });

  it('to all of its processes ends it within a moment, and the same command goes on to the same numbers', async () => {
    const args = ['--threads', '1', '--out', 'kept.sketch', 'many', 'z-large.img'];
    const whole = figures('many', 'z-large.img');
    for (let times = 1; times <= 2; times++) {
      const { child, said, ended, text } = start('--throttle', '12', ...args);
      await said(/[1-9][\d.]* MB of at most/);
      process.kill(-child.pid, 'SIGINT');
      const { code } = await ended;
      assert.equal(code, 130, text());
      assert.match(text(), /stopped; what was done is in .*kept\.sketch\.part/);
      assert.doesNotMatch(text(), /standalone/);
      assert.ok(existsSync(path('kept.sketch.part')));
      assert.ok(!existsSync(path('kept.sketch')));
    }
    const rest = scan('--json', ...args);
    assert.equal(rest.status, 0, rest.stderr);
    assert.match(rest.stderr, /going on from .*kept\.sketch\.part/);
    const answer = JSON.parse(rest.stdout);
    assert.equal(numbers(answer), numbers(whole));
    assert.ok(answer.readBytes < whole.readBytes, 'it read what was done anew');
    assert.ok(!existsSync(path('kept.sketch.part')));
    assert.equal(readFileSync(path('kept.sketch')).subarray(0, 7).toString(), 'MYIDCSK');
  });

  it('typed in a terminal, where progress is shown with rate and rest', async (t) => {
    if (spawnSync('script', ['--version']).status !== 0) {
      t.skip('there is no script(1) to make a terminal: apt-get install bsdutils');
      return;
    }
    const command = `exec ${MYIDC} scan --throttle 12 --out ${path('typed.sketch')} ${path('many')}`;
    const { child, said, ended, text } = watched(spawn('script', ['-qec', command, '/dev/null'], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] }));
    await said(/\r\x1b\[K[\d.]+ MB of at most [\d.]+ MB \(\d+ %\), [\d.]+ [kM]B\/s, \d+ s left at most/);
    child.stdin.write('\x03');
    await ended;
    assert.match(text(), /stopped; what was done is in .*typed\.sketch\.part/);
    assert.ok(existsSync(path('typed.sketch.part')));
  });

  it('where its state fits nowhere shows no figures of a part', async () => {
    mkdirSync(path('gone'));
    const { child, said, ended, text } = start('--throttle', '12', '--out', 'gone/x', 'many');
    await said(/[1-9][\d.]* MB of at most/);
    rmSync(path('gone'), { recursive: true });
    process.kill(-child.pid, 'SIGINT');
    assert.equal((await ended).code, 130, text());
    assert.match(text(), /can't write gone\/x\.part: there is no such file/);
    assert.doesNotMatch(text(), /standalone/);
  });

  it('a state that is damaged, or of another scan, is refused until --fresh', () => {
    writeFileSync(path('odd.sketch.part'), 'what is this');
    const damaged = scan('--out', 'odd.sketch', 'many');
    assert.equal(damaged.status, 2);
    assert.match(damaged.stderr, /odd\.sketch\.part.*--fresh begins anew/);
    assert.equal(scan('--fresh', '--out', 'odd.sketch', 'many').status, 0);
  });
});

describe('what goes wrong while it runs ends in a named state', () => {
  before(() => {
    mkdirSync(path('first'));
    file('first/data', 40);
  });

  it('a file that vanishes is reported and counts in no figure', async () => {
    file('vanishes', 2);
    const { said, ended, text } = start('--threads', '1', '--throttle', '10', 'first', 'vanishes');
    await said(/MB of at most/);
    rmSync(path('vanishes'));
    assert.equal((await ended).code, 6, text());
    assert.match(text(), /not counted: vanishes vanished \(there is no such file\)/);
    assert.match(text(), /^all +41\.9 MB /m);
  });

  it('a file that is written to again and again is reported and counts in no figure', async () => {
    file('written', 6);
    const { said, ended, text } = start('--threads', '1', '--throttle', '10', 'first', 'written');
    await said(/MB of at most/);
    const writing = setInterval(() => appendFileSync(path('written'), 'more'), 20);
    const { code } = await ended;
    clearInterval(writing);
    assert.equal(code, 6, text());
    assert.match(text(), /not counted: written changed \(it was written to while it was read\)/);
    assert.match(text(), /^all +41\.9 MB /m);
  });

  it('a file that is cut is reported', async () => {
    file('cut', 100);
    const { said, ended, text } = start('--threads', '1', '--throttle', '30', 'cut');
    await said(/MB of at most/);
    truncateSync(path('cut'), 1000);
    assert.equal((await ended).code, 6, text());
    assert.match(text(), /not counted: cut changed \(it ended at \d+ of \d+ bytes\)/);
  });

  it('a read error is reported', (t) => {
    const speed = '/sys/class/net/lo/speed';
    if (!existsSync(speed)) {
      t.skip(`there is no ${speed}, a file that can't be read on any Linux`);
      return;
    }
    const { status, stdout } = scan(speed, 'first');
    assert.equal(status, 6);
    assert.match(stdout, /not counted: \/sys\/class\/net\/lo\/speed unreadable \(Invalid argument\)/);
    assert.match(stdout, /^all +41\.9 MB /m);
  });

  it('too little memory is exit code 8, with what to do and without figures', () => {
    const { status, stdout, stderr } = spawnSync(MYIDC, ['scan', '--out', path('little.sketch'), path('first')], {
      encoding: 'utf8',
      timeout: 300_000,
      env: { ...process.env, MYIDC_JAVA_OPTS: '-Xmx4m' },
    });
    assert.equal(status, 8, stderr);
    assert.match(stderr, /out of memory: count a sample \(--k 6 .*MYIDC_JAVA_OPTS=-Xmx8g/);
    assert.equal(stdout, '');
    assert.ok(!existsSync(path('little.sketch')));
  });

  it('a full disk is exit code 7, nothing half written stays, and the figures are shown', (t) => {
    const disk = path('disk');
    mkdirSync(disk);
    // As root, or as root of a name space of one's own.
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]).status === 0;
    const limits = mounted ? [] : ['ulimit -f 16;'];
    t.diagnostic(mounted ? 'on a tmpfs of 16 KiB' : 'under a limit of 16 KiB a file, since no tmpfs can be mounted here');
    try {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', `${limits} exec ${JAVA} -jar ${jar} --out ${join(disk, 'x')} first`], { cwd: folder, encoding: 'utf8' });
      assert.equal(status, 7, stderr);
      assert.match(stderr, /can't write .*disk\/x: (No space left on device|File too large)/);
      assert.match(stdout, /^all +41\.9 MB /m);
      assert.ok(!existsSync(join(disk, 'x')));
      assert.ok(!existsSync(join(disk, 'x.new')));
    } finally {
      if (mounted) spawnSync('umount', [disk]);
    }
  });
});
