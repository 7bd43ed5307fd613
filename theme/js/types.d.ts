/**
 * What the scripts of the page share: `window.hops`. Each file adds its own part, in the order in which index.hbs names them; types only,
 * nothing of this reaches a reader. `cd tests/browser && npx tsc -p .` checks every script against it.
 */

/** What one tick, note or setting is: the state's smallest part. `null` is kept, with its time, for what was taken back. */
interface HopsItem {
  value: unknown;
  time: number;
}

/** All that is kept for the book, as it is stored and as it is written into files. */
interface HopsDocument {
  schema: number;
  book: string;
  /** When it was begun, in milliseconds. */
  since: number;
  /** When it was last changed. */
  updated: number;
  items: Record<string, HopsItem>;
}

/** What came in: a document that may be used, or what is wrong with it, in a sentence that follows a name such as "This file". */
interface HopsChecked {
  document?: HopsDocument;
  problem?: string;
}

interface HopsExchange {
  /** Looks at the text of a file, all of it. */
  check(text: string): HopsChecked;
  /** "12 skills, 3 evidence links, 9 marks, settings". */
  counts(document: HopsDocument): string;
  /** How many values would change by merging, and would change and go by replacing. */
  difference(mine: HopsDocument, theirs: HopsDocument): { merged: number; changed: number; removed: number };
  /** The part of a document that a link may hold. */
  shared(document: HopsDocument, choice: { evidence: boolean; notes: boolean }): HopsDocument;
  isShared(id: string): boolean;
  /** Is it an address of the web? */
  isAddress(value: unknown): value is string;
  /** Can this browser make and open links? */
  canPack(): boolean;
  /** The document as a fragment, without `#`. */
  pack(document: HopsDocument): Promise<string>;
  /** The plan in an address, looked at like a file. */
  unpack(address: string): Promise<HopsChecked>;
}

/** A skill as the page with the plan has it. */
interface HopsSkill {
  id: string;
  name: string;
  href: string;
  /** What to learn it from: a line that is copied. */
  from: Element | null;
}

/** What plan.js and buddy.js share. */
interface HopsPlan {
  areas: { id: string; title: string; href: string; skills: HopsSkill[] }[];
  /** Titles and addresses. */
  resources: Map<string, [string, string]>;
  /** Fills `resources`. */
  load(): Promise<void>;
  /** An element with properties and children. Strings become text, never markup. */
  make<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    properties?: Record<string, unknown>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[Name];
  /** The element that a script fills, by its name. */
  slot(name: string): HTMLElement;
  part(name: string): HTMLElement;
  /** Prints one sheet alone. */
  printSheet(name: 'plan' | 'skills' | 'buddy'): void;
  /** Text of a chosen file, looked at. */
  checkFile(file: File): Promise<HopsChecked>;
  /** Puts a plan into a place of the study buddy's sheet. */
  besideMine?: (document: HopsDocument) => void;
}

/** A hop, as far as routes are concerned. Roles and skills are named by their positions. */
interface HopsLeg {
  from: number;
  to: number;
  distance: number;
  skills: number[];
}

interface HopsNetwork {
  /** Whether a role is a goal. */
  goals: boolean[];
  hops: HopsLeg[];
}

interface HopsQuestion {
  from: number;
  /** Any goal but `from`, if it is `null`. */
  to: number | null;
  avoid: number[];
  /** To be passed, in this order. */
  via: number[];
  /** Those one has already. */
  skills: Set<number>;
}

interface HopsRoute {
  cost: number;
  roles: number[];
}

type HopsConstraint = ['avoid' | 'via', number];

/** The best route and its alternatives; or what blocks, and the nearest route without that; or nothing: there is none at all. */
type HopsAnswer = { routes: HopsRoute[] } | { blocked: HopsConstraint[]; nearest: HopsRoute } | null;

/** What the reader has chosen in the planner, as it is kept: ids of roles, hours a week. */
interface HopsChoice {
  from: string;
  to?: string;
  avoid?: string[];
  via?: string[];
  pace?: number;
}

/** What preprocessor/widgets/planner.rs says of roles and hops. */
interface HopsPlannerData {
  roles: { id: string; title: string; also: string[]; kind: string; bring: string; link: string | null }[];
  hops: (HopsLeg & { how: string; editorial: boolean; sources: number[] })[];
  skills: { id: string; name: string; link: string | null; resource: { id: string; title: string; url: string; cost: string } | null }[];
  sources: { url: string | null; where: string; date: string; says: string }[];
}

/** What preprocessor/widgets/advert.rs says: the rules of data/adverts.toml, whose head explains them. */
interface HopsAdvertRules {
  reading: { english: string[]; least_english: number; advert: string[]; least_advert: number; negations: string[]; elsewhere: string[]; ignore: string[] };
  parts: { patterns: string[]; factor: number; lines: number }[];
  kinds: {
    id: string;
    title: string;
    short: string;
    means: string;
    link: string | null;
    signals: { weight: number; means: string; words: string[]; patterns: string[] }[];
  }[];
  skills: {
    id: string;
    name: string;
    link: string | null;
    resource: { id: string; title: string; url: string; cost: string } | null;
    patterns: string[];
  }[];
  flags: { id: string; title: string; short: string; means: string; words: string[]; patterns: string[]; least: number; needs: string[]; unless: string[] }[];
  questions: { ask: string; why: string; kinds: number[]; flags: number[]; absent: string[] }[];
}

