import type { Kind } from "../types";
import { MultipleControl, SingleControl, YesNoControl } from "./choice";
import type { Control, ControlContext } from "./control";
import { DateControl } from "./date";
import { ListControl } from "./list";
import { NumberControl } from "./number";
import { TextControl } from "./text";

const kinds: Partial<Record<Kind, new (context: ControlContext) => Control>> = {
  text: TextControl,
  number: NumberControl,
  date: DateControl,
  single: SingleControl,
  multiple: MultipleControl,
  list: ListControl,
  yes_no: YesNoControl,
};

/** The control for the open question; a kind that is not known yet is answered in words. */
export function controlFor(context: ControlContext): Control {
  return new (kinds[context.prompt.kind] ?? TextControl)(context);
}
