import { QRCode } from 'antd';

/** Dark on light whatever the look of the page: not every camera reads it the other way round. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <QRCode
      value={text}
      type="svg"
      size={200}
      marginSize={4}
      color="#000000"
      bgColor="#ffffff"
      role="img"
      aria-label={label}
    />
  );
}
