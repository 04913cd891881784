// A line to libvirt that can be told to fail at one of its calls. It stands between the portal and a host's socket and
// reads the numbers of calls that pass (https://libvirt.org/kbase/internals/rpc.html), nothing else.
import { createConnection, createServer } from 'node:net';

const REMOTE_PROGRAM = 0x20008086;
const CALL = 0;
const REPLY = 1;
const HEADER = 28;

/** Calls that change something on a host, by their numbers in libvirt's remote_protocol.x. */
export const CHANGES = new Map([
  [9, 'start a guest'],
  [11, 'define a guest'],
  [12, 'switch a guest off'],
  [28, 'let a guest go on'],
  [93, 'make a file'],
  [94, 'delete a file'],
  [125, 'copy a file'],
  [180, 'define a filter'],
  [181, 'forget a filter'],
  [208, 'fill a file'],
  [231, 'forget a guest'],
  [302, 'begin a move'],
  [303, 'prepare a move'],
  [305, 'perform a move'],
  [306, 'finish a move'],
  [307, 'confirm a move'],
  [421, 'begin a backup'],
]);

/** How a line fails. */
export const FAULTS = {
  /** The call never gets to the host, and the line is cut. */
  CALL_LOST: 'the call is lost',
  /** The host does it, and the line is cut before the answer is through. */
  ANSWER_LOST: 'the answer is lost',
  /** The call gets there; from then on nothing comes through in either direction, until mend(). */
  HUNG: 'the line hangs',
};

export class FaultyLine {
  constructor(target) {
    this.target = target;
    this.calls = [];
    this.open = new Set();
    this.hung = false;
    this.faults = 0;
  }

  async listen(path) {
    this.server = createServer((near) => this.#join(near));
    await new Promise((done, failed) => this.server.once('error', failed).listen(path, done));
    this.uri = `qemu+unix:///system?socket=${path}`;
    return this;
  }

  /** Fails once at the next call of this number. */
  failAt(procedure, fault) {
    this.armed = { procedure, fault };
  }

  /** Does something once, when the next call of this number has gone through to the host. */
  whenCalled(procedure, deed) {
    this.armed = { procedure, deed };
  }

  /** What hung is cut, and new lines are sound. */
  mend() {
    this.hung = false;
    this.armed = undefined;
    this.cut();
  }

  cut() {
    for (const socket of this.open) socket.destroy();
  }

  async close() {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }

  #join(near) {
    const far = createConnection(this.target);
    for (const socket of [near, far]) {
      this.open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const line = { near, far, awaited: undefined };
    near.on('data', packets((packet) => this.#called(line, packet)));
    far.on('data', packets((packet) => this.#answered(line, packet)));
  }

  #called(line, packet) {
    if (this.hung) return;
    const { program, procedure, type, serial } = head(packet);
    let then;
    if (program === REMOTE_PROGRAM && type === CALL) {
      this.calls.push(procedure);
      const { fault, deed } = this.armed?.procedure === procedure ? this.armed : {};
      then = deed;
      if (fault || deed) {
        this.armed = undefined;
        this.faults++;
      }
      if (fault === FAULTS.CALL_LOST) return void line.near.destroy();
      if (fault === FAULTS.ANSWER_LOST) line.awaited = serial;
      if (fault === FAULTS.HUNG) this.hung = true;
    }
    line.far.write(packet, () => then?.());
  }

  #answered(line, packet) {
    if (this.hung) return;
    const { type, serial } = head(packet);
    if (type === REPLY && serial === line.awaited) return void line.near.destroy();
    line.near.write(packet);
  }
}

const head = (packet) => ({
  program: packet.readUInt32BE(4),
  procedure: packet.readUInt32BE(12),
  type: packet.readUInt32BE(16),
  serial: packet.readUInt32BE(20),
});

/** Calls `each` with every whole packet of a stream; the first word of a packet is its length. */
function packets(each) {
  let rest = Buffer.alloc(0);
  return (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= HEADER && rest.length >= rest.readUInt32BE(0)) {
      const length = rest.readUInt32BE(0);
      each(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}
