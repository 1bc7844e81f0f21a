/** The cards of a conversation: what its messages show beside their words. */
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import { Files } from "../files";
import type { Host } from "../host";
import type { DocumentEntry, Figure, Invite, Message, Prompt, Upload } from "../types";
import { CoatOfArms } from "./coat-of-arms";
import { Documents } from "./documents";
import { figure } from "./figure";
import { Invitations } from "./invitations";
import { choose, methods } from "./methods";
import { Review } from "./review";
import { Uploads } from "./uploads";

/** What `draw` makes of the cards, or a word about their coming. */
export type Deck = (draw: (cards: Cards) => unknown) => unknown;

export class Cards {
  private readonly _files: Files;
  private readonly _uploads: Uploads;
  private readonly _documents: Documents;
  private readonly _review: Review;
  private readonly _coat: CoatOfArms;
  private readonly _invitations: Invitations;

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    host: Host,
    /** What is ticked in the open question; null where there is nothing to tick. */
    private readonly _ticked: () => string[] | null,
  ) {
    this._files = new Files(_api, _conversation, host);
    this._uploads = new Uploads(_api, _conversation, host, this._files);
    this._documents = new Documents(_api, _conversation, host, this._files);
    this._review = new Review(_api, _conversation, host);
    this._coat = new CoatOfArms(_api, _conversation, host);
    this._invitations = new Invitations(_api, _conversation, host);
  }

  methods(message: Message) {
    const { _api: api, _conversation: conversation } = this;
    return methods(message, conversation, (...choice) => choose(api, conversation, ...choice, this._ticked()));
  }

  figure(chart: Figure, as: string) {
    return figure(chart, this._files, as);
  }

  documents(list: DocumentEntry[]) {
    return this._documents.list(list);
  }

  /** All documents, asked for when they are first to be seen. */
  shelf() {
    return this._documents.shelf();
  }

  coatOfArms() {
    return this._coat.render();
  }

  upload(upload: Upload) {
    return this._uploads.render(upload);
  }

  invitation(invite: Invite) {
    return this._invitations.render(invite);
  }

  review(prompt: Prompt) {
    return this._review.render(prompt);
  }

  /** Lets go of all pictures. */
  release(): void {
    this._files.release();
  }
}
