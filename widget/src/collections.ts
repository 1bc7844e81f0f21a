/** The items of a list in the guide, such as `plan.measures`. */
import type { Api } from "./api";

export interface Item {
  id: string;
  title: string;
}

const path = (collection: string, end = ""): string => `api/collections/${encodeURIComponent(collection)}${end}`;

export const items = (api: Api, collection: string): Promise<{ items: Item[] }> => api.call("GET", path(collection));

export const addItem = (api: Api, collection: string): Promise<Item> => api.call("POST", path(collection));

export const removeItem = (api: Api, collection: string, item: string): Promise<void> =>
  api.call("DELETE", path(collection, `/${encodeURIComponent(item)}`));

export const orderItems = (api: Api, collection: string, ids: string[]): Promise<{ items: Item[] }> =>
  api.call("PUT", path(collection, "/order"), { items: ids });
