/** What the API says about sharing and about other municipalities. */
export type SharingKind = "basics" | "figures" | "stage" | "themes" | "field" | "measure" | "lessons" | "method";

/** A point of the own card; `text` is null where the thing itself is gone. */
export interface SharingItem {
  id: string;
  kind: SharingKind;
  title: string;
  text: string | null;
  shared: boolean;
  shared_title: string | null;
  shared_text: string | null;
  changed: boolean;
  gone: boolean;
  hints: string[];
  /** Names the text that was seen. */
  mark: string;
}

export interface Sharing {
  visible: boolean;
  may_change: boolean;
  contact: string | null;
  items: SharingItem[];
}

/** Whose file a card came with; null where it is of this installation. */
export type Origin = { name: string } | null;

/** A card, as others see it. */
export interface Card {
  name: string;
  contact: string | null;
  origin: Origin;
  items: { id: string; title: string; text: string }[];
}

/** What makes two municipalities like each other, and what does not. */
export interface Likeness {
  because: string[];
  differs: string[];
}

export interface Neighbour extends Likeness {
  id: string;
  name: string;
  origin: Origin;
}

export interface SharedMeasure {
  id: string;
  title: string;
  text: string | null;
  lessons: string | null;
  municipality: { name: string };
  origin: Origin;
  can_adopt: boolean;
}
