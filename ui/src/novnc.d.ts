/* As much of noVNC's API (docs/API.md of the package) as the screen console uses. */
declare module '@novnc/novnc' {
  export default class RFB extends EventTarget {
    constructor(target: HTMLElement, channel: WebSocket, options?: { readonly shared?: boolean });
    scaleViewport: boolean;
    background: string;
    sendKey(symbol: number, code: string | null, down?: boolean): void;
    sendCtrlAltDel(): void;
    focus(): void;
    disconnect(): void;
  }
}