/** A place in the text: from a character up to another. */
interface HopsAdvertWords {
  start: number;
  end: number;
  signal: number;
}

interface HopsAdvertKind {
  /** Its place among the rules. */
  kind: number;
  score: number;
  words: HopsAdvertWords[];
}

interface HopsAdvertFindings {
  /** What was read: without tags, and not longer than what is read. */
  text: string;
  words: number;
  isHtml: boolean;
  isCut: boolean;
  isShort: boolean;
  isEnglish: boolean;
  isAdvert: boolean;
  /** The kinds to name: none, one or two. */
  kinds: HopsAdvertKind[];
  /** All that have a sign, highest score first. */
  all: HopsAdvertKind[];
  sure: 'quite' | 'rather' | 'hardly' | 'none';
  skills: { skill: number; words: HopsAdvertWords[] }[];
  flags: { flag: number; words: HopsAdvertWords[] }[];
  /** Five at most, in the order to ask them. */
  questions: number[];
}

interface HopsNotice {
  close(): void;
}

interface HopsState {
  /** The value; `null` if the reader took it back; `undefined` if there never was one. */
  get(id: string): unknown;
  /** Keeps a value, or with `null` takes it back. `automatic`: not the reader's doing, so never worth a notice. */
  set(id: string, value: unknown, automatic?: boolean): void;
  /** All that has a value and an id that begins with `prefix`. */
  entries(prefix: string): [string, unknown][];
  /** Calls `listener` after every change, whichever tab made it. */
  onChange(listener: () => void): void;
  /** Can something be kept beyond this page? */
  canSave(): boolean;
  /** All of it, tombstones included. */
  document(): HopsDocument;
  /** `found`, of any schema up to today's, as a document of today's; nothing if it is none. */
  upgrade(found: unknown): HopsDocument | null;
  /** Takes over what is newer in `document`. Whoever calls this has checked every value. */
  merge(document: HopsDocument): void;
  /** Keeps what `document` holds, and nothing else. Whoever calls this has checked every value. */
  replace(document: HopsDocument): void;
  /** Removes everything that this browser keeps for the book, for this page and all tabs. */
  forget(): void;
}

interface Hops {
  /** Is there room for the contents beside the text? The only place that knows the width is early.js. */
  wide: MediaQueryList;
  /** Puts a line of text where it is seen and announced. `action`: the words of a second button, and what it does. */
  notice(text: string, options?: { kind?: 'brief' | 'problem'; close?: string; onClose?: () => void; action?: [string, () => void] }): HopsNotice;
  state: HopsState;
  /** What is kept for this tab and session only. */
  session: {
    get(name: string): unknown;
    set(name: string, value: unknown): void;
  };
  /** Makes `<dialog id>` open by the button `ID-button`. Returns what opens it, or nothing if the page has no such dialog. */
  dialog(id: string, onOpen: () => void): (() => void) | undefined;
  /** The reader's marks and notes, where the things they are about are shown. */
  own: {
    /** Takes over the hosts and links in `root`, made after the page was loaded. */
    add(root: ParentNode): void;
    /** The marks of a resource and the levels of a skill, in words. */
    marks: Record<string, string>;
    levels: Record<string, string>;
  };
  exchange: HopsExchange;
  plan: HopsPlan;
  routes: {
    answer(network: HopsNetwork, question: HopsQuestion): HopsAnswer;
    /** What a hop costs somebody with those skills. */
    cost(hop: HopsLeg, skills: Set<number>): number;
    networkOf(data: HopsPlannerData): HopsNetwork;
    /** The skills that the reader has ticked, by position. */
    had(data: HopsPlannerData): Set<number>;
    questionOf(data: HopsPlannerData, choice: HopsChoice): HopsQuestion | undefined;
  };
  /** Reads a text by the rules. */
  decode(rules: HopsAdvertRules, pasted: string): HopsAdvertFindings;
  /** The data that stands, or is named, in the element `id`; it is loaded when it is first asked for. An element that is not there: `{}`. */
  late(id: string): Promise<any>;
  /** What scripts with data have brought, by their keys. */
  arrived?: Record<string, unknown>;
  openSettings?: () => void;
  openSearch?: () => void;
  /** What the key `c` does. */
  goToContents?: () => void;
  /** Is the way to the page free: no dialog, no drawer open? */
  isClear(): boolean;
  /** Set when all of contents.js has run: early.js looks at it. */
  ready?: boolean;
}

interface Window {
  hops: Hops;
  /** mdBook's index writes itself into this. */
  search: any;
  /** The search engine that mdBook brings along. */
  elasticlunr: any;
}

/** The part of the service worker's scope that sw.js uses; TypeScript cannot hold a page's types and a worker's at once. */
interface HopsWorker {
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(
    name: 'fetch',
    listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}
