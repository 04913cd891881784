import { create, put, remove } from './http.ts';
import { query, type Page } from './page.ts';

/** An image as the tenant API tells of it; sizes in MiB. */
export interface OwnImage {
  readonly id: string;
  readonly label: string;
  readonly description: string | null;
  readonly type: string;
  readonly is_public: boolean;
  readonly status: 'creating' | 'pending_upload' | 'available';
  readonly size: number;
  readonly total_size: number;
  readonly regions: readonly { readonly region: string; readonly status: string }[];
  readonly capabilities: readonly string[];
  readonly created: string;
  readonly created_by: string | null;
}

type Body = Readonly<Record<string, unknown>>;
const images = '/v4/images';
const one = (id: string) => `${images}/${encodeURIComponent(id)}`;

export const imageQueries = {
  own: (paging: { page: number; pageSize: number }) => ({
    ...query<Page<OwnImage>>(images, { page: paging.page, page_size: Math.max(25, paging.pageSize) }),
    select: (page: Page<OwnImage>): Page<OwnImage> => {
      const own = page.data.filter((image) => !image.is_public);
      return { ...page, data: own, results: page.results - (page.data.length - own.length) };
    },
  }),
};

/** Sends the contents, telling how much of them is away; the address is good for one file. */
export function sendImage(address: string, file: File, onSent: (bytes: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', new URL(address).pathname);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => onSent(event.loaded));
    request.addEventListener('load', () => {
      if (request.status < 300) resolve();
      else reject(new Error(reasonIn(request.responseText)));
    });
    request.addEventListener('error', () => reject(new Error('')));
    request.send(file);
  });
}

function reasonIn(text: string): string {
  try {
    return (JSON.parse(text) as { errors: readonly { reason: string }[] }).errors[0]?.reason ?? '';
  } catch {
    return '';
  }
}

export const image = {
  capture: (body: Body, key: string) => create<OwnImage>(images, body, key),
  upload: (body: Body, key: string) =>
    create<{ readonly upload_to: string; readonly image: OwnImage }>(`${images}/upload`, body, key),
  change: (id: string, body: Body) => put<OwnImage>(one(id), body),
  remove: (id: string) => remove(one(id)),
  place: (id: string, body: Body, key: string) => create<OwnImage>(`${one(id)}/regions`, body, key),
};
