import RFB from '@novnc/novnc';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react';
import { strokesOf } from '../../../util/keySymbols.ts';
import type { ConsoleHandle, Ended } from './handle.ts';

const SHIFT_LEFT = 0xffe1;
/** QEMU hands a machine one event of a key every 10 ms and drops what waits beyond a thousand. */
const EVENT_EVERY_MS = 12;

interface ScreenConsoleProps {
  readonly url: string;
  readonly label: string;
  readonly onOpen: () => void;
  readonly onEnded: Ended;
  readonly ref: Ref<ConsoleHandle>;
}

async function typeInto(screen: RFB, text: string): Promise<void> {
  for (const { symbol, shift } of strokesOf(text)) {
    if (shift) screen.sendKey(SHIFT_LEFT, 'ShiftLeft', true);
    screen.sendKey(symbol, null);
    if (shift) screen.sendKey(SHIFT_LEFT, 'ShiftLeft', false);
    await new Promise((resolve) => setTimeout(resolve, EVENT_EVERY_MS * (shift ? 4 : 2)));
  }
}

export default function ScreenConsole({ url, label, onOpen, onEnded, ref }: ScreenConsoleProps) {
  const box = useRef<HTMLDivElement>(null);
  const screen = useRef<RFB>(undefined);
  const opened = useEffectEvent(onOpen);
  const ended = useEffectEvent(onEnded);
  useImperativeHandle(ref, () => ({
    type: (text) => {
      if (screen.current) void typeInto(screen.current, text);
    },
    selected: () => '',
    focus: () => screen.current?.focus(),
    ctrlAltDel: () => screen.current?.sendCtrlAltDel(),
  }));
  useEffect(() => {
    const place = box.current;
    if (!place) return undefined;
    const line = new WebSocket(url);
    line.binaryType = 'arraybuffer';
    line.addEventListener('close', ({ reason }) => ended(reason));
    const shown = new RFB(place, line, { shared: true });
    shown.scaleViewport = true;
    shown.background = 'transparent';
    shown.addEventListener('connect', () => {
      opened();
      shown.focus();
    });
    const canvas = place.querySelector('canvas');
    canvas?.setAttribute('role', 'img');
    canvas?.setAttribute('aria-label', label);
    screen.current = shown;
    return () => {
      screen.current = undefined;
      shown.disconnect();
    };
  }, [url, label]);
  return <div ref={box} className="console-box" data-testid="console-screen" />;
}
