import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react';
import type { ConsoleHandle, Ended } from './handle.ts';

const COLUMNS = 80;
const ROWS = 24;
const WIDTH_OF_A_LETTER = 0.61;
const HEIGHT_OF_A_LINE = 1.22;
const SMALLEST = 7;
const LARGEST = 20;

interface TextConsoleProps {
  readonly url: string;
  readonly label: string;
  readonly onOpen: () => void;
  readonly onEnded: Ended;
  readonly ref: Ref<ConsoleHandle>;
}

/** Letters as large as the window lets them be: a serial line has no size, and all programs take it for 80 by 24. */
function fontSize(box: HTMLElement): number {
  const wide = box.clientWidth / COLUMNS / WIDTH_OF_A_LETTER;
  const high = box.clientHeight / ROWS / HEIGHT_OF_A_LINE;
  return Math.max(SMALLEST, Math.min(LARGEST, Math.floor(Math.min(wide, high))));
}

export default function TextConsole({ url, label, onOpen, onEnded, ref }: TextConsoleProps) {
  const box = useRef<HTMLDivElement>(null);
  const terminal = useRef<Terminal>(undefined);
  const socket = useRef<WebSocket>(undefined);
  const opened = useEffectEvent(onOpen);
  const ended = useEffectEvent(onEnded);
  useImperativeHandle(ref, () => ({
    type: (text) => terminal.current?.paste(text),
    selected: () => terminal.current?.getSelection() ?? '',
    focus: () => terminal.current?.focus(),
  }));
  useEffect(() => {
    const place = box.current;
    if (!place) return undefined;
    const shown = new Terminal({
      cols: COLUMNS,
      rows: ROWS,
      fontSize: fontSize(place),
      fontFamily: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
      cursorBlink: false,
      screenReaderMode: true,
      scrollback: 2_000,
      convertEol: false,
    });
    shown.open(place);
    shown.textarea?.setAttribute('aria-label', label);
    shown.focus();
    const line = new WebSocket(url);
    line.binaryType = 'arraybuffer';
    line.addEventListener('open', () => opened());
    line.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) shown.write(new Uint8Array(data));
    });
    line.addEventListener('close', ({ reason }) => ended(reason));
    const bytes = new TextEncoder();
    shown.onData((typed) => {
      if (line.readyState === WebSocket.OPEN) line.send(bytes.encode(typed));
    });
    const resized = new ResizeObserver(() => {
      shown.options.fontSize = fontSize(place);
    });
    resized.observe(place);
    terminal.current = shown;
    socket.current = line;
    return () => {
      resized.disconnect();
      line.close();
      shown.dispose();
    };
  }, [url, label]);
  return <div ref={box} className="console-box" data-testid="console-text" />;
}
