/** What a guest was measured to use: processors' worth of time, and memory in MiB. */
export interface GuestLoad {
  readonly instanceId: number;
  readonly vcpus: number;
  readonly memoryMb: number;
}

/** Reads a guest's number, processors and MiB from each line, parted by commas, tabs or blanks; names the first line that is otherwise. */
export function readLoads(text: string): { readonly loads: readonly GuestLoad[] } | { readonly wrongLine: number } {
  const loads: GuestLoad[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const match = /^\s*(\d{1,15})[\s,;]+(\d+(?:\.\d+)?)[\s,;]+(\d{1,10})\s*$/.exec(line);
    if (match === null) return { wrongLine: index + 1 };
    loads.push({ instanceId: Number(match[1]), vcpus: Number(match[2]), memoryMb: Number(match[3]) });
  }
  return { loads };
}
