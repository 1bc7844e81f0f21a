/** The wire: what the API sends and takes. */

export type StageId = string;
export type Kind = "text" | "number" | "date" | "single" | "multiple" | "list" | "yes_no" | "review";
export type Value = string | number | boolean | string[];
export type Role = "founder" | "editor" | "viewer" | "adviser" | string;
export type MunicipalityType = "municipality" | "district" | "quarter" | "association";

export interface Option {
  value: string;
  title: string;
  hint?: string | null;
}

export interface Message {
  id: string;
  from: "assistant" | "member";
  text: string;
  at: string;
  kind: string;
  data?: Record<string, unknown> | null;
}

/** A cell of a table, as the server writes it; a number is written here. */
export type Cell = string | number | null;

export interface Figure {
  href: string;
  alt: string;
  title?: string | null;
  table?: { caption?: string | null; columns: string[]; rows: Cell[][] } | null;
}

export interface DocumentEntry {
  kind: string;
  title: string;
  stage: StageId | null;
  formats: { format: string; media_type: string; href: string }[];
  complete: boolean;
}

/** A table that the person may send as a file; `template` is the address of the layout, in either format. */
export interface Upload {
  purpose: string;
  template?: string | null;
}

export interface Problem {
  row?: number | null;
  column?: string | null;
  text: string;
  severity: "error" | "hint";
}

/** A file as the server read it. */
export interface Received {
  id: string;
  preview: {
    columns: string[];
    rows: Cell[][];
    years: number[];
    totals: { year: number; name: string; value: number }[];
  } | null;
  problems: Problem[];
}

/** Something to press instead of typing it. */
export interface Choice {
  title: string;
  text?: string;
  command?: Command;
}

/** A method of the toolkit, as far as its card shows it. */
export interface Method {
  id: string;
  name: string;
  summary: string;
  because?: string[];
  caution?: string[];
}

export interface Prompt {
  question: string;
  stage: StageId;
  section: string;
  text: string;
  why?: string | null;
  help?: string | null;
  example?: string | null;
  plain?: string | null;
  kind: Kind;
  options?: Option[] | null;
  min?: number | null;
  max?: number | null;
  unit?: string | null;
  required: boolean;
  allow_unknown: boolean;
  current?: Value | null;
  revision: number;
}

export interface Progress {
  stage: StageId;
  stage_number: number;
  stages: number;
  answered: number;
  total: number;
  exact: boolean;
  overall: number;
}

export interface Understood {
  as: "answer" | "command" | "question" | "smalltalk" | "unclear";
  name: string | null;
  value: unknown;
}

export interface Chat {
  messages: Message[];
  prompt: Prompt | null;
  progress: Progress;
}

export interface Reply extends Chat {
  understood: Understood;
}

export interface Command {
  name: string;
  question?: string;
  stage?: StageId;
  item?: string;
}

export interface Post {
  id: string;
  text?: string;
  answer?: { question: string; value: Value; revision?: number };
  command?: Command;
}

export interface Member {
  id: string;
  name: string;
  department?: string | null;
  role: Role;
  /** Where she has just been seen; never for oneself. */
  at?: { stage_title: string | null; section_title: string | null } | null;
}

/** A question, or several, that someone was asked to answer. */
export interface Delegation {
  id: string;
  question: string | null;
  label: string;
  to_text: string;
  by_name: string | null;
  due_text: string | null;
  overdue: boolean;
  note: string | null;
  for_me: boolean;
  from_me: boolean;
  open_questions: string[];
}

/** Who was asked has no access yet: where the invitation is made. */
export interface Invite {
  delegation: string;
  href: string;
}

export interface Municipality {
  id: string;
  municipality: string;
  type?: string | null;
  ags?: string | null;
  created_at?: string;
}

export interface Stage {
  id: StageId;
  title: string;
  status: "not_started" | "in_progress" | "completed";
  answered: number;
  total: number;
  open_points: string[];
}

export interface Process {
  process: Municipality;
  stages: Stage[];
  current_stage: StageId | null;
  members: Member[];
}

export interface GuideQuestion extends Partial<Omit<Prompt, "question">> {
  /** In words, when it is asked at all. */
  condition?: string | null;
  id?: string;
  question?: string;
  label?: string;
}

export interface GuideSection {
  id: string;
  title: string;
  collection: string | null;
  /** The list whose items these are, where they are not its own. */
  items_of?: string | null;
  questions: GuideQuestion[];
}

export interface GuideStage {
  id: StageId;
  title: string;
  purpose: string;
  duration: string;
  prepare?: unknown;
  sections: GuideSection[];
}

export interface Guide {
  stages: GuideStage[];
}

export interface Answer {
  question: string;
  label: string;
  value: Value | null;
  display: string;
  status: "answered" | "unknown" | "skipped";
  member?: string | null;
  at?: string;
  revision: number;
}

export interface Session {
  token: string;
  expires_at: string;
  member: Member;
  process: Municipality;
  access_code?: string;
}

export interface Registration {
  municipality: string;
  type?: MunicipalityType;
  ags?: string;
  parent?: string;
  name: string;
  department?: string;
}

export interface Invitation {
  code: string;
  expires_at: string;
}

/** An invitation, ready for an e-mail. */
export interface InvitationText extends Invitation {
  subject: string;
  text: string;
}

export interface Place {
  name: string;
  ags: string;
  type: MunicipalityType;
  district?: string | null;
  state?: string | null;
}
